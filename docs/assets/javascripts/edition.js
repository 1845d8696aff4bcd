// Enhances plain links, notes and menus. Without this file, all text and links still work.

(() => {
  // 1. A click on a permalink also offers to copy the address or a citation.
  const PERMALINKS = ".paragraph-number, .headerlink, .claim__id, .event__title, .source__id, .quotation__id";

  const control = document.createElement("div");
  control.className = "copy-control";
  control.popover = "auto";
  control.setAttribute("role", "dialog");
  const copyLink = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy link", autofocus: true });
  const copyCitation = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy citation" });
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  control.append(copyLink, copyCitation, status);
  document.body.append(control);

  let opener = null;

  /** Returns the permalink's target in words: “paragraph 12”, “claim B4” or the heading's text. */
  function place(link) {
    if (link.matches(".headerlink")) return "“" + link.parentElement.firstChild.textContent.trim() + "”";
    const name = link.getAttribute("aria-label") || link.textContent.trim();
    return link.matches(".paragraph-number, .claim__id") ? name.charAt(0).toLowerCase() + name.slice(1) : "“" + name + "”";
  }

  /** Returns the address to share: the public one if the page contains it, else the current one. */
  function address(link) {
    const canonical = document.querySelector('link[rel="canonical"]');
    return (canonical ? canonical.href : location.href.split("#")[0]) + link.hash;
  }

  /** Returns the citation at the end of the page, with the place and its address filled in. */
  function citation(link) {
    const whole = document.querySelector(".citation").cloneNode(true);
    whole.querySelector("[data-place]").textContent = `, ${place(link)}`;
    whole.querySelector("[data-address]").textContent = `, ${address(link)}`;
    return whole.textContent.trim();
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = done;
    } catch {
      status.textContent = `Your browser does not let the page copy. Here it is: ${text}`;
    }
  }

  copyLink.addEventListener("click", () => copy(address(opener), "Link copied."));
  copyCitation.addEventListener("click", () => copy(citation(opener), "Citation copied."));
  control.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && opener && control.contains(document.activeElement)) opener.focus();
  });

  function share(link) {
    opener = link;
    status.textContent = "";
    control.setAttribute("aria-label", `Share ${place(link)}`);
    // After the browser has scrolled to the fragment, so that the control is next to the text.
    setTimeout(() => {
      link.after(control); // so that it comes next in the tab order
      control.showPopover();
      const box = link.getBoundingClientRect();
      const left = Math.min(box.left, innerWidth - control.offsetWidth - 8);
      const below = box.bottom + control.offsetHeight + 8 < innerHeight;
      control.style.left = `${Math.max(8, left)}px`;
      control.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - control.offsetHeight - 4)}px`;
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(PERMALINKS);
    if (link && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) share(link);
  });

  // 2. The colour scheme that the reader chooses. The stylesheet reads it from the root element, because the theme sets
  // its own attribute only after its script is loaded. Capture the event before the theme, which then sets the colour of
  // the browser's bars.
  document.addEventListener("change", ({ target }) => {
    if (target.name === "__palette") document.documentElement.dataset.scheme = target.dataset.mdColorScheme;
  }, true);

  // 3. On wide screens, each note is next to the line that refers to it, and below the previous note.
  const notes = [...document.querySelectorAll(".footnote li")];
  const article = document.querySelector(".md-content__inner");
  const marks = notes.map((note) => article.querySelector(`sup:has([href="#${note.id}"])`)); // the first of several
  const wide = matchMedia("screen and (min-width: 100em)");

  function placeNotes() {
    // A note under the pointer shows its whole passage on top of the notes below it, which must not move.
    if (article.querySelector(".footnote li:is(:hover, :focus-within)") && article.classList.contains("notes-beside") && wide.matches) return;
    article.classList.toggle("notes-beside", wide.matches);
    const start = article.getBoundingClientRect().top;
    let free = 0;
    for (const [index, note] of notes.entries()) {
      const mark = marks[index];
      note.dataset.number = mark.textContent;
      const wanted = mark.getBoundingClientRect().top - start;
      note.style.top = wide.matches ? `${Math.max(wanted, free)}px` : "";
      free = note.offsetTop + note.offsetHeight + 8;
    }
    article.style.minHeight = wide.matches ? `${free}px` : "";
  }

  // Observe each part: a font that loads late moves lines and notes without changing the article's height.
  const watcher = new ResizeObserver(placeNotes);
  if (notes.length) [article, ...article.children, ...notes].forEach((part) => watcher.observe(part));

  // 4. The preview of a note is only visual: the link that opens it leads to the same words. So hide it from screen
  // readers and the tab order. (The theme makes it a dialog without a name.)
  const ATTRIBUTES = ["aria-controls", "aria-haspopup"];

  const previews = new MutationObserver(() => {
    for (const preview of document.querySelectorAll(".md-tooltip2[role=dialog]")) {
      preview.setAttribute("aria-hidden", "true");
      for (const stop of preview.querySelectorAll("a, .md-tooltip2__inner")) stop.tabIndex = -1;
    }
    for (const mark of article.querySelectorAll("[aria-haspopup]")) ATTRIBUTES.forEach((name) => mark.removeAttribute(name));
  });
  previews.observe(document.body, { childList: true });
  previews.observe(article, { subtree: true, attributeFilter: ATTRIBUTES });

  // Name each back link after its note, and after the place if the note has several references.
  for (const link of article.querySelectorAll(".footnote-backref")) {
    const [, place, note] = link.hash.match(/^#fnref(\d*):(\d+)$/);
    link.setAttribute("aria-label", `Back to note ${note} in the text${place && `, place ${place}`}`);
  }

  // Name each link to a source after it, for readers who move from link to link. In the HTML, the names would be too large.
  for (const link of article.querySelectorAll(".note-details")) {
    let words = "";
    for (let part = link.previousSibling; part && !part.matches?.(".note-details"); part = part.previousSibling) {
      words = part.textContent + words;
    }
    link.setAttribute("aria-label", `Details: ${words.replace(/^[\s·]+|[\s.]+$/g, "")}`);
  }

  // Name each search result by its heading and page: browsers compute no name for a link that contains an article.
  const results = document.querySelector(".md-search-result__list");
  const heading = (part) => part.querySelector(".md-search-result__article :is(h1, h2)")?.textContent.trim();
  const nameResults = () => {
    for (const link of results.querySelectorAll(".md-search-result__link:not([aria-label])")) {
      const names = new Set([heading(link), heading(link.closest(".md-search-result__item"))]);
      link.setAttribute("aria-label", [...names].filter(Boolean).join(", "));
    }
  };
  if (results) new MutationObserver(nameResults).observe(results, { childList: true, subtree: true });
  document.querySelector(".md-search__input")?.setAttribute("aria-description", "The arrow keys lead to what was found.");

  // 5. Keyboard. What opens takes the focus, closes when it loses the focus or by Escape, and then returns the focus.
  const drawer = document.querySelector("[data-md-toggle=drawer]");
  const search = document.querySelector("[data-md-toggle=search]");
  const menu = document.querySelector(".md-sidebar--primary");
  const button = document.querySelector(".menu-button");
  let before = null; // where the focus was when the search took it

  button?.addEventListener("click", () => drawer.click());
  const opened = () => {
    button?.setAttribute("aria-expanded", drawer.checked);
    if (drawer.checked) menu.querySelector(".md-nav__list a").focus();
    else if (menu.contains(document.activeElement)) button?.focus();
  };
  drawer.addEventListener("change", opened);
  if (drawer.checked) opened(); // it was opened before this script ran

  // The theme requests the search index only once. If that fails, it would say for ever that the search is starting.
  const found = document.querySelector(".md-search-result__meta");
  const gettingReady = found?.textContent;
  addEventListener("error", () => {
    if (found?.textContent === gettingReady) found.textContent = "The search could not be loaded. Load the page again when there is a connection.";
  });

  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    if (target.matches(".md-search__input") && !relatedTarget?.closest(".md-search")) before = relatedTarget;
    if (drawer.checked && target !== button && !menu.contains(target)) drawer.click();
    if (control.matches(":popover-open") && target !== opener && !control.contains(target)) control.hidePopover();
  });

  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[type=checkbox]")) event.target.click();
    if (event.key !== "Escape") return;
    const open = document.querySelectorAll(".md-tooltip2--active:not([hidden])");
    if (open.length) open.forEach((preview) => (preview.hidden = true)); // the theme creates a new one each time
    else if (search?.checked) setTimeout(() => before?.focus()); // after the theme has closed it
    else if (drawer.checked) drawer.click();
  }, true);
})();
