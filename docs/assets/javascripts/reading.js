// Where the reader is on the page, for menu.js and context.js.

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
};
