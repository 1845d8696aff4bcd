// Switches between light and dark colours, and keeps the choice where a browser lets a page keep anything.
// The head reads it (overrides/partials/color-scheme.html); until somebody chooses, the system's colours hold.

document.querySelector(".colors-button").addEventListener("click", () => {
  const { dataset } = document.documentElement;
  const dark = dataset.scheme ? dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  dataset.scheme = dark ? "light" : "dark";
  try {
    localStorage.setItem("edition.colors", dataset.scheme);
  } catch {} // refused or full: the choice holds for this page
});

// Chosen on another page since: in another tab, or before the reader went back to this one, which a browser keeps as it was.
{
  const follow = () => {
    try {
      document.documentElement.dataset.scheme = localStorage.getItem("edition.colors") ?? "";
    } catch {}
  };
  addEventListener("storage", follow);
  addEventListener("pageshow", ({ persisted }) => persisted && follow());
}
