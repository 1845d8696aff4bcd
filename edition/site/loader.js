// Ends the script in the <head> of each page (defer.py). On the reader's first sign, it fetches what reading does not
// need: our scripts and the rest of the stylesheet. It also does what must not wait for them.
{
  const root = document.documentElement;
  const { rest, scripts } = document.currentScript.dataset;
  const SIGNS = ["pointerdown", "pointermove", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const find = (selector) => document.querySelector(selector);
  const parsed = new Promise((done) => addEventListener("DOMContentLoaded", done));
  const status = document.createElement("div");
  let missing = [["link", { rel: "stylesheet", href: rest }], ...scripts.split(" ").map((src) => ["script", { src }])];
  let pressed; // a control that a reader used before its script was there

  // Says why nothing happens to those who use a control that is not there yet; what has CHANGED, to everybody.
  let words = "";
  const say = (now = words, changed) => {
    words = now;
    status.textContent = changed || pressed || find(".md-toggle:checked") ? words : "";
    if (changed) {
      const again = document.createElement("button");
      again.textContent = "Load it again";
      again.onclick = () => location.reload();
      status.append(" ", again);
    }
  };

  // Fetches one file; resolves to it again if that fails.
  const fetched = (part) => new Promise((done) => {
    const [tag, attributes] = part;
    const element = document.createElement(tag);
    document.head.append(Object.assign(element, attributes, {
      onload() {
        if (tag === "script") removeEventListener("click", press, true); // from now on, the scripts hear it
        done();
      },
      onerror() {
        element.remove();
        done(part);
      },
    }));
  });

  const listen = (signs) => signs.forEach((sign) => addEventListener(sign, want, { capture: true, passive: true }));
  const want = async () => {
    [...SIGNS, "online"].forEach((sign) => removeEventListener(sign, want, true));
    await parsed;
    say("Loading …");
    missing = (await Promise.all(missing.map(fetched))).filter(Boolean);
    if (!missing.some(([tag]) => tag === "link")) root.classList.remove("waiting");
    if (!missing.length) {
      say("");
      return pressed?.click();
    }
    const { href, src } = missing[0][1];
    const answer = await fetch(href ?? src, { cache: "no-store" }).catch(() => 0);
    if (answer.status === 404) return say("This page has changed since you opened it.", true);
    say("There is no connection. Try again when there is.");
    listen(["pointerdown", "keydown", "online"]);
  };
  const press = ({ target }) => {
    pressed = target.closest(".colors-button, article a[href^='#']") ?? pressed;
    say();
  };
  addEventListener("click", press, true);
  addEventListener("change", () => say());

  // The search is a dialog whose field takes what is typed before its script is there.
  const open = (event) => {
    const search = find(".search");
    if (!search || search.open) return;
    event.preventDefault();
    search.showModal();
  };
  addEventListener("click", (event) => event.target.closest(".search-button") && open(event));
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches("input, textarea")) open(event);
  });

  listen(SIGNS);
  parsed.then(() => {
    status.className = "loading";
    status.setAttribute("role", "status");
    document.body.append(status);
    // At once on wide screens, where our script puts the notes next to the text, and if the menu is open already.
    if (matchMedia("(min-width: 100em)").matches || find(".md-toggle:checked")) want();
    // Redirect if the text of this address has moved: then the page ends with a line that has the old id.
    const moved = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (moved?.hasAttribute("data-moved")) location.replace(moved.querySelector("a").href);
  });
}
