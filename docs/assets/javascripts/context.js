// Inside a section, the header says where the reader is: the claim with its assessment, the heading, and inside a box its
// label. Without this file, the header has the title of the site.

(() => {
  const title = document.querySelector(".header__title");
  const article = document.querySelector(".md-content__inner");
  const starts = [...article.querySelectorAll(":scope > h2, :scope > .claim")];
  const boxes = [...article.querySelectorAll(".correction, .dispute, .box")];
  const [link] = title.children; // one link for both, so that it keeps the focus
  const home = { href: link.href, textContent: link.textContent };
  const words = (part, selector) => part?.querySelector(selector)?.textContent.trim();
  const isAtTop = () => article.querySelector("h1").getBoundingClientRect().bottom > title.getBoundingClientRect().bottom;
  let shown = [];

  function say() {
    const start = isAtTop() ? undefined : reading.lastOf(starts);
    const box = start && boxes.find((part) => reading.isAbove(part) && part.getBoundingClientRect().bottom > innerHeight / 3);
    if (start === shown[0] && box === shown[1]) return;
    shown = [start, box];
    if (!start) return Object.assign(link, home);
    const claim = start.matches(".claim") ? start : null;
    const heading = starts.slice(0, starts.indexOf(start) + 1).findLast((part) => part.matches("h2"));
    link.href = `#${start.id}`;
    link.textContent = [
      words(claim, ".claim__id"),
      words(claim, ".assessment"),
      heading?.getAttribute("aria-label"),
      words(box, ".label"),
    ].filter(Boolean).join(" · ");
  }

  reading.follow(say, ["scroll", "resize"]);
})();
