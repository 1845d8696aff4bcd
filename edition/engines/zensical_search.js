// Zensical's search needs its script, and then its index. If a reader opens it before they are loaded, open it as soon
// as possible, with what was typed until then; Escape cancels this.
(() => {
  const button = document.querySelector(".md-search__button");
  const field = () => [...document.body.children].map(({ shadowRoot }) => shadowRoot?.querySelector("input")).find(Boolean);
  let typed = null; // the text typed so far, while a reader waits

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
    event.stopPropagation(); // otherwise the theme, half loaded, opens it too, and the button closes it again
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
