// The menu is a popover (overrides/partials/menu.html), which a browser opens and closes by itself, but for what is below.

(() => {
  const menu = document.getElementById("menu");
  const close = () => menu.matches(":popover-open") && menu.hidePopover();
  menu.addEventListener("click", ({ target }) => target.closest("a") && close());
  document.addEventListener("focusin", ({ target }) => !menu.contains(target) && close());

  // The entry of the contents whose part is being read.
  const entries = new Map([...menu.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const headings = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    const read = reading.lastOf(headings);
    for (const [id, link] of entries) id === read?.id ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current");
  };
  if (headings.length) reading.follow(mark);

  // Fetch the next page into the browser's cache before it is asked for.
  const next = document.querySelector(".page-next [rel=next]");
  if (next && location.protocol !== "file:" && !navigator.connection?.saveData) fetch(next.href, { priority: "low" }).catch(() => {}); // only to be faster
})();
