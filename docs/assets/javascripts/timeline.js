// The years beside the events, or above them on a phone: has marks for those that are shown, and follows the reader.

(() => {
  const rail = document.querySelector(".timeline-years");
  if (!rail) return;
  const years = [...rail.querySelectorAll("a")].map((link) => ({
    events: [...document.getElementById(link.hash.slice(1)).parentElement.querySelectorAll(".event")],
    marks: link.querySelectorAll(".strand"),
    count: link.querySelector(".timeline-years__count"),
  }));

  function mark() {
    for (const { events, marks, count } of years) {
      events.forEach((event, place) => (marks[place].hidden = event.hidden));
      const shown = events.filter((event) => !event.hidden).length;
      count.textContent = `, ${shown} event${shown === 1 ? "" : "s"}`;
    }
  }
  document.addEventListener("picked", mark);
  mark();

  function show({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) {
    rail.scrollTo({ left: offsetLeft - (rail.clientWidth - offsetWidth) / 2, top: offsetTop - (rail.clientHeight - offsetHeight) / 2 });
  }
  const UNDER_THE_RAIL = 180; // pixels: a year that the rail led to is the one that is read, however short it is
  reading.mark(rail.querySelectorAll("a"), show, UNDER_THE_RAIL);
})();
