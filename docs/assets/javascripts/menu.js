// The menu on narrow screens is a drawer that a checkbox opens, by its label or by a button (edition/site/loader.js).
// This file does what is expected of a menu: the focus goes into it, and Escape, a link and leaving it close it.

(() => {
  const toggle = document.getElementById("__drawer");
  const menu = document.querySelector(".md-sidebar--primary");
  const button = document.querySelector(".menu-button");

  const opened = () => {
    button.setAttribute("aria-expanded", toggle.checked);
    if (toggle.checked) menu.querySelector(".md-nav__list a").focus({ preventScroll: true });
    else if (menu.contains(document.activeElement)) button.focus({ preventScroll: true });
  };
  const close = () => {
    if (!toggle.checked) return;
    toggle.checked = false;
    opened();
  };
  toggle.addEventListener("change", opened);
  opened(); // it may have been opened before this script ran
  menu.addEventListener("click", ({ target }) => target.closest("a") && close());
  document.addEventListener("focusin", ({ target }) => target !== button && !menu.contains(target) && close());
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape") close();
    if (key === "Enter" && target.matches("[type=checkbox]")) target.click();
  });

  // The entry of the contents whose part is being read.
  const entries = new Map([...menu.querySelectorAll(".md-nav--secondary a")].map((link) => [link.hash.slice(1), link]));
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
