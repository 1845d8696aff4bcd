// Builds the box on the page of quotations: it compares a pasted sentence with the words in the list below it.
// It normalises text like edition/content/quotations.py; a test compares the two.

(() => {
  const place = document.querySelector(".quotation-check");
  if (!place) return;
  const make = (tag, text = "", name = "") => Object.assign(document.createElement(tag), { textContent: text, className: name });
  const area = Object.assign(make("textarea"), { id: "quotation", rows: 4, spellcheck: false, autocomplete: "off" });
  area.setAttribute("aria-describedby", "checking");
  const label = Object.assign(make("label", "Check a quotation: paste a sentence from your text", "label"), { htmlFor: area.id });
  const button = Object.assign(make("button", "Check"), { type: "button" });
  const note = Object.assign(make("span", "It is checked on this page; nothing is sent.", "quotation-check__note"), { id: "checking" });
  const answer = make("div");
  answer.setAttribute("role", "status");
  place.append(label, area, button, note, answer);
  const CLOSE = 0.6; // the share of words that must be the same for a sentence to count as altered
  const FEWEST = 4; // the least number of words for that

  const plain = (text) => text.normalize("NFC").replace(/ё/g, "е").replace(/Ё/g, "Е")
    .replace(/[“”„‟«»"‘’‚‛`´]/g, "'").replace(/[‐‑–—−]|--+/g, "-")
    .replace(/\[?(?:…|\.\.\.)\]?/g, "…").replace(/\s+/g, " ").trim();
  const bare = (text) => text.replace(/^[ ,.;:!?'-]+|[ ,.;:!?'-]+$/g, "");
  const parts = (text) => plain(text).split(/…|\[[^\]]*\]/).map(bare).filter(Boolean);
  const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** Whether PASSAGE (normalised) contains each of PARTS, in order; the case of the first letter may differ. */
  function contains(passage, parts) {
    let at = 0;
    return parts.every((part, index) => {
      const [first] = part;
      const start = index ? literal(first) : `[${literal(first.toLowerCase())}${literal(first.toUpperCase())}]`;
      const found = new RegExp(`(?<![\\p{L}\\p{N}_])${start}${literal(part.slice(first.length))}(?![\\p{L}\\p{N}_])`, "u").exec(passage.slice(at));
      if (found) at += found.index + found[0].length;
      return Boolean(found);
    });
  }

  const words = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const key = (word) => bare(plain(word)).toLowerCase();

  /** Aligns the words of MINE with the most similar part of THEIRS. Returns steps [kept, mine, theirs], and the similarity. */
  function aligned(mine, theirs) {
    const [a, b] = [mine.map(key), theirs.map(key)];
    const isSame = (i, j) => a[i - 1] === b[j - 1];
    const price = (i, j) => (isSame(i, j) ? -0.1 : 1.5); // replacing a word costs less than deleting and inserting one
    const cost = [new Array(b.length + 1).fill(0)]; // skipping the beginning and end of THEIRS is free
    for (let i = 1; i <= a.length; i += 1) {
      cost.push([i]);
      for (let j = 1; j <= b.length; j += 1) {
        cost[i][j] = Math.min(cost[i - 1][j - 1] + price(i, j), cost[i - 1][j] + 1, cost[i][j - 1] + 1);
      }
    }
    let [i, j] = [a.length, cost[a.length].indexOf(Math.min(...cost[a.length]))];
    const steps = [];
    while (i > 0) {
      if (j > 0 && cost[i][j] === cost[i - 1][j - 1] + price(i, j)) steps.push([isSame(i, j), mine[--i], theirs[--j]]);
      else if (cost[i][j] === cost[i - 1][j] + 1) steps.push([false, mine[--i], ""]);
      else steps.push([false, "", theirs[--j]]);
    }
    return { steps: steps.reverse(), likeness: steps.filter(([kept]) => kept).length / Math.max(a.length, 1) };
  }

  const list = [...document.querySelectorAll(".quotation")].map((entry) => ({
    entry,
    head: entry.querySelector(".quotation__head").textContent.trim(),
    speaker: entry.querySelector(".quotation__id").textContent,
    source: entry.querySelector(".quotation__more:last-child a").hash,
    passages: [...entry.querySelectorAll(".quotation__words")].map((box) => box.textContent.trim().slice(1, -1)),
    original: entry.querySelector(".quotation__words[lang]")?.textContent.trim(), // where the first passage is a translation
  }));

  /** Returns what a reader must know who wants to use the words of an entry: how they are known, who publishes them, how to cite. */
  function cited({ entry, head }) {
    const [known] = entry.querySelector(".quotation__more").textContent.trim().split(" Quoted in ");
    const backer = entry.querySelector(".quotation__backer")?.textContent;
    const line = make("p", [known, backer && `${backer}.`].filter(Boolean).join(" "));
    line.prepend(Object.assign(make("a", head), { href: `#${entry.id}` }), ": ");
    return [line, make("p", entry.querySelector(".quotation__cite").textContent)];
  }

  /** Returns the heading of an answer, with the speakers of the entries that it is about. */
  const heading = (found, items) => make("p", `${found}: ${[...new Set(items.map(({ speaker }) => speaker))].join(", ")}`, "label");

  const grouped = (steps) => steps.reduce((groups, [kept, mine, theirs]) => {
    const last = groups.at(-1);
    const group = last?.kept === kept ? last : { kept, mine: [], theirs: [] };
    if (group !== last) groups.push(group);
    if (mine) group.mine.push(mine);
    if (theirs) group.theirs.push(theirs);
    return groups;
  }, []);

  /** Shows the nearest words, with the reader's deleted and the source's inserted, and the same as a sentence for screen readers. */
  function altered({ steps, item }) {
    const groups = grouped(steps);
    const changes = groups.filter(({ kept }) => !kept);
    const line = make("p");
    for (const { kept, mine, theirs } of groups) {
      if (kept) line.append(`${theirs.join(" ")} `);
      else {
        if (mine.length) line.append(make("del", mine.join(" ")), " ");
        if (theirs.length) line.append(make("ins", theirs.join(" ")), " ");
      }
    }
    if (!changes.length) {
      const why = "Only capitals differ, or words are left out where the passage in the list has them or “…”: show that as “…”.";
      return [heading("The same words, not quite as they stand", [item]), line, make("p", why)];
    }
    const told = changes.map(({ mine, theirs }) => {
      if (!mine.length) return `“${theirs.join(" ")}” is left out`;
      return theirs.length ? `“${mine.join(" ")}” is “${theirs.join(" ")}” in the source` : `“${mine.join(" ")}” is not in the source`;
    });
    return [
      heading(`Altered in ${changes.length} ${changes.length === 1 ? "place" : "places"}`, [item]),
      line,
      make("p", `${told.join("; ")}.`),
    ];
  }

  /** Returns the entries that contain WANTED; of one source, those that single out its speaker instead of a whole passage. */
  function holding(wanted) {
    const found = list.filter(({ passages }) => passages.some((passage) => contains(plain(passage), wanted)));
    const isNarrower = (one, other) => one.source === other.source
      && one.passages[0].length < other.passages[0].length && contains(plain(other.passages[0]), parts(one.passages[0]));
    return found.filter((entry) => !found.some((other) => isNarrower(other, entry)));
  }

  function checked(sentence) {
    const box = make("div", "", "quotation-check__one");
    const wanted = parts(sentence);
    const exact = holding(wanted);
    if (exact.length) {
      const count = exact.length > 1 ? ` in ${exact.length} passages` : "";
      const translations = exact.filter(({ passages: [first], original }) => original && contains(plain(first), wanted));
      const all = translations.length === exact.length;
      box.append(heading(`Exact${all ? " in the translation" : ""}${count}`, exact), make("p", `“${bare(sentence)}”`));
      if (all) box.append(make("p", `These are translated words. The original: ${translations[0].original}`));
      box.append(...exact.slice(0, 3).flatMap(cited));
      return box;
    }
    const mine = words(sentence);
    let best = { likeness: 0 };
    for (const item of mine.length < FEWEST ? [] : list) {
      for (const passage of item.passages) {
        const found = aligned(mine, words(passage));
        if (found.likeness > best.likeness) best = { ...found, item };
      }
    }
    if (best.likeness >= CLOSE) box.append(...altered(best), ...cited(best.item));
    else {
      box.append(make("p", "Not in this edition", "label"), make("p", `“${bare(sentence)}”`),
        make("p", `It is in none of the ${list.length} passages that this edition quotes. That does not show that nobody said it.`));
    }
    return box;
  }

  const DOUBLE = /“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|"([^"]+)"/g;
  const SINGLE = /(?<![\p{L}\p{N}])['‘](.+?)['’](?![\p{L}\p{N}])/gu; // not an apostrophe in a word

  /** Returns the text between quotation marks, or the whole text if there are none, or if it stands in the list with them. */
  function sentences(text) {
    const between = (marks) => [...text.matchAll(marks)].map((match) => match.slice(1).find(Boolean));
    const whole = [text].filter((words) => parts(words).length);
    if (!whole.length) return [];
    let quoted = between(DOUBLE);
    if (!quoted.length && !holding(parts(text)).length) quoted = between(SINGLE);
    return quoted.length ? quoted.filter((words) => parts(words).length) : whole;
  }

  function check() {
    const found = sentences(area.value).map(checked);
    answer.replaceChildren(...(found.length ? found : [make("p", "Paste a sentence first.")]));
  }

  button.addEventListener("click", check);
})();
