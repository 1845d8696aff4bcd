// Enhances the menu, the search and the colours. Without this file, all text and links still work.

(() => {
  // 1. The colour scheme that the reader chooses. The stylesheet reads it from the root element, because the theme sets
  // its own attribute only after its script is loaded. Capture the event before the theme, which then sets the colour of
  // the browser's bars.
  document.addEventListener("change", ({ target }) => {
    if (target.name === "__palette") document.documentElement.dataset.scheme = target.dataset.mdColorScheme;
  }, true);

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

  // 2. Keyboard. What opens takes the focus, closes when it loses the focus or by Escape, and then returns the focus.
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
