// Looks through the records of the search index (search_index.py): no page, no server, no library.
// searchIn(index) returns search(query), which returns { exact, all, similar, results }: whether the words stand together as
// they were typed, whether each result has all of them, whether for some of them only similar words were found, and the
// results, best first.
var searchIn = ({ records, same, leads }) => {
  // How much a record counts, by its kind: what the edition says comes before what it rests on.
  const WEIGHTS = { Download: 2, Citation: 2, Heading: 1.5, Paragraph: 1.4, Page: 1.3, Claim: 1.7, Chart: 1.3, Event: 0.55, Quotation: 0.45, Source: 0.4 };
  const DATED = ["Event", "Quotation"]; // the place of these is their date, and counts like their text
  const TITLE = 2.5; // how much more a word counts in a title
  const [EXACT, FORM, START, NEAR, SYNONYM, AROUND] = [1, 0.85, 0.6, 0.4, 0.75, 0.3];
  // A word in another script than the typed one is a translation: what holds the typed word itself comes before it.
  const TRANSLATION = 0.02;
  const FAINT = 0.12; // more than a translation counts in a title
  const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;
  // The last line makes Russian and Ukrainian spellings of a name alike: Путін, Зеленський.
  const LETTERS = {
    ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i",
    і: "и", ы: "и", є: "е", э: "е", ґ: "г", ъ: "",
  };
  const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
  // Endings, one of each line, as long as the letters before them allow: росс-ия, but not сво-ю. Russian and Ukrainian ones
  // are of nouns and adjectives, as names have them; those of verbs would also be the ends of nouns (совет, безопасность).
  const ENDINGS = [
    /^(.{4,}?)(?:ements?|ations?|ings?|ions?|ships?|ments?|ers?|ed|es|ly|al|s|e|y)$/,
    /^(..[^аеиоуюя]|.{4,}?)(?:иями|ями|ами|ими|ого|его|ому|ему|ови|еви|иях|иеи|иею|иям|ях|ах|их|ои|еи|ии|ая|яя|ея|ое|ее|ие|ую|юю|ею|ою|им|ом|ем|ам|ям|ия|ию|а|я|о|е|и|у|ю|ь)$/,
    /^(.{3,}?)[еи]?иск$/, // российский
    /^(.{4,}?)ск$/, // крымский, and of a name: Зеленский
    /^(.{4,}?)[оеи]в$/, // of a plural, and of a name: Лавров, Лаврова
  ];
  const PAST = /^([aeiou]..|[^aeiou][aeiou][^aeiou]e(?=d$))(?:ed|d)$/; // of short verbs: asked, voted
  // Words of grammar count only in the very words of a text; else a question would find what has most of them.
  const GRAMMAR = `
    a an and are as at be been by can could did do does for from had has have he him his how i in is it its many me my of on or
    so than that the their them there they this to was we were what when where which who why will with would you your
    а был была были было быть в во где до его ее если же за и из или их к как какие какой когда кто ли мы на нас не ним о об
    он она они от по почему при с со так то у чем что это я або від він вони до з й коли про та це чи чому що як`;
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  /** One spelling for all: without case, accents, the dots of ё, doubled Cyrillic letters (Росія), and apostrophes with the s of a genitive. */
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/['’ʼ]s$|['’ʼ]/g, "").replace(LETTER, (letter) => LETTERS[letter]).replace(/ь(?=.)/g, "").replace(/([бвгджзклмнпрстфхцчш])\1/g, "$1");
  const words = (text) => (text.match(WORDS) ?? []).map(fold);
  const grammar = new Set(words(GRAMMAR));
  /** Dates in figures as the edition writes them: 2007-02-10 and 10.02.2007 become 10 February 2007. */
  const spellDates = (text) => text
    .replace(/\b(\d\d?)\.(\d\d?)\.(\d{4})\b/g, "$3-$2-$1")
    .replace(/\b(\d{4})-(\d\d?)-(\d\d?)\b/g, (_, year, month, day) => `${+day} ${MONTHS[month - 1] ?? month} ${year}`);

  /** What the forms of a word have in common; never less than three letters. */
  const stem = (word) => {
    const singular = word.replace(/ies$/, "y").replace(PAST, "$1");
    const short = ENDINGS.reduce((long, ending) => long.replace(ending, "$1"), singular);
    if (short !== singular) return short.replace(/([bdglmnprt])\1$/, "$1");
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
    body: field(text),
    around: field(place),
    isDated: DATED.includes(kind),
  }));
  // The records to which words lead, by these words; where several share an address, the first.
  const keyOf = (asked) => {
    const said = asked.filter((word) => !grammar.has(word));
    return (said.length ? said : asked).map(stem).join(" ");
  };
  const led = new Map(leads.flatMap(([addresses, keys]) => {
    const found = addresses.map((address) => list.find((one) => one.address === address));
    return keys.map((key) => [keyOf(words(key)), found]);
  }));

  const groups = same.map((group) => group.map(words));
  const isCyrillic = (part) => /\p{Script=Cyrillic}/u.test(part.join());
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
        ways.push(...group.filter((part) => part !== found).map((part) => [part, isCyrillic(part) === isCyrillic(found) ? SYNONYM : TRANSLATION]));
      }
      terms.push([[asked.slice(at, at + length), 1], ...ways]);
      at += length;
    }
    const said = terms.filter(([[part]]) => !part.every((word) => grammar.has(word)));
    return said.length ? said : terms;
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
  const levelsBy = (compare) => {
    const levels = [];
    for (const [word, index] of numbers) {
      const level = compare(word, stems[index]);
      if (level) levels[index] = level;
    }
    return levels;
  };
  const known = new Map();
  const fits = (typed) => {
    if (!known.has(typed)) {
      const form = stem(typed);
      known.set(typed, levelsBy((word, itsForm) => (word === typed ? EXACT : itsForm === form ? FORM : 0)));
    }
    return known.get(typed);
  };
  /** The same for words that are not the typed one: they begin like it; if there are none, one letter is another. */
  const resembles = (typed) => {
    const levels = levelsBy((word) => (typed.length > 3 && word.startsWith(typed) ? START : 0));
    return levels.length || typed.length < 5 ? levels : levelsBy((word) => (isNear(word, typed) ? NEAR : 0));
  };

  /** Where in FIELD a way of saying a term occurs: [place, length, how well]. */
  const occurrences = (content, ways) => ways.flatMap(([levels, weight]) => content.flatMap((_, at) => {
    const level = Math.min(...levels.map((fit, index) => fit[content[at + index]] ?? 0));
    return level ? [[at, levels.length, level * weight]] : [];
  }));

  /** Whether one of the ways of saying a term occurs anywhere. */
  const occurs = (ways) => ways.some((way) => way[0].every((levels) => levels.length) && (way[0].length === 1
    || list.some(({ heads, body, around }) => [heads, body, around].some((content) => occurrences(content, [way]).length))));

  /** Where in FIELD all ASKED words stand as typed: [place, length]. */
  const phrases = (content, asked) => content.flatMap((_, at) => asked.every((index, place) => content[at + place] === index) ? [[at, asked.length]] : []);
  // A text that begins with a word is about it.
  const best = (found) => Math.max(0, ...found.map(([at, , level]) => level * (1 + 0.5 / (1 + at / 8))));

  /** The words of a text from a little before that of MARKS which most terms follow, in pieces: [text, whether it was found]. */
  const pieces = (text, marks, whole) => {
    const places = [...text.matchAll(WORDS)].map(({ index, 0: word }) => [index, index + word.length]);
    if (!places.length) return [[text, false]];
    const shown = new Set();
    const show = (from, to) => {
      for (let at = Math.max(0, from); at <= Math.min(to, places.length - 1); at += 1) shown.add(at);
    };
    const value = ([from, , level]) => 10 * new Set(marks.filter(([at]) => at >= from && at < from + 28).map((mark) => mark[3])).size + level;
    const first = marks.length ? Math.max(0, marks.reduce((one, other) => (value(other) > value(one) ? other : one))[0] - 6) : 0;
    show(whole ? 0 : first, whole ? Infinity : first + 34);
    // A term that stands elsewhere is shown with a few words around it.
    const terms = new Set(marks.filter(([at]) => shown.has(at)).map((mark) => mark[3]));
    for (const [at, length, , term] of marks) {
      if (!terms.has(term)) show(at - 3, at + length + 5);
      terms.add(term);
    }
    const found = new Set(marks.flatMap(([at, length]) => [...Array(length).keys()].map((index) => at + index)));
    const parts = [];
    const add = (words, mark) => parts.length && parts.at(-1)[1] === mark ? (parts.at(-1)[0] += words) : parts.push([words, mark]);
    let [from, before] = [0, -1];
    for (const at of [...shown].sort((one, other) => one - other)) {
      const [start, end] = places[at];
      if (at === before + 1) add(text.slice(from, start), found.has(at) && found.has(before));
      else add(before < 0 ? "… " : " … ", false);
      add(text.slice(start, end), found.has(at));
      [from, before] = [end, at];
    }
    add(before < places.length - 1 ? " …" : text.slice(from), false);
    return parts.filter(([words]) => words);
  };

  return (query) => {
    const asked = words(spellDates(query));
    const quoted = /["“”„«»]/.test(query);
    if (!asked.length) return { exact: false, all: true, similar: false, results: [] };
    const typed = asked.map((word) => numbers.get(word) ?? -1);
    const places = led.get(keyOf(asked)) ?? [];
    // Similar words stand in for a term that nothing has.
    let similar = false;
    const terms = parse(asked).map((ways) => {
      const fitting = ways.map(([parts, weight]) => [parts.map(fits), weight]);
      if (places.length || occurs(fitting)) return fitting;
      const close = ways.map(([parts, weight]) => [parts.map((part) => (fits(part).length ? fits(part) : resembles(part))), weight]);
      similar ||= occurs(close);
      return close;
    });
    const scored = list.map((record) => {
      const [heads, body, around] = [record.heads, record.body, record.around].map((content) => terms.map((ways) => occurrences(content, ways)));
      const own = terms.map((_, index) => Math.max(
        TITLE * best(heads[index]),
        best(body[index]) * (1 + 0.1 * Math.min(4, body[index].length)),
        record.isDated ? best(around[index]) : 0,
      ));
      // A paragraph is not about all that its heading says: one of the words must be its own.
      const levels = own.some(Boolean) ? own.map((level, index) => Math.max(level, AROUND * best(around[index]))) : own;
      const phrase = [record.heads, record.body, record.isDated ? record.around : []].some((content) => phrases(content, typed).length);
      const place = places.indexOf(record);
      return { record, heads, body, around, levels, phrase, led: place < 0 ? 0 : places.length - place };
    });
    const rarity = terms.map((_, index) => Math.log(1 + list.length / (1 + scored.filter(({ levels }) => levels[index]).length)));
    const whole = scored.filter(({ levels, led }) => led || levels.every(Boolean));
    const exact = whole.some(({ phrase }) => phrase);
    const all = whole.length > 0;
    const chosen = quoted && exact ? whole.filter(({ phrase, led }) => phrase || led) : all ? whole : scored.filter(({ levels }) => levels.some(Boolean));
    for (const item of chosen) {
      const { record, levels } = item;
      const sum = levels.reduce((total, level, index) => total + level * rarity[index], 0);
      const missing = levels.filter((level) => level < FAINT).length;
      item.score = (sum * WEIGHTS[record.kind] / (1 + Math.max(30, record.body.length) / 300)) * 0.3 ** missing
        + item.led * 1e6 + (item.phrase && typed.length > 1 ? 1e3 : 0);
    }
    chosen.sort((a, b) => b.score - a.score);
    // Of the items below one heading that only this heading fits, one is enough.
    const seen = new Set();
    const shown = chosen.filter(({ record: { address }, body }) => body.some((found) => found.length) || !(seen.has(address) || !seen.add(address)));
    const marked = (found, content) => [
      ...phrases(content, typed).map((phrase) => [...phrase, Infinity]),
      ...found.flatMap((places, term) => places.map((place) => [...place, term])),
    ].sort((a, b) => a[0] - b[0]);
    return {
      exact, all, similar,
      results: shown.map(({ record, heads, body, around }) => ({
        kind: record.kind, address: record.address,
        get place() { return record.place ? pieces(record.place, marked(around, record.around), true) : []; },
        get title() { return pieces(record.title, marked(heads, record.heads), true); },
        get text() { return record.text ? pieces(record.text, marked(body, record.body)) : []; },
      })),
    };
  };
};
