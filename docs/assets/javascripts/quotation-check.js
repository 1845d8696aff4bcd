// Builds the box on the page of quotations: it compares a pasted sentence with the words in the list below it.
// How it compares them is in quotation-text.js.

(() => {
  const place = document.querySelector(".quotation-check");
  if (!place) return;
  const { bare, parts, contains, words, compared, unsaid, differences } = globalThis.quotation;
  const make = (tag, text = "", name = "") => Object.assign(document.createElement(tag), { textContent: text, className: name });
  const area = Object.assign(make("textarea"), { id: "quotation", rows: 4, spellcheck: false, autocomplete: "off" });
  area.setAttribute("aria-describedby", "checking");
  const label = Object.assign(make("label", "Check a quotation: paste a sentence from your text", "label"), { htmlFor: area.id });
  const button = Object.assign(make("button", "Check"), { type: "button" });
  const note = Object.assign(make("span", "It is checked on this page; nothing is sent.", "quotation-check__note"), { id: "checking" });
  const answer = make("div");
  answer.setAttribute("role", "status");
  place.append(label, area, button, note, answer);
  const CLOSE = 0.6; // the share of words that must be the same for a sentence to count as altered
  const FEWEST = 4; // the least number of words for that

  const list = [...document.querySelectorAll(".quotation")].map((entry) => ({
    entry,
    head: entry.querySelector(".quotation__head").textContent.trim(),
    speaker: entry.querySelector(".quotation__id").textContent,
    source: entry.querySelector(".quotation__more:last-child a").hash,
    passages: [...entry.querySelectorAll(".quotation__words")].map((box) => box.textContent.trim().slice(1, -1)),
    original: entry.querySelector(".quotation__words[lang]")?.textContent.trim(), // where the first passage is a translation
  }));

  /** Returns what a reader must know who wants to use the words of an entry: how they are known, who publishes them, how to cite. */
  function cited({ entry, head }) {
    const [known] = entry.querySelector(".quotation__more").textContent.trim().split(" Quoted in ");
    const backer = entry.querySelector(".quotation__backer")?.textContent;
    const line = make("p", [known, backer && `${backer}.`].filter(Boolean).join(" "));
    line.prepend(Object.assign(make("a", head), { href: `#${entry.id}` }), ": ");
    return [line, make("p", entry.querySelector(".quotation__cite").textContent)];
  }

  /** Returns the heading of an answer, with the speakers of the entries that it is about. */
  const heading = (found, items) => make("p", `${found}: ${[...new Set(items.map(({ speaker }) => speaker))].join(", ")}`, "label");

  /** Returns the end of a heading that names the negations which are left out. */
  const cutFrom = (negations) => `cut from a sentence with ${negations.map((word) => `“${word}”`).join(" and ")}`;

  const isEdge = ({ kept, mine }, index, groups) => !kept && !mine.length && (!index || index === groups.length - 1);
  const text = (some) => bare(some.join(" "));

  /** Says what is different in a group of words; what is left out at the edges is outside of the quotation. */
  function told(group, index, groups) {
    const { mine, theirs } = group;
    if (isEdge(group, index, groups)) return `“${text(theirs)}” is left out ${index ? "after" : "before"} it`;
    if (!mine.length) return `“${text(theirs)}” is left out`;
    return `“${text(mine)}” is ${theirs.length ? `“${text(theirs)}”` : "not"} in the source`;
  }

  /** Shows the nearest words, with the reader's deleted and the source's inserted, and the same as a sentence for screen readers. */
  function altered({ groups, item }) {
    const line = make("p");
    for (const { kept, mine, theirs } of groups) {
      if (kept) line.append(`${theirs.join(" ")} `);
      else {
        if (mine.length) line.append(make("del", mine.join(" ")), " ");
        if (theirs.length) line.append(make("ins", theirs.join(" ")), " ");
      }
    }
    const changes = groups.filter((group, index) => !group.kept && !isEdge(group, index, groups)).length;
    const found = changes ? `Altered in ${changes} ${changes === 1 ? "place" : "places"}` : "The same words, not quite as they stand";
    const negations = unsaid(groups);
    const lines = [heading(negations.length ? `${found}, and ${cutFrom(negations)}` : found, [item]), line];
    if (!changes) lines.push(make("p", `Only ${differences(groups)}.`));
    const changed = groups.map((group, index) => !group.kept && told(group, index, groups)).filter(Boolean);
    return changed.length ? [...lines, make("p", `${changed.join("; ")}.`)] : lines;
  }

  /** Shows the sentence that words are cut from, with them in bold. */
  function sentence(groups) {
    const line = make("p", "In its sentence: “");
    groups.forEach(({ kept, theirs }, index) => line.append(index ? " " : "", kept ? make("b", theirs.join(" ")) : theirs.join(" ")));
    line.append("”");
    return groups.every(({ kept }) => kept) ? [] : [line];
  }

  /** Returns the entries that contain WANTED; of one source, those that single out its speaker instead of a whole passage. */
  function holding(wanted) {
    const found = list.filter(({ passages }) => passages.some((passage) => contains(passage, wanted)));
    const isNarrower = (one, other) => one.source === other.source
      && one.passages[0].length < other.passages[0].length && contains(other.passages[0], parts(one.passages[0]));
    return found.filter((entry) => !found.some((other) => isNarrower(other, entry)));
  }

  /** Shows words that stand in the passages of ITEMS: the negations that they are cut off from, and their sentences. */
  function exact(quoted, wanted, items) {
    const mine = words(wanted.join(" "));
    const groups = items.map(({ passages }) => compared(mine, passages.find((passage) => contains(passage, wanted))).groups);
    const negations = [...new Set(groups.flatMap(unsaid))];
    const cut = groups.filter((some) => unsaid(some).length).length;
    const translations = items.filter(({ passages: [first], original }) => original && contains(first, wanted));
    const all = translations.length === items.length;
    const found = `Exact${all ? " in the translation" : ""}${items.length > 1 ? ` in ${items.length} passages` : ""}`;
    const where = cut < items.length ? `in ${cut} of them ` : "";
    return [
      heading(cut ? `${found}, but ${where}${cutFrom(negations)}` : found, items),
      make("p", `“${bare(quoted)}”`),
      ...(all ? [make("p", `These are translated words. The original: ${translations[0].original}`)] : []),
      ...items.slice(0, 3).flatMap((item, index) => [...sentence(groups[index]), ...cited(item)]),
    ];
  }

  /** Returns the nearest entry, with how its words differ. */
  function nearest(mine) {
    const all = list.flatMap((item) => item.passages.map((passage) => ({ ...compared(mine, passage), item })));
    return all.reduce((best, one) => (one.likeness > best.likeness ? one : best));
  }

  const dialog = document.querySelector(".search");

  /** Says that the words are not here, and offers to search for them. */
  function unknown(quoted) {
    const search = Object.assign(make("button", "Search this edition for these words"), { type: "button" });
    search.addEventListener("click", () => {
      dialog.querySelector("input").value = bare(quoted);
      dialog.showModal();
    });
    return [
      make("p", "Not in this edition", "label"),
      make("p", `“${bare(quoted)}”`),
      make("p", `It is in none of the ${list.length} passages that this edition quotes. That does not show that nobody said it.`),
      ...(dialog ? [search] : []),
    ];
  }

  /** Says when the edition dates the words of ITEMS, where AROUND them only other years are named. */
  function dated(items, around) {
    const years = around.match(/\b(?:1[89]|20)\d\d\b/g) ?? [];
    const dates = items.map(({ entry }) => entry.querySelector("time")).filter(Boolean);
    if (!years.length || dates.some(({ dateTime }) => years.some((year) => dateTime.includes(year)))) return [];
    const told = [...new Set(dates.map(({ textContent }) => textContent))];
    return told.length ? [make("p", `The edition dates these words ${told.join("; ")}.`)] : [];
  }

  function checked(quoted, around) {
    const box = make("div", "", "quotation-check__one");
    const wanted = parts(quoted);
    const items = holding(wanted);
    const mine = words(quoted);
    const best = items.length || mine.length < FEWEST ? { likeness: 0 } : nearest(mine);
    if (items.length) box.append(...exact(quoted, wanted, items), ...dated(items, around));
    else if (best.likeness >= CLOSE) box.append(...altered(best), ...cited(best.item), ...dated([best.item], around));
    else box.append(...unknown(quoted));
    return box;
  }

  const PAIRS = ["“”“", "„“”", "«»", "»«", "””", "「」", "『』", "《》", "〈〉", '""']; // one that opens, and those that close
  const DOUBLE = new RegExp(PAIRS.map(([open, ...close]) => {
    const begins = /[”»]/.test(open) ? "(?<![\\p{L}\\p{N}.,!?…])" : ""; // after a letter or a full stop, these close
    return `${begins}${open}([^${open}${close.join("")}]+)[${close.join("")}]`;
  }).join("|"), "gu");
  const SINGLE = /(?<![\p{L}\p{N}])['‘‚‛‹›](.+?)['‘’‹›](?![\p{L}\p{N}])/gu; // not an apostrophe in a word

  /** Splits TEXT into what is between quotation marks and what is around it; without marks, or where the list has them too, all is quoted. */
  function read(text) {
    const between = (marks) => ({
      quotations: [...text.matchAll(marks)].map((match) => match.slice(1).find(Boolean)).filter((words) => parts(words).length),
      around: text.replace(marks, " "),
    });
    const found = [DOUBLE, ...(holding(parts(text)).length ? [] : [SINGLE])].map(between).find(({ quotations }) => quotations.length);
    return found ?? { quotations: parts(text).length ? [text] : [], around: "" };
  }

  function check() {
    const { quotations, around } = read(area.value);
    const found = quotations.map((quoted) => checked(quoted, around));
    answer.replaceChildren(...(found.length ? found : [make("p", "Paste a sentence first.")]));
  }

  button.addEventListener("click", check);
})();
