// What opens over the page: at the foot of a phone's screen, elsewhere near what was clicked. It is one element, which
// notes.js and share.js fill. Without this file, or in a browser without popovers, their links only lead where they lead.

const sheet = (() => {
  if (!HTMLElement.prototype.showPopover) return null;

  const box = Object.assign(document.createElement("div"), { className: "sheet", popover: "auto", tabIndex: -1 });
  box.setAttribute("role", "dialog");
  const title = Object.assign(document.createElement("p"), { className: "sheet__title" });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "sheet__close", textContent: "×" });
  close.setAttribute("aria-label", "Close");
  document.body.append(box);

  const HEADER = 64; // the height of the page's header, in pixels
  const phone = matchMedia("(max-width: 44.984375em)");
  let opener = null;
  let dismissed = null; // the opener of what this click or touch closes
  let isPreview = false; // shown under a pointer; a click or the focus in it keeps it

  const isOpen = () => box.matches(":popover-open");
  close.addEventListener("click", () => box.hidePopover());
  addEventListener("pointerdown", () => (dismissed = isOpen() && !isPreview ? opener : null), true);
  addEventListener("click", () => (dismissed = null)); // last, after open()
  for (const sign of ["pointerdown", "focusin"]) box.addEventListener(sign, () => (isPreview = false));
  box.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    opener.removeAttribute("aria-expanded");
    const { activeElement } = document;
    if (isPreview) return; // the focus was never in it
    if (activeElement === document.body || box.contains(activeElement)) opener.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", ({ target }) => {
    if (isOpen() && target !== opener && !box.contains(target)) box.hidePopover();
  });
  // A link to a place on this page leads out of the sheet.
  box.addEventListener("click", ({ target }) => {
    if (target.closest("a[href^='#']")) box.hidePopover();
  });

  /** Places the box above or below an element, or scrolls until a phone's sheet does not cover the opener. */
  function place(near, above) {
    const at = near.getBoundingClientRect();
    if (phone.matches) {
      const covered = opener.getBoundingClientRect().bottom + 16 - box.getBoundingClientRect().top;
      if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
      return;
    }
    // A preview does not scroll the page: it is no higher than the room above or below, and scrolls itself.
    box.style.maxHeight = isPreview ? `${Math.max(innerHeight - at.bottom - 12, at.top - HEADER - 12)}px` : "";
    const height = box.offsetHeight + 6;
    const fits = at.bottom + height < innerHeight;
    const top = above || (!fits && at.top > height + HEADER) ? at.top - height : at.bottom + 6;
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
    box.style.setProperty("--left", `${Math.max(8, left) + scrollX}px`);
    box.style.setProperty("--top", `${Math.max(0, top + scrollY)}px`);
    if (!isPreview) box.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  return {
    /** Calls `answer` with each link that `selector` matches and a reader clicks, instead of following it. */
    on(selector, answer) {
      document.addEventListener("click", (event) => {
        const link = event.target instanceof Element && event.target.closest(selector);
        if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        answer(link);
      });
    },

    /**
     * Opens the sheet with a name and content.
     *
     * @param {HTMLElement} link what was clicked; it gets the focus back.
     * @param {string} name the name of the dialog, which is also shown.
     * @param {Node[]} content what is in it.
     * @param {Element} [block] the element that it must not cover: it opens above it; else below the link.
     * @param {boolean} [preview] whether it is only shown, and the focus stays; not over what was opened by a click.
     */
    open(link, name, content, block, preview = false) {
      if (link === dismissed) return; // the second click on a link closes
      if (preview && isOpen() && (link === opener || !isPreview)) return;
      isPreview = preview;
      opener?.removeAttribute("aria-expanded");
      opener = link;
      title.textContent = name;
      box.setAttribute("aria-label", name);
      box.replaceChildren(title, close, ...content);
      (link.closest("sup") ?? link).after(box); // so that it comes next in the tab order
      box.scrollTop = 0;
      if (!preview) link.focus({ preventScroll: true }); // not every browser focuses a link that is clicked
      link.setAttribute("aria-expanded", "true");
      box.showPopover();
      place(block ?? link, Boolean(block));
      if (!preview) (box.querySelector("[data-first]") ?? box).focus({ preventScroll: true });
    },

    /** Closes a preview that the reader did not keep. */
    endPreview() {
      if (isPreview && isOpen()) box.hidePopover();
    },
  };
})();
