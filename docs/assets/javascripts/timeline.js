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

  reading.mark(rail.querySelectorAll("a"), ({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) => {
    rail.scrollTo({ left: offsetLeft - (rail.clientWidth - offsetWidth) / 2, top: offsetTop - (rail.clientHeight - offsetHeight) / 2 });
  });
})();
