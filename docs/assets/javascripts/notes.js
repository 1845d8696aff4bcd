// Places the notes and names their links. Without this file, they are at the foot of the page.

(() => {
  // 1. On wide screens, each note is next to the line that refers to it, and below the previous note.
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

  // 2. The preview of a note is only visual: the link that opens it leads to the same words. So hide it from screen
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
})();
