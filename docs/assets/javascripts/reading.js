// Where the reader is on the page, for menu.js, context.js and timeline.js.

const reading = {
  /** Returns whether PART begins above about where a reader reads. */
  isAbove: (part) => part.getBoundingClientRect().top < innerHeight / 3,

  /** Returns the last of PARTS that is shown and begins there or above. */
  lastOf: (parts) => parts.findLast((part) => part.checkVisibility() && reading.isAbove(part)),

  /** Calls MOVED once now, and once for each frame in which one of EVENTS happened. */
  follow(moved, events = ["scroll"]) {
    let frame = 0;
    const later = () => (frame ||= requestAnimationFrame(() => (frame = 0, moved())));
    for (const event of events) addEventListener(event, later, { passive: true });
    moved();
  },

  /** Marks that one of LINKS to headings of the page whose part is being read; calls MARKED with each that it marks. */
  mark(links, marked = () => {}) {
    const headings = new Map([...links].map((link) => [document.getElementById(link.hash.slice(1)), link]));
    headings.delete(null);
    let last;
    reading.follow(() => {
      const link = headings.get(reading.lastOf([...headings.keys()]));
      if (link === last) return;
      last?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      last = link;
      if (link) marked(link);
    });
  },
};
