// Looks through the records of the search index (search_index.py): no page, no server, no library.
// searchIn(index) returns search(query), which returns { exact, all, results }: whether the words stand together as they
// were typed, whether each result has all of them, and the results, best first.
var searchIn = ({ records, same, leads }) => {
  // How much a record counts, by its kind: what the edition says comes before what it rests on.
  const WEIGHTS = { Download: 2, Heading: 1.5, Paragraph: 1.4, Page: 1.3, Claim: 1.3, Chart: 1.3, Event: 0.55, Quotation: 0.45, Source: 0.4 };
  const TITLE = 2.5; // how much more a word counts in a title
  const [EXACT, FORM, START, NEAR, SYNONYM] = [1, 0.85, 0.6, 0.4, 0.75];
  const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;
  const LETTERS = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i" };
  const ENDINGS = [
    /(?:ements?|ations?|ings?|ions?|ships?|ments?|ers?|ed|es|ly|al|s|e|y)$/,
    /(?:иями|ями|ами|ыми|ими|ого|его|ому|ему|иях|иеи|иям|ях|ах|ои|еи|ии|ыи|ая|яя|ое|ее|ие|ые|ую|юю|ом|ем|ам|ям|ов|ев|ия|ию|ть|ет|ит|ла|ло|ли|л|а|я|о|е|ы|и|у|ю|ь)$/,
  ];

  /** One spelling for all: without case, accents, the dots of ё, and apostrophes with the s of a genitive. */
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/['’ʼ]s$|['’ʼ]/g, "").replace(/[ßøłđæœı]/g, (letter) => LETTERS[letter]);
  const words = (text) => (text.match(WORDS) ?? []).map(fold);

  /** What the forms of a word have in common; never less than four letters. */
  const stem = (word) => {
    const singular = word.replace(/ies$/, "y");
    for (const ending of ENDINGS) {
      const short = singular.replace(ending, "");
      if (short !== singular && short.length > 3) return short.replace(/([bdglmnprt])\1$/, "$1");
    }
    return singular.length > 3 ? singular.replace(/s$/, "") : singular;
  };

  // Each word that occurs has a number; a field is a list of such numbers.
  const numbers = new Map();
  const stems = []; // by number
  const number = (word) => {
    if (!numbers.has(word)) {
      numbers.set(word, numbers.size);
      stems.push(stem(word));
    }
    return numbers.get(word);
  };
  const field = (text) => words(text).map(number);
  const list = records.map(([kind, address, title, place, text]) => ({
    kind, address, title, place, text,
    heads: field(kind === "Paragraph" ? `${title} ${address.split("#").pop()}` : title),
    body: field(text || place),
  }));
  // The records to which words lead, by these words; where several share an address, the first.
  const led = new Map(leads.flatMap(([address, ...keys]) => {
    const record = list.find((one) => one.address === address);
    return keys.map((key) => [words(key).join(" "), record]);
  }));

  const groups = same.map((group) => group.map(words));
  const isForm = (one, other) => one === other || stem(one) === stem(other);
  const startsWith = (all, part, at) => part.length <= all.length - at && part.every((word, index) => isForm(word, all[at + index]));

  /** The terms of a query, each a list of ways to say it: [the words, how much they count]. */
  const parse = (asked) => {
    const terms = [];
    for (let at = 0; at < asked.length;) {
      let [length, ways] = [1, []];
      for (const group of groups) {
        const found = group.filter((part) => part.length >= length && startsWith(asked, part, at)).sort((a, b) => b.length - a.length)[0];
        if (!found) continue;
        if (found.length > length) [length, ways] = [found.length, []];
        ways.push(...group.filter((part) => part !== found).map((part) => [part, SYNONYM]));
      }
      terms.push([[asked.slice(at, at + length), 1], ...ways]);
      at += length;
    }
    return terms;
  };

  /** Whether one letter more, less or other, or two that changed places, make one word of the other. */
  const isNear = (one, other) => {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const rest = [one.slice(at), other.slice(at)];
    const ends = ([a, b], i, j) => a.slice(i) === b.slice(j);
    return ends(rest, 1, 1) || ends(rest, 1, 0) || ends(rest, 0, 1) || (rest[0][0] === rest[1][1] && rest[0][1] === rest[1][0] && ends(rest, 2, 2));
  };

  /** How well each word that occurs fits a typed one: a list by number, with holes. */
  const known = new Map();
  const fits = (typed) => {
    if (!known.has(typed)) known.set(typed, fit(typed));
    return known.get(typed);
  };
  const fit = (typed) => {
    const form = stem(typed);
    const levelsBy = (compare) => {
      const levels = [];
      for (const [word, index] of numbers) {
        const level = compare(word, stems[index]);
        if (level) levels[index] = level;
      }
      return levels;
    };
    const levels = levelsBy((word, itsForm) => (word === typed ? EXACT : itsForm === form ? FORM : typed.length > 2 && word.startsWith(typed) ? START : 0));
    return levels.length || typed.length < 5 ? levels : levelsBy((word) => (isNear(word, typed) ? NEAR : 0));
  };

  /** Where in FIELD a way of saying a term occurs: [place, length, how well]. */
  const occurrences = (content, ways) => ways.flatMap(([levels, weight]) => content.flatMap((_, at) => {
    const level = Math.min(...levels.map((fit, index) => fit[content[at + index]] ?? 0));
    return level ? [[at, levels.length, level * weight]] : [];
  }));

  const isPhraseAt = (content, asked, at) => asked.every((index, place) => content[at + place] === index);
  const hasPhrase = (content, asked) => content.some((_, at) => isPhraseAt(content, asked, at));
  // A text that begins with a word is about it.
  const best = (found) => Math.max(0, ...found.map(([at, , level]) => level * (1 + 0.5 / (1 + at / 8))));

  /** The words of a text from a little before the first of MARKS, in pieces: [text, whether it was found]. */
  const pieces = (text, marks, whole) => {
    const places = [...text.matchAll(WORDS)].map(({ index, 0: word }) => [index, index + word.length]);
    const first = whole ? 0 : Math.max(0, (marks.find(([, , , strong]) => strong) ?? marks[0] ?? [0])[0] - 6);
    const last = whole ? places.length - 1 : Math.min(places.length - 1, first + 34);
    if (!places.length) return [[text, false]];
    const found = new Set(marks.flatMap(([at, length]) => [...Array(length).keys()].map((index) => at + index)));
    const parts = [];
    const add = (words, mark) => parts.length && parts.at(-1)[1] === mark ? (parts.at(-1)[0] += words) : parts.push([words, mark]);
    let from = first ? places[first][0] : 0;
    if (first) add("… ", false);
    for (let at = first; at <= last; at += 1) {
      const [start, end] = places[at];
      add(text.slice(from, start), found.has(at) && found.has(at - 1) && at > first);
      add(text.slice(start, end), found.has(at));
      from = end;
    }
    add(last < places.length - 1 ? " …" : text.slice(from), false);
    return parts.filter(([words]) => words);
  };

  return (query) => {
    const asked = words(query);
    const quoted = /["“”„«»]/.test(query);
    if (!asked.length) return { exact: false, all: true, results: [] };
    const typed = asked.map((word) => numbers.get(word) ?? -1);
    const terms = parse(asked).map((ways) => ways.map(([parts, weight]) => [parts.map(fits), weight]));
    const scored = list.map((record) => {
      const heads = terms.map((ways) => occurrences(record.heads, ways));
      const body = terms.map((ways) => occurrences(record.body, ways));
      const key = led.get(asked.join(" ")) === record;
      const levels = terms.map((_, index) => Math.max(TITLE * best(heads[index]), best(body[index]) * (1 + 0.1 * Math.min(4, body[index].length))));
      const phrase = [record.heads, record.body].some((content) => hasPhrase(content, typed));
      return { record, heads, body, levels, phrase, key };
    });
    const rarity = terms.map((_, index) => Math.log(1 + list.length / (1 + scored.filter(({ levels }) => levels[index]).length)));
    const whole = scored.filter(({ levels, key }) => key || levels.every(Boolean));
    const exact = whole.some(({ phrase }) => phrase);
    const all = whole.length > 0;
    const chosen = quoted && exact ? whole.filter(({ phrase }) => phrase) : all ? whole : scored.filter(({ levels }) => levels.some(Boolean));
    for (const item of chosen) {
      const { record, levels } = item;
      const sum = levels.reduce((total, level, index) => total + level * rarity[index], 0);
      const missing = levels.filter((level) => !level).length;
      item.score = (sum * WEIGHTS[record.kind] / (1 + Math.max(30, record.body.length) / 300)) * 0.3 ** missing
        + (item.key ? 1e6 : 0) + (item.phrase && typed.length > 1 ? 1e3 : 0);
    }
    chosen.sort((a, b) => b.score - a.score);
    const marked = (found, content) => found.flat().map(([at, length]) => [at, length, 0, isPhraseAt(content, typed, at)]).sort((a, b) => a[0] - b[0]);
    return {
      exact, all,
      results: chosen.map(({ record, heads, body }) => ({
        kind: record.kind, address: record.address, place: record.place,
        get title() { return pieces(record.title, marked(heads, record.heads), true); },
        get text() { return record.text ? pieces(record.text, marked(body, record.body)) : []; },
      })),
    };
  };
};
