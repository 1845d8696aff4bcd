// Adds a copy button to each citation. Without this file, the text can be selected.

(() => {
  const panel = document.querySelector(".take-away");
  if (!panel) return;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  panel.append(status);

  for (const label of panel.querySelectorAll("dt")) {
    const style = label.textContent;
    const text = label.nextElementSibling;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy: ${style}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = `Copied: ${style}.`;
      } catch {
        getSelection().selectAllChildren(text);
        status.textContent = "Your browser does not let the page copy. The text is selected.";
      }
    });
    label.append(" ", button);
  }
})();
