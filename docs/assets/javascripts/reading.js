// Where the reader is on the page, for menu.js, context.js and timeline.js.

const reading = {
  /** Returns whether PART begins above LINE, in pixels: by default about where a reader reads. */
  isAbove: (part, line = innerHeight / 3) => part.getBoundingClientRect().top < line,

  /** Returns the last of PARTS that is shown and begins above LINE. */
  lastOf: (parts, line) => parts.findLast((part) => part.checkVisibility() && reading.isAbove(part, line)),

  /** Calls MOVED once now, and once for each frame in which one of EVENTS happened. */
  follow(moved, events = ["scroll"]) {
    let frame = 0;
    const later = () => (frame ||= requestAnimationFrame(() => (frame = 0, moved())));
    for (const event of events) addEventListener(event, later, { passive: true });
    moved();
  },

  /** Marks that one of LINKS to headings whose part is being read; calls MARKED with each that it marks. LINE is as above. */
  mark(links, marked = () => {}, line = undefined) {
    const headings = new Map([...links].map((link) => [document.getElementById(link.hash.slice(1)), link]));
    headings.delete(null);
    let last;
    reading.follow(() => {
      const link = headings.get(reading.lastOf([...headings.keys()], line));
      if (link === last) return;
      last?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      last = link;
      if (link) marked(link);
    });
  },
};
