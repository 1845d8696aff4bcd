// A click on a permalink also offers to copy the address or a citation. Without this file, it only leads there.

(() => {
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

  document.addEventListener("focusin", ({ target }) => {
    if (control.matches(":popover-open") && target !== opener && !control.contains(target)) control.hidePopover();
  });
})();
