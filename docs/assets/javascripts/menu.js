// The menu is a popover (overrides/partials/menu.html), which a browser opens and closes by itself, but for what is below.

(() => {
  const menu = document.getElementById("menu");
  const close = () => menu.matches(":popover-open") && menu.hidePopover();
  menu.addEventListener("click", ({ target }) => target.closest("a") && close());
  document.addEventListener("focusin", ({ target }) => !menu.contains(target) && close());

  reading.mark(menu.querySelectorAll("a[href^='#']"));

  // Fetch the next page into the browser's cache before it is asked for.
  const next = document.querySelector(".page-next [rel=next]");
  if (next && location.protocol !== "file:" && !navigator.connection?.saveData) fetch(next.href, { priority: "low" }).catch(() => {}); // only to be faster
})();
