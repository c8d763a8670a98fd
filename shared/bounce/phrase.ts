/**
 * Phrases instead of free regular expressions: words in order, with a bounded gap between them, so that no text can make
 * matching slow. `a * b` means that `b` follows `a` in the same sentence, within 100 characters; `(x|y|)` that either or neither follows; a part
 * that begins with a letter or digit must begin a word. Texts are compared in the form that `normalise` gives them.
 */
export type Phrase = {
  readonly source: string;
  /** Fixed words and choices between fixed words, no repetition: each finds its place in one pass over the text. */
  readonly parts: readonly RegExp[];
};

/** Between two parts of a phrase, at most. */
const GAP = 100;

/** For the project's own tables; throws on what is not a phrase, such as a part that could be anywhere. */
export function phrase(source: string): Phrase {
  const parts = source.split('*').map((part) => part.trim());
  const isSound = parts.every(
    (part) => part.length >= 2 && /^[^A-Z?+{}[\]\\^$]+$/.test(part) && isBalanced(part) && !mayBeEmpty(part),
  );
  if (!isSound) throw new Error(`"${source}" is no phrase: lower-case words, "*" and "(x|y)" are expected`);
  return { source, parts: parts.map(words) };
}

/** `(x|)` alone matches everywhere. */
const mayBeEmpty = (part: string): boolean => words(part).test('');
const isBalanced = (part: string): boolean => /^[^()]*(?:\([^()]*\)[^()]*)*$/.test(part);

function words(part: string): RegExp {
  const escaped = part.replaceAll('.', '\\.').replaceAll('(', '(?:');
  return new RegExp(/^[(a-z0-9]/.test(part) ? `(?<![a-z0-9])${escaped}` : escaped, 'g');
}

/** As many characters as tell phrases apart, and as most of their first words have. */
const START = 3;

/**
 * Which phrases a text can hold: those that begin as one of its words does. Most are ruled out by this without a look at the
 * text; one that does not begin with a letter or digit is always looked for.
 */
export function phraseIndex(phrases: readonly Phrase[]): (text: string) => ReadonlySet<Phrase> {
  const always: Phrase[] = [];
  const byStart = new Map<string, Phrase[]>();
  for (const one of phrases) {
    const starts = startsOf(one.source);
    if (starts.some((start) => !/^[a-z0-9]/.test(start) || start.length < START)) always.push(one);
    else for (const start of starts) byStart.set(start, [...(byStart.get(start) ?? []), one]);
  }
  return (text) => new Set([...always, ...wordStarts(text).flatMap((start) => byStart.get(start) ?? [])]);
}

/** `(no|missing) ptr` -> `no `, `mis`: the first characters of all that a phrase can begin with. */
function startsOf(source: string): string[] {
  const first = (source.split('*')[0] ?? '').trim();
  let starts = [''];
  for (const [index, text] of first.split(/[()]/).entries()) {
    // Every second piece was in brackets.
    const choices = index % 2 === 0 ? [text] : text.split('|');
    starts = starts.flatMap((start) => (start.length < START ? choices.map((choice) => start + choice) : [start]));
  }
  return [...new Set(starts.map((start) => start.slice(0, START)))];
}

function wordStarts(text: string): string[] {
  const found = new Set<string>();
  let wasWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (isWord && !wasWord) found.add(text.slice(at, at + START));
    wasWord = isWord;
  }
  return [...found];
}

/**
 * Each part counts where it is first behind the one before it; the text is read once for each, however often the first
 * is there.
 */
export function says(text: string, { parts }: Phrase): boolean {
  const [first, ...rest] = parts;
  if (first === undefined) return false;
  const later = rest.map((part): Later => [places(text, part), places(text, SENTENCE_END)]);
  first.lastIndex = 0;
  while (first.test(text)) if (followed(first.lastIndex, later)) return true;
  return false;
}

const SENTENCE_END = /\. /g;
type Place = { readonly start: number; readonly end: number };
/** The first place at or after an index; asked with indices that only grow. */
type Places = (from: number) => Place | undefined;
/** Where a part is there, and where the sentence ends before it would. */
type Later = readonly [Places, Places];

function followed(from: number, later: readonly Later[]): boolean {
  let end = from;
  for (const [part, sentenceEnd] of later) {
    const place = part(end);
    if (place === undefined || place.start > end + GAP) return false;
    if ((sentenceEnd(end)?.start ?? place.start) < place.start) return false;
    end = place.end;
  }
  return true;
}

function places(text: string, pattern: RegExp): Places {
  let place: Place | undefined = { start: -1, end: 0 };
  return (from) => {
    if (place !== undefined && place.start < from) {
      pattern.lastIndex = from;
      const found = pattern.exec(text);
      place = found === null ? undefined : { start: found.index, end: pattern.lastIndex };
    }
    return place;
  };
}

/** `aup#in-{1100-1150}`, `ofr*_102` (`*`: up to eight digits), `tss04`: one word of the text, whole. */
export type Tag = { readonly source: string; readonly matches: (token: string) => boolean };

export function tag(source: string): Tag {
  const range = /\{(\d{1,5})-(\d{1,5})\}/.exec(source);
  const escaped = (text: string): string => text.replace(/[.+]/g, '\\$&').replaceAll('*', '\\d{0,8}');
  if (range === null) {
    if (!source.includes('*')) return { source, matches: (token) => token === source };
    const whole = new RegExp(`^${escaped(source)}$`);
    return { source, matches: (token) => whole.test(token) };
  }
  const [written = '', low, high] = range;
  const [before = '', after = ''] = source.split(written);
  const whole = new RegExp(`^${escaped(before)}(\\d{1,5})${escaped(after)}$`);
  const inside = (digits: string | undefined): boolean =>
    Number(digits) >= Number(low) && Number(digits) <= Number(high);
  return { source, matches: (token) => inside(whole.exec(token)?.[1]) };
}

/** Longer words are not tags. */
const MAX_TOKEN = 48;

/** The words of a normalised text that can be tags, without the punctuation around them. */
export function tokens(text: string): ReadonlySet<string> {
  const words = text.split(/[^a-z0-9#_:.=+-]/).filter((word) => word !== '' && word.length <= MAX_TOKEN);
  const bare = words.map((word) => word.replace(/^[.:=+-]{1,48}/, '').replace(/[.:=+-]{1,48}$/, ''));
  // A link may end in the tag: `...error-codes.php#bl000001`.
  return new Set([...bare, ...bare.flatMap((word) => word.split('#').slice(1))]);
}

/**
 * The form in which texts are compared: lower case, one space for any white space, plain apostrophes, addresses without whose
 * they are, without the names that hosts go by, and the lines of a multi-line reply (RFC 5321 section 4.2.1) joined, without the
 * codes that every line repeats.
 */
export function normalise(text: string): string {
  const flat = text
    .toLowerCase()
    .replace(/[\u2018\u2019\u00b4`]/g, "'")
    .replace(/\s{1,1000}/g, ' ')
    // Anyone who is called spam@, or lives at <@spam.example.net>, says nothing by it.
    .replace(/[a-z0-9._+-]{1,64}@(?:[a-z0-9.-]{1,253}(?=>))?/g, '@')
    // "421 mx.example.net Service not available" (RFC 5321 section 4.2.2).
    .replace(/((?:^|said: )421 (?:4\.\d{1,3}\.\d{1,3} )?)(?:[a-z0-9-]{1,63}\.){2,8}[a-z]{2,24}(?=:? )/, '$1')
    // What a log adds: the client's own greeting, whatever it calls itself, and the name that was looked up.
    .replace(/\bhelo=<[^<>]{0,300}>|\bname=[a-z0-9.-]{1,253}(?= type=)/g, '')
    .trim();
  const first = /[45]\d\d[ -]/.exec(flat);
  if (first === null) return flat;
  const head = first.index + first[0].length;
  return flat.slice(0, head) + flat.slice(head).replace(/ [45]\d\d(?:-| (?=[45]\.))(?:[45]\.\d{1,3}\.\d{1,3} )?/g, ' ');
}
