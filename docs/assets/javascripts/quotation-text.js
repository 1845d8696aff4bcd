// Compares quoted words with a passage, for quotation-check.js. It normalises text like edition/content/quotations.py; a test
// compares the two.

(() => {
  const MARKS = "“”„‟«»‹›\"'‘’‚‛`´「」『』《》〈〉";
  const plain = (text) => text.normalize("NFC").replace(/ё/g, "е").replace(/Ё/g, "Е")
    .replace(new RegExp(`[${MARKS}]`, "g"), "'").replace(/[‐‑–—−]|--+/g, "-")
    .replace(/\[?(?:…|\.\.\.)\]?/g, "…").replace(/\s+/g, " ").trim();
  const ENDS = `[ ,.;:!?…${MARKS}-]+`;
  const bare = (text) => text.replace(new RegExp(`^${ENDS}|${ENDS}$`, "g"), "");
  const parts = (text) => plain(text).split(/…|\[[^\]]*\]/).map(bare).filter(Boolean);
  const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** Whether PASSAGE contains each of PARTS (normalised), in order; the case of the first letter may differ. */
  function contains(passage, parts) {
    const text = plain(passage);
    let at = 0;
    return parts.every((part, index) => {
      const [first] = part;
      const start = index ? literal(first) : `[${literal(first.toLowerCase())}${literal(first.toUpperCase())}]`;
      const found = new RegExp(`(?<![\\p{L}\\p{N}_])${start}${literal(part.slice(first.length))}(?![\\p{L}\\p{N}_])`, "u").exec(text.slice(at));
      if (found) at += found.index + found[0].length;
      return Boolean(found);
    });
  }

  /** Splits TEXT into words, each with the marks around it and those that stand alone after it. */
  const words = (text) => text.match(/\S*[\p{L}\p{N}]\S*(?:\s+[^\p{L}\p{N}\s]+(?=\s|$))*/gu) ?? [];
  const key = (word) => plain(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();

  /** Aligns the words of MINE with all of THEIRS, or with the part of them that is most similar, FROM and TO. */
  function aligned(mine, theirs, all) {
    const [a, b] = [mine.map(key), theirs.map(key)];
    const isSame = (i, j) => a[i - 1] === b[j - 1];
    const price = (i, j) => (isSame(i, j) ? -0.1 : 1.5); // replacing a word costs less than deleting and inserting one
    const cost = [[0, ...b.map((_, j) => (all ? j + 1 : 0))]];
    for (let i = 1; i <= a.length; i += 1) {
      cost.push([i]);
      for (let j = 1; j <= b.length; j += 1) {
        cost[i][j] = Math.min(cost[i - 1][j - 1] + price(i, j), cost[i - 1][j] + 1, cost[i][j - 1] + 1);
      }
    }
    const to = all ? b.length : cost[a.length].indexOf(Math.min(...cost[a.length]));
    let [i, j] = [a.length, to];
    const steps = [];
    while (i > 0 || (all && j > 0)) {
      if (i > 0 && j > 0 && cost[i][j] === cost[i - 1][j - 1] + price(i, j)) steps.push([isSame(i, j), mine[--i], theirs[--j]]);
      else if (i > 0 && cost[i][j] === cost[i - 1][j] + 1) steps.push([false, mine[--i], ""]);
      else steps.push([false, "", theirs[--j]]);
    }
    return { steps: steps.reverse(), from: j, to };
  }

  // After a full stop or an omission, or where a speaker begins, a capital begins a sentence; not after “Mr.” or an initial.
  const BOUNDARY = new RegExp(
    `(?<=[.!?…][${MARKS})\\]]*|[:,](?=\\s+[${MARKS}]))(?<!(?<!\\p{L})(?:\\p{Lu}|Mr|Mrs|Ms|Dr|Gen|St)\\.)\\s+(?=[${MARKS}(\\[…]*\\p{Lu})`,
    "u",
  );

  /**
   * Compares the words of MINE with the nearest part of PASSAGE, and with the rest of the sentences that this is in.
   * Returns groups of words { kept, mine, theirs }, and the share of MINE that is the same.
   */
  function compared(mine, passage) {
    const sentences = passage.split(BOUNDARY).map(words);
    const theirs = sentences.flat();
    const { steps, from, to } = aligned(mine, theirs);
    const isKept = ([kept]) => kept;
    const likeness = steps.filter(isKept).length / Math.max(mine.length, 1);
    if (!likeness) return { groups: [], likeness };
    let count = 0;
    const ends = sentences.map(({ length }) => (count += length));
    const [begin, end] = [ends.findLast((at) => at <= from) ?? 0, ends.find((at) => at >= to)];
    const [first, last] = [steps.findIndex(isKept), steps.findLastIndex(isKept) + 1];
    const around = (some, start, stop) => aligned(some.map(([, word]) => word), theirs.slice(start, stop), true).steps;
    return { groups: grouped([
      ...around(steps.slice(0, first), begin, from), ...steps.slice(first, last), ...around(steps.slice(last), to, end),
    ]), likeness };
  }

  const grouped = (steps) => steps.reduce((groups, [kept, mine, theirs]) => {
    const last = groups.at(-1);
    const group = last?.kept === kept ? last : { kept, mine: [], theirs: [] };
    if (group !== last) groups.push(group);
    if (mine) group.mine.push(mine);
    if (theirs) group.theirs.push(theirs);
    return groups;
  }, []);

  const NEGATION = /^(?:never|not|no|none|nobody|nothing|cannot|without|nor|neither|.+n't|не|нет|ни|никогда|никто|ничего|без|нельзя)$/;
  const negations = (some) => some.map(key).filter((word) => NEGATION.test(word));

  /** Returns the negations of the passage that are left out. */
  const unsaid = (groups) => [...new Set(groups.filter(({ kept, mine }) => !kept && !negations(mine).length)
    .flatMap(({ theirs }) => negations(theirs)))];

  /** Says in what the same words differ: marks of punctuation, capitals, words left out where the passage has “…”. */
  function differences(groups) {
    const side = (name) => bare(plain(groups.filter(({ kept }) => kept).flatMap((group) => group[name]).join(" ")));
    const [mine, theirs] = [side("mine"), side("theirs")];
    const omissions = (text) => text.split("…").length;
    const even = (text) => text.replace(/ ?…/g, "").toLowerCase();
    const letters = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "").slice(1); // the case of the first may differ
    const differing = [even(mine) !== even(theirs) && "marks of punctuation", letters(mine) !== letters(theirs) && "capitals"];
    return [
      differing.some(Boolean) && `${differing.filter(Boolean).join(" and ")} differ`,
      omissions(mine) < omissions(theirs) && "words are left out where the passage in the list has “…”: show that as “…”",
    ].filter(Boolean).join("; ");
  }

  globalThis.quotation = { bare, parts, contains, words, compared, unsaid, differences };
})();
