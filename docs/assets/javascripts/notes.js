// Notes: beside the text where there is room, else in a sheet where the reader is. Without this file, they are at the foot.

(() => {
  const article = document.querySelector(".md-content__inner");
  const notes = [...document.querySelectorAll(".footnote li")];
  if (!notes.length) return;

  // 1. On wide screens, each note is next to the line that refers to it, and below the previous note. Where there is no
  // room before the next, it is short.
  const marks = notes.map((note) => article.querySelector(`sup:has([href="#${note.id}"])`)); // the first of several
  const list = notes[0].parentElement;
  const wide = matchMedia("screen and (min-width: 80em)");
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const hasRoom = () => wide.matches && article.clientWidth >= 47 * rem(); // the text needs 34, a note 12
  const SLACK = 50; // pixels that a note may push the next one down to be whole
  const heightOf = (note) => note.offsetHeight + 8;
  const topOf = (mark) => mark.getBoundingClientRect().top - article.getBoundingClientRect().top;

  function placeNotes() {
    if (document.documentElement.matches(".waiting")) return; // for the whole stylesheet
    const beside = article.classList.contains("notes-beside");
    // A raised note shows all of it on top of the others, which must not move.
    const room = hasRoom();
    if (beside && room && article.querySelector(".footnote li:is(:hover, :focus-within, .raised)")) return;
    if (beside !== room) {
      list.hidden = true; // so that they appear at the new place, and do not move to it
      list.offsetHeight; // lays the page out without them
      article.classList.toggle("notes-beside", room);
      list.hidden = false;
    }
    article.style.minHeight = "";
    if (!room) return;
    const shorten = (short) => notes.forEach((note) => note.classList.toggle("short", short));
    shorten(false);
    const whole = notes.map(heightOf);
    shorten(true);
    const short = notes.map(heightOf);
    const wanted = marks.map(topOf);
    let free = 0;
    for (const [index, note] of notes.entries()) {
      const top = Math.max(wanted[index], free);
      const fits = !(top + whole[index] > wanted[index + 1] + SLACK);
      note.classList.toggle("short", !fits);
      note.dataset.number = marks[index].textContent;
      note.style.setProperty("--top", `${top}px`);
      free = top + (fits ? whole : short)[index];
    }
    article.style.minHeight = `${free}px`;
    const isCut = (part) => part.scrollHeight > part.clientHeight + 1 || !part.offsetHeight; // of too many lines, or not shown
    const cut = notes.map((note) => [...note.querySelectorAll("p, .passage")].some(isCut));
    notes.forEach((note, index) => note.classList.toggle("cut", cut[index]));
  }

  // Observe each part: a font that loads late moves lines and notes without changing the article's height.
  const watcher = new ResizeObserver(placeNotes);
  [article, ...article.children, ...notes].forEach((part) => watcher.observe(part));
  new MutationObserver(placeNotes).observe(document.documentElement, { attributeFilter: ["class"] });

  // 2. Pointing at a mark raises its note beside the text to the mark's height; a click keeps it there. Where notes are
  // not beside the text, a click opens the note in a sheet.
  const sign = article.querySelector(".notes-sign"); // says what the sign in some notes means
  const noteOf = (mark) => document.getElementById(mark.hash.slice(1));
  let timer; // of a preview that is to open or close
  const lower = (note) => note.classList.remove("raised");
  function raise(mark) {
    const note = noteOf(mark);
    note.style.setProperty("--raised", `${topOf(mark)}px`);
    note.classList.add("raised");
    return note;
  }
  /** Keeps a raised note until the reader leaves it; Escape leads back to what was clicked. */
  function keep(note, mark) {
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest", behavior: "instant" });
    note.onblur = () => note.matches(":focus-within") || lower(note);
    note.onkeydown = ({ key }) => {
      if (key === "Escape") mark.focus();
    };
  }

  function show(mark, preview) {
    const copy = noteOf(mark).cloneNode(true);
    copy.querySelectorAll(".footnote-backref").forEach((link) => link.remove());
    const all = document.createElement("p");
    all.append(Object.assign(document.createElement("a"), { href: mark.hash, textContent: "All notes" }));
    const meaning = copy.querySelector("abbr") ? [sign.cloneNode(true)] : [];
    sheet.open(mark, `Note ${mark.textContent}`, [...copy.childNodes, ...meaning, all], null, preview);
  }

  sheet?.on(".footnote-ref", (mark) => {
    clearTimeout(timer);
    if (article.matches(".notes-beside")) {
      keep(raise(mark), mark);
      return;
    }
    show(mark);
  });
  // A click on a note that is cut shows the rest of it where it stands.
  list.addEventListener("click", ({ target }) => {
    const note = target.closest(".notes-beside .cut");
    if (!note || target.closest("a")) return;
    note.style.setProperty("--raised", note.style.getPropertyValue("--top"));
    note.classList.add("raised");
    keep(note, marks[notes.indexOf(note)].firstElementChild);
  });

  // Where notes are not beside the text, and a sheet is no phone's, a mouse that rests on a mark previews its note. It
  // may move into the sheet, which closes when the mouse has left both.
  const PAUSE = 300; // milliseconds
  const spacious = matchMedia("(min-width: 60em)");
  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
  const previews = ({ pointerType }) => sheet && pointerType === "mouse" && spacious.matches && !article.matches(".notes-beside");

  article.addEventListener("pointerover", (event) => {
    const { target } = event;
    if (target.matches(".footnote-ref")) {
      raise(target);
      if (previews(event)) later(() => show(target, true));
    } else if (target.closest(".sheet")) clearTimeout(timer);
  });
  article.addEventListener("pointerout", (event) => {
    const { target } = event;
    const isMark = target.matches(".footnote-ref");
    if (isMark && !noteOf(target).matches(":focus-within")) lower(noteOf(target));
    if (previews(event) && (isMark || target.closest(".sheet"))) later(sheet.endPreview);
  });

  // 3. Names for what signs and short links mean. In the HTML, they would be too large.
  for (const link of article.querySelectorAll(".footnote-backref")) {
    const place = link.textContent.replace("↩", "").trim();
    const where = /^\d/.test(place) ? `paragraph ${place}` : place ? `claim ${place}` : "the text";
    link.setAttribute("aria-label", `Back to ${where}`);
  }
  for (const link of article.querySelectorAll(".note-source")) link.title = "In the list of sources";
  for (const abbr of article.querySelectorAll(".footnote abbr")) abbr.title = sign.textContent;
})();
