// Tells how many entries the choice in a form of edition/extensions/picker.py shows, and sorts the sources. Hiding what is
// not chosen is done by the stylesheet, also without this script.

(() => {
  const form = document.querySelector(".picker");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  const entries = [...document.querySelectorAll("[data-is]")];
  const lists = [...document.querySelectorAll("ul.sources")].map((list) => [list, [...list.children]]);
  const ORDERS = {
    rests: (a, b) => b.dataset.rests - a.dataset.rests,
    date: (a, b) => (a.dataset.date < b.dataset.date ? -1 : Number(a.dataset.date > b.dataset.date)),
  };

  function apply() {
    const order = form.elements.order?.value;
    for (const [list, byName] of order === undefined ? [] : lists) {
      const sorted = order ? byName.toSorted(ORDERS[order]) : byName;
      if (sorted.some((entry, place) => entry !== list.children[place])) list.append(...sorted);
    }
    const shown = entries.filter((entry) => entry.checkVisibility()).length;
    return `${shown === entries.length ? `All ${shown}` : `${shown} of ${entries.length}`} ${form.dataset.noun} are shown.`;
  }

  /** Opens the entry that the address leads to; if the choice hides it, shows everything. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.matches("[data-is]")) return;
    for (const box of target.querySelectorAll("details")) box.open = true;
    if (target.checkVisibility()) return;
    form.reset();
    status.textContent = apply();
    target.scrollIntoView();
  }

  form.addEventListener("change", () => {
    status.textContent = apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  const said = apply(); // a reader may have chosen before this script ran, or the browser have restored a choice
  if (!said.startsWith("All")) status.textContent = said;
  reveal();
})();
