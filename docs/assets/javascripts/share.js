// A click on a permalink offers its address, a citation, and the words with the citation. Without this file, it only
// leads to its place.

(() => {
  const PERMALINKS = ".paragraph-number, .headerlink, .claim__id, .event__title, .source__id, .quotation__id";
  const NOT_WORDS = ".paragraph-number, sup, .sheet, .changed";

  // Each permalink says what it offers; before, keep the name of its place: “Paragraph 12”, “Claim B4”, a title.
  const names = new Map();
  for (const link of document.querySelectorAll(PERMALINKS)) {
    const name = nameOf(link).trim();
    names.set(link, name);
    link.title = `${name}: link or cite`;
    if (link.ariaLabel) link.ariaLabel = link.title;
  }

  function nameOf(link) {
    if (link.matches(".headerlink")) return link.parentElement.firstChild.textContent;
    if (link.matches(".quotation__id")) return `Quotation ${link.hash.slice(2)}`;
    return link.ariaLabel ?? link.textContent;
  }

  /** Returns the permalink's place as a citation names it: “paragraph 12”, “claim B4”, or a title in quotation marks. */
  function place(link) {
    const name = names.get(link);
    return link.matches(".paragraph-number, .claim__id, .quotation__id") ? name.charAt(0).toLowerCase() + name.slice(1) : `“${name}”`;
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

  /** Returns the element that the place is in: what was cited. */
  const block = (link) => link.closest("h1, h2, h3, p[id], li[id], div[id]");

  /** Returns the place's words without the numbers of notes, in quotation marks; empty for a heading and a source. */
  function words(link) {
    const part = block(link).matches("p") ? block(link) : block(link).querySelector(".claim__finding, .event__text, .quotation__words");
    if (!part) return "";
    const copy = part.cloneNode(true);
    copy.querySelectorAll(NOT_WORDS).forEach((other) => other.remove());
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    return /^“[^“”]*”$/.test(text) ? text : `“${inner(text)}”`;
  }

  /** Returns a text with its quotation marks changed to the other kind, for use inside quotation marks. */
  function inner(text) {
    let depth = 0;
    return text.replace(/[“”‘]|’(?!\p{L})/gu, (mark) => {
      if (mark === "“") return depth++, "‘";
      if (mark === "”") return depth--, "’";
      return depth ? { "‘": "“", "’": "”" }[mark] : mark;
    });
  }

  const status = Object.assign(document.createElement("p"), { className: "sheet__status" });
  status.setAttribute("role", "status");

  function button(label, text, done) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    made.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        status.textContent = done;
      } catch {
        status.textContent = `Your browser does not let the page copy. Here it is: ${text}`;
      }
    });
    return made;
  }

  sheet?.on(PERMALINKS, (link) => {
    history.replaceState(history.state, "", link.hash); // the address bar also offers it; nothing moves
    const quoted = words(link);
    const original = block(link).querySelector(".quotation__cite")?.textContent.replace("Quote it as: ", "");
    const cited = original ? `${original} Quoted in ${citation(link)}` : citation(link);
    const buttons = [
      button("Copy link", address(link), "Link copied."),
      button("Copy citation", citation(link), "Citation copied."),
      ...(quoted ? [button("Copy words with citation", `${quoted} ${cited}`, "Words and citation copied.")] : []),
    ];
    buttons[0].dataset.first = "";
    status.textContent = "";
    sheet.open(link, names.get(link), [...buttons, status], block(link));
  });
})();
