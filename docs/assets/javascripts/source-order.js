// Sorts the lists of sources as the reader chooses: by name, or by how much rests only on a source.

(() => {
  const form = document.querySelector(".source-order");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  const lists = [...document.querySelectorAll("ul.sources")].map((list) => [list, [...list.children]]);
  const weight = ({ dataset }) => Number(dataset.rests ?? 0);

  const sort = () => {
    const { value } = form.elements.order;
    for (const [list, byName] of lists) {
      list.append(...(value === "name" ? byName : byName.toSorted((a, b) => weight(b) - weight(a))));
    }
    return value;
  };
  form.addEventListener("change", () => {
    status.textContent = sort() === "name" ? "Each list is in the order of names." : "In each list, what most rests on comes first.";
  });
  sort(); // the browser may have restored an earlier choice
})();
