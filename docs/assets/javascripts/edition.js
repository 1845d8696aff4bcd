// Helpers on top of plain links, notes and menus; without this file everything still reads and links.

(() => {
  // 1. A permalink, when used, also offers to copy the address or a citation.
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

  /** What the permalink leads to, in words: “paragraph 12”, “claim B4” or the heading's text. */
  function place(link) {
    if (link.matches(".headerlink")) return "“" + link.parentElement.firstChild.textContent.trim() + "”";
    const name = link.getAttribute("aria-label") || link.textContent.trim();
    return link.matches(".paragraph-number, .claim__id") ? name.charAt(0).toLowerCase() + name.slice(1) : "“" + name + "”";
  }

  /** The address to give to others: the public one where the page knows it, else where it is being read. */
  function address(link) {
    const canonical = document.querySelector('link[rel="canonical"]');
    return (canonical ? canonical.href : location.href.split("#")[0]) + link.hash;
  }

  /** The citation at the foot of the page, with the place and its address filled in. */
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
    // After the browser has moved to the fragment, so that the control stands beside the text.
    setTimeout(() => {
      link.after(control); // the next stop of the Tab key
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

  // 2. The colours that the reader chooses: the stylesheet looks for them on the first element, because the theme sets its own
  // only when it is all there. Heard before the theme hears it, which then tells the browser which colour its bars get.
  document.addEventListener("change", ({ target }) => {
    if (target.name === "__palette") document.documentElement.dataset.scheme = target.dataset.mdColorScheme;
  }, true);

  // 3. On wide screens each note stands beside the line that refers to it, below the note before it.
  const notes = [...document.querySelectorAll(".footnote li")];
  const article = document.querySelector(".md-content__inner");
  const marks = notes.map((note) => article.querySelector(`sup:has([href="#${note.id}"])`)); // the first of several
  const wide = matchMedia("screen and (min-width: 100em)");

  function placeNotes() {
    // A note that is pointed at shows its whole passage, over the notes below it: they stay where they are.
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

  // A font that comes late changes lines and notes without making the article longer: so each part is watched.
  const watcher = new ResizeObserver(placeNotes);
  if (notes.length) [article, ...article.children, ...notes].forEach((part) => watcher.observe(part));

  // 4. The preview of a note is for the eye: the link that opens it leads to the same words, so it says nothing twice
  // and takes no focus. (The theme makes a dialog without a name of it.)
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

  // The ways back say from which note, and to which of several places.
  for (const link of article.querySelectorAll(".footnote-backref")) {
    const [, place, note] = link.hash.match(/^#fnref(\d*):(\d+)$/);
    link.setAttribute("aria-label", `Back to note ${note} in the text${place && `, place ${place}`}`);
  }

  // The links to the sources say of which, for those who go from link to link; spelt out in the page, it would weigh too much.
  for (const link of article.querySelectorAll(".note-details")) {
    let words = "";
    for (let part = link.previousSibling; part && !part.matches?.(".note-details"); part = part.previousSibling) {
      words = part.textContent + words;
    }
    link.setAttribute("aria-label", `Details: ${words.replace(/^[\s·]+|[\s.]+$/g, "")}`);
  }

  // What the search found is named by its heading and page: a browser names such a link, which holds an article, not at all.
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

  // 5. Keys. What opens takes the focus, closes when the focus leaves it or by Escape, and gives the focus back.
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
  if (drawer.checked) opened(); // before this stood here

  // The theme asks for what it searches once: without it, it would say for ever that it is getting ready.
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
    if (open.length) open.forEach((preview) => (preview.hidden = true)); // the theme makes a new one the next time
    else if (search?.checked) setTimeout(() => before?.focus()); // after the theme has closed it
    else if (drawer.checked) drawer.click();
  }, true);
})();
