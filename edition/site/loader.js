// Ends the script in the <head> of each page (defer.py). On the reader's first sign, it fetches what reading does not
// need: the rest of the stylesheet, and our scripts. It also does what must not wait for them.
{
  const { rest, scripts } = document.currentScript.dataset;
  const find = (selector) => document.querySelector(selector);
  const parsed = new Promise((done) => addEventListener("DOMContentLoaded", done));
  const status = Object.assign(document.createElement("div"), { className: "loading", role: "alert", popover: "manual" });
  let missing = [rest, ...scripts.split(" ")];
  let pressed; // what a reader pressed before its script was there: it is pressed again when it is

  // Fetches one file; resolves to its address if that fails. `href` is for a stylesheet, `src` for a script.
  const fetched = (url) => new Promise((done) => {
    const element = Object.assign(document.createElement(url === rest ? "link" : "script"), {
      rel: "stylesheet",
      href: url,
      src: url,
      async: false, // in their order
      onload() {
        if (url === rest) document.documentElement.classList.remove("waiting");
        else removeEventListener("click", press, true); // from now on, the scripts hear it
        done();
      },
      onerror() {
        element.remove();
        done(url);
      },
    });
    document.head.append(element);
  });

  const SIGNS = ["pointermove", "pointerdown", "scroll", "keydown", "focusin"];
  const AGAIN = ["pointerdown", "keydown", "online"];
  const listen = (signs) => signs.forEach((sign) => addEventListener(sign, want, true));
  const want = async () => {
    [...SIGNS, ...AGAIN].forEach((sign) => removeEventListener(sign, want, true));
    await parsed;
    missing = (await Promise.all(missing.map(fetched))).filter(Boolean);
    status.remove();
    if (!missing.length || pressed?.href) pressed = pressed?.click();
    if (!missing.length) return;
    (find("dialog[open]") ?? document.body).append(status); // under an open dialog, nothing else can be pressed
    status.showPopover?.(); // above all else
    const answer = await fetch(missing[0], { cache: "no-store" }).catch(() => 0);
    if (answer.status === 404) {
      const again = Object.assign(document.createElement("button"), { textContent: "Load it again", onclick: () => location.reload() });
      status.replaceChildren("This page has changed since you opened it. ", again);
    } else {
      status.textContent = "A part of this page did not come. Tap or press a key to try again.";
      listen(AGAIN);
    }
  };
  listen(SIGNS);
  // A link to a place on this page waits, too: a script may show what it leads to where the reader is.
  const press = (event) => {
    const found = event.target.closest(".colors-button, article a[href^='#']");
    if (!found || !event.isTrusted || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pressed = found;
    if (found.href) setTimeout(() => pressed === found && (pressed = location.assign(found.href)), 2000); // it leads there without a script
  };
  addEventListener("click", press, true);

  // The search is a dialog, whose field takes what is typed before its script is there.
  const search = (event) => {
    const dialog = find("dialog");
    if (!dialog || dialog.open) return;
    event.preventDefault();
    dialog.showModal();
  };
  addEventListener("click", (event) => event.target.closest(".search-button") && search(event));
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches("textarea, [type=text], [type=search]")) search(event);
  });

  // At once if the page has a script of its own, which builds what readers use, if the address may have moved, or if our
  // script puts the notes next to the text.
  parsed.then(() => {
    if (missing[2] || (location.hash && find("[data-moved]")) || matchMedia("(min-width: 80em)").matches) want();
  });
}
