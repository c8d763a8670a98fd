/** Every text of a value, in the language in which it is read: of catalogues, tables, and functions that make sentences. */
import { isLanguage, LANGUAGES, type Language, type Text } from '../../shared/model/language.ts';

export type Rendered = { readonly where: string; readonly language: Language; readonly text: string };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isText = (value: unknown): value is Text =>
  isObject(value) && LANGUAGES.every((language) => typeof value[language] === 'string');

/** A string or a number that can be taken for a text in every language, and for no table. */
const versatile = (value: string | number): unknown =>
  new Proxy(Object.assign(Object(value) as object, { en: 'it has no answer', ko: '응답이 없습니다' }), {
    get: (target, key) => {
      const found: unknown = Reflect.get(target, key, target);
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
    ownKeys: () => {
      throw new TypeError('It is not a table.');
    },
  });

/** What cannot be taken for a text as well. */
const PLAIN: readonly unknown[] = [
  { opened: 2, cleared: 1 },
  { term: '-all', elsewhere: null, text: 'a.example', name: 'a.example', address: '192.0.2.1', domain: 'a.example' },
  1,
];

/** What a sentence may be about. Of a function all kinds are tried, for what its parameters are called is not known here. */
const SAMPLES: readonly unknown[] = [
  versatile('a.example'),
  Object.assign([versatile('a.example'), versatile('b.example')], { en: 'it has no answer', ko: '응답이 없습니다' }),
  versatile(3),
  null,
  ...PLAIN,
];
const MOST_PARAMETERS = 4;

const GARBAGE = /\[object|undefined|NaN|null|function|=>|, ?\)|\(,/;
/** A number or a table where a text belongs leaves a gap. */
const GAP = /" | "| {2}|, \)|\(, /;

function* tuples(length: number): Generator<readonly unknown[]> {
  if (length === 0) yield [];
  else for (const rest of tuples(length - 1)) for (const one of SAMPLES) yield [...rest, one];
}

/** Up to so many texts of a function that have nothing in them that only comes of a wrong argument. */
const MOST_TEXTS = 40;

function calls(make: (...given: unknown[]) => unknown): readonly unknown[] {
  const made: unknown[] = [];
  const seen = new Set<string>();
  for (const given of tuples(Math.min(make.length, MOST_PARAMETERS))) {
    try {
      const value: unknown = make(...given);
      const shown = JSON.stringify(value);
      if (shown === undefined || GARBAGE.test(shown) || seen.has(shown)) continue;
      if (given.some((one) => PLAIN.includes(one)) && GAP.test(shown)) continue;
      seen.add(shown);
      made.push(value);
      if (made.length === MOST_TEXTS) break;
    } catch {
      // Not the kind of argument that it takes.
    }
  }
  return made;
}

/** `language`: of what is a plain string. */
export function textsIn(value: unknown, where: string, language: Language, depth = 0): readonly Rendered[] {
  if (depth > 8) return [];
  if (typeof value === 'string') return [{ where, language, text: value }];
  if (isText(value)) return LANGUAGES.map((one) => ({ where, language: one, text: value[one] }));
  if (typeof value === 'function')
    return calls(value as (...given: unknown[]) => unknown).flatMap((made) =>
      textsIn(made, `${where}()`, language, depth + 1),
    );
  if (value instanceof Map || value instanceof Set) return textsIn([...value], where, language, depth + 1);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    textsIn(one, `${where}.${key}`, isLanguage(key) ? key : language, depth + 1),
  );
}
