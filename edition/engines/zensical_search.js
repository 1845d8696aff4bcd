// Zensical's search is there when its script has come, and then its index. Whoever asks for it before that gets it as soon
// as it is, with what was typed meanwhile; Escape takes the request back.
(() => {
  const button = document.querySelector(".md-search__button");
  const field = () => [...document.body.children].map(({ shadowRoot }) => shadowRoot?.querySelector("input")).find(Boolean);
  let typed = null; // a text, while somebody waits

  const open = () => {
    if (typed === null) return;
    const input = field();
    if (!input) return void setTimeout(open, 50);
    button.click();
    if (typed) {
      input.value = typed;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    typed = null;
  };
  const wait = (event) => {
    event.preventDefault();
    event.stopPropagation(); // or the theme, half there, would open it too, and the button close it again
    if (typed !== null) return;
    typed = "";
    open();
  };

  addEventListener("click", (event) => {
    if (event.target.closest(".md-search__button") && !field()) wait(event);
  }, true);
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (altKey || (typed === null && field())) return;
    if (ctrlKey || metaKey) {
      if (key === "k") wait(event);
    } else if (typed === null) {
      if (key === "/") wait(event);
    } else if (key === "Escape") typed = null;
    else if (key === "Backspace") typed = typed.slice(0, -1);
    else if (key.length === 1) {
      typed += key;
      event.preventDefault();
    }
  }, true);
})();
