// Builds the controls by which readers choose what a list shows (edition/extensions/picker.py), and does what they say.
// The choice is in the address, so it can be linked to, and which entries are open is in the history, so they are after
// Back. Without this file, the list is whole.

(() => {
  const box = document.querySelector(".picker");
  if (!box) return;
  const article = box.closest("article");
  const entries = [...article.querySelectorAll("[data-is]")].map((element) => ({ element, words: element.dataset.is.split(" ") }));
  const counted = entries.filter(({ element }) => element.dataset.is); // not what belongs to the page only as long as it is whole
  const parts = [...article.querySelectorAll(":scope > *, section")].filter((part) => part.querySelector("[data-is]")).map(withHead);
  const lists = [...article.querySelectorAll("ul.sources")].map((list) => [list, [...list.children]]);
  const ORDERS = {
    rests: (a, b) => b.dataset.rests - a.dataset.rests,
    date: (a, b) => (a.dataset.date < b.dataset.date ? -1 : Number(a.dataset.date > b.dataset.date)),
  };
  // The questions that choose no entries, and what their answers do.
  const EFFECTS = {
    order(value) {
      for (const [list, byName] of lists) list.append(...(value ? byName.toSorted(ORDERS[value]) : byName));
    },
    texts(value) {
      for (const { element } of entries) unfold(element, Boolean(value));
    },
  };
  const questions = JSON.parse(box.dataset.questions);
  const filters = questions.filter(({ key }) => !EFFECTS[key]);
  let chosen = {}; // the value of each question's answer
  let done = {}; // the same, when the effects were last brought about

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const unfold = (entry, isOpen = true) => entry.querySelectorAll("details").forEach((fold) => (fold.open = isOpen));

  /** Returns a list with what stands above it, up to its heading: they come and go together. */
  function withHead(list) {
    const all = [list];
    while (!all.at(-1).matches("h2") && all.at(-1).previousElementSibling?.matches("p, h2")) all.push(all.at(-1).previousElementSibling);
    return all;
  }

  /** Returns whether an entry of which WORDS hold is chosen by all questions, or all but OTHER. */
  const suits = (words, other) => filters.every(({ key }) => key === other || !chosen[key] || words.includes(`${key}=${chosen[key]}`));

  /** Builds a question's controls: radio buttons, or a list to choose from where they are many; for a single option, a checkbox. */
  function controls(question) {
    const { key, name } = question;
    const options = Object.entries(question.options).map(([value, label]) => ({ value, label, words: make("span", { textContent: label }) }));
    const isLong = options.length > 9;
    question.options = options;
    for (const option of options) {
      if (isLong) option.control = option.words = make("option", { value: option.value });
      else option.control = make("input", { type: name ? "radio" : "checkbox", name: key, value: option.value, autocomplete: "off" });
    }
    const mark = (value) => (value ? [make("i", { className: `${key} ${key}--${value}` })] : []); // the shape of a strand, of an assessment
    const shown = isLong
      ? [make("select", { name: key, ariaLabel: name, autocomplete: "off" }, ...options.map(({ control }) => control))]
      : options.map(({ value, control, words }) => make("label", {}, control, ...mark(value), words));
    return name ? make("fieldset", { className: "picker__question" }, make("legend", { textContent: name }), ...shown) : shown[0];
  }

  // Several questions are folded up where they would fill a phone's screen.
  const asked = questions.map(controls);
  if (filters.length > 1) {
    const wide = matchMedia("(min-width: 76.25em)");
    const fold = make("details", { open: wide.matches }, make("summary", { textContent: `Choose ${box.dataset.noun}` }), ...asked);
    wide.onchange = () => (fold.open = wide.matches);
    box.append(fold);
  } else {
    const [line, ...more] = asked;
    line.append(...more);
    box.append(line);
  }
  const status = make("p", { className: "picker__status", tabIndex: -1 });
  status.setAttribute("role", "status");
  const reset = make("button", { type: "button", textContent: "Show all" });
  box.append(make("div", { className: "picker__told" }, status, reset));

  /** Takes over what the address asks for, as far as it is known here; it may leave nothing, which is told. */
  function read() {
    const asked = new URLSearchParams(location.search);
    chosen = {};
    for (const { key, options } of questions) {
      const value = asked.get(key);
      if (options.some((option) => option.value === value)) chosen[key] = value;
    }
  }

  /** Shows what is chosen, and in the controls how much each answer would show with those to the other questions. */
  function apply() {
    for (const { element, words } of entries) element.hidden = !suits(words);
    for (const [list, ...head] of parts) {
      const isEmpty = !list.querySelector("[data-is]:not([hidden])");
      for (const part of [list, ...head]) part.hidden = isEmpty;
    }
    for (const link of document.querySelectorAll("nav li > a[href^='#']")) {
      link.parentElement.hidden = Boolean(document.getElementById(link.hash.slice(1))?.closest("[hidden]"));
    }
    for (const { key, options } of questions) {
      const held = counted.filter(({ words }) => suits(words, key));
      for (const { value, label, control, words } of options) {
        control[control.matches("option") ? "selected" : "checked"] = value === (chosen[key] ?? "");
        if (EFFECTS[key]) continue;
        const count = value ? held.filter((entry) => entry.words.includes(`${key}=${value}`)).length : held.length;
        words.textContent = `${label} ${count}`;
        control.disabled = !count && value !== (chosen[key] ?? "");
      }
      if (EFFECTS[key] && done[key] !== chosen[key]) EFFECTS[key](chosen[key]);
    }
    done = { ...chosen };
    reset.hidden = !filters.some(({ key }) => chosen[key]);
    document.dispatchEvent(new Event("picked"));
  }

  function say() {
    const shown = counted.filter(({ element }) => !element.hidden).length;
    status.textContent = `${shown === counted.length ? `All ${shown}` : `${shown} of ${counted.length}`} ${box.dataset.noun} ${shown === 1 ? "is" : "are"} shown.`;
  }

  /** Keeps in the address what is chosen, and in the history what is open and where the reader is. */
  function remember() {
    const address = new URL(location);
    for (const { key } of questions) {
      address.searchParams.delete(key);
      if (chosen[key]) address.searchParams.set(key, chosen[key]);
    }
    const opened = entries.filter(({ element }) => element.querySelector("details[open]")).map(({ element }) => element.id);
    try {
      history.replaceState({ ...history.state, opened, top: scrollY }, "", address);
    } catch {} // refused where it is done very often
  }

  function change() {
    apply();
    say();
    remember();
  }

  function showAll() {
    for (const { key } of filters) delete chosen[key];
    change();
  }

  /** Opens the entry that the address leads to, and leads there again if it has moved; if the choice hides it, shows everything. */
  function reveal(hasMoved) {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!article.contains(target)) return;
    if (target.matches("[data-is]")) unfold(target);
    const isHidden = target.closest("[hidden]");
    if (isHidden) showAll();
    if (isHidden || hasMoved) target.scrollIntoView();
  }

  box.addEventListener("change", ({ target }) => {
    chosen[target.name] = (target.checked !== false && target.value) || undefined;
    change();
  });
  reset.addEventListener("click", () => {
    showAll();
    status.focus({ preventScroll: true });
  });
  addEventListener("popstate", () => {
    read();
    if (questions.every(({ key }) => chosen[key] === done[key])) return;
    apply();
    say();
  });
  addEventListener("hashchange", () => reveal(false));

  const { opened = [], top } = history.state ?? {};
  read();
  apply();
  if (!reset.hidden) say();
  for (const { element } of entries) if (opened.includes(element.id)) unfold(element);
  if (top !== undefined) addEventListener("load", () => scrollTo({ top, behavior: "instant" }));

  let frame = 0;
  const later = () => (frame ||= requestAnimationFrame(() => (frame = 0, remember())));
  article.addEventListener("toggle", later, true);
  addEventListener("scrollend", later);
  reveal(!reset.hidden && top === undefined);
})();
