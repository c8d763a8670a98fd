/**
 * Where in a JSON text a value is, and where a text stops being JSON (RFC 8259): `JSON.parse` says neither. It takes the same
 * texts as `JSON.parse` and goes through them once, without recursion, so that deep nesting cannot end it.
 */
import type { JsonPath } from './parsed.ts';

/** Offsets in the text, in UTF-16 units as in any JavaScript string. */
export type JsonPlace = {
  /** Of its key; null for the top and for the entries of an array. */
  readonly key: number | null;
  readonly value: number;
};

/** What is expected where the text stops being JSON. */
export type JsonFaultKind =
  | 'value'
  | 'key'
  | 'colon'
  | 'comma-or-brace'
  | 'comma-or-bracket'
  | 'end'
  | 'quote'
  | 'escape'
  | 'control'
  | 'comment';

export type JsonFault = { readonly kind: JsonFaultKind; readonly at: number };

/** Called for each value in the order of the text. `path` is changed by the next value: keep a copy. */
type Visit = (path: JsonPath, place: JsonPlace) => void;

/** Null for JSON. */
export function jsonFault(text: string): JsonFault | null {
  return scan(text, () => {});
}

/** Of a key that is there twice the last one counts, as for `JSON.parse`. Of a path that does not exist, the deepest part that is there. */
export function jsonPlaceOf(text: string, path: JsonPath): JsonPlace | null {
  const found: (JsonPlace | undefined)[] = [];
  scan(text, (at, place) => {
    if (at.length > path.length || at.some((step, index) => step !== path[index])) return;
    found.length = at.length;
    found.push(place);
  });
  return found.at(-1) ?? null;
}

/** Below this nobody writes by hand. */
const DEEPEST = 20;

/** Keys that an object has twice, each where it is there again. */
export function repeatedKeys(text: string): readonly { readonly path: JsonPath; readonly at: number }[] {
  const seen = new Set<string>();
  const repeated: { path: JsonPath; at: number }[] = [];
  scan(text, (path, { key }) => {
    if (path.length > DEEPEST) return;
    const name = JSON.stringify(path);
    if (seen.has(name) && key !== null) repeated.push({ path: [...path], at: key });
    // What is in it belongs to another object now.
    if (seen.has(name)) for (const one of seen) if (one.startsWith(`${name.slice(0, -1)},`)) seen.delete(one);
    seen.add(name);
  });
  return repeated;
}

/** As editors count them, from 1. */
export function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON strings may not hold
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Where it ends, or null where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

const afterSpace = (text: string, at: number): number => endOf(SPACE, text, at) ?? at;

type Step =
  | JsonFault
  /** What was read ends here. */
  | { readonly kind: 'read'; readonly at: number }
  /** A value begins here. */
  | { readonly kind: 'next'; readonly at: number; readonly key: number | null };

const fault = (kind: JsonFaultKind, text: string, at: number): JsonFault =>
  text[at] === '/' ? { kind: 'comment', at } : { kind, at };

function readString(text: string, start: number): Step {
  let at = start + 1;
  for (;;) {
    at = endOf(PLAIN, text, at) ?? at;
    if (text[at] === '"') return { kind: 'read', at: at + 1 };
    if (at >= text.length) return { kind: 'quote', at };
    if (text[at] !== '\\') return { kind: 'control', at };
    const end = endOf(ESCAPE, text, at);
    if (end === null) return { kind: 'escape', at };
    at = end;
  }
}

/** A value that holds no others. */
function readScalar(text: string, at: number): Step {
  if (text[at] === '"') return readString(text, at);
  const end = endOf(WORD, text, at) ?? endOf(NUMBER, text, at);
  return end === null ? fault('value', text, at) : { kind: 'read', at: end };
}

/** What is open around a value: the path to it, and whether each step is of an object or of an array. */
type Open = { readonly path: (string | number)[]; readonly closers: ('}' | ']')[] };

function scan(text: string, visit: Visit): JsonFault | null {
  const open: Open = { path: [], closers: [] };
  let at = afterSpace(text, 0);
  let key: number | null = null;
  for (;;) {
    visit(open.path, { key, value: at });
    let step: Step = text[at] === '{' || text[at] === '[' ? beginning(text, at, open) : readScalar(text, at);
    if (step.kind === 'read') step = following(text, step.at, open);
    if (step.kind === 'read') return null;
    if (step.kind !== 'next') return step;
    ({ at, key } = step);
  }
}

/** What an object or an array begins with: its first value, or its end. */
function beginning(text: string, start: number, open: Open): Step {
  const at = afterSpace(text, start + 1);
  const closer = text[start] === '{' ? '}' : ']';
  if (text[at] === closer) return { kind: 'read', at: at + 1 };
  open.closers.push(closer);
  open.path.push(0);
  return closer === '}' ? keyAt(text, at, open) : { kind: 'next', at, key: null };
}

function keyAt(text: string, at: number, { path }: Open): Step {
  if (text[at] !== '"') return fault('key', text, at);
  const read = readString(text, at);
  if (read.kind !== 'read') return read;
  const colon = afterSpace(text, read.at);
  if (text[colon] !== ':') return fault('colon', text, colon);
  path[path.length - 1] = String(JSON.parse(text.slice(at, read.at)));
  return { kind: 'next', at: afterSpace(text, colon + 1), key: at };
}

/** What follows a value: another one, or the end of the text. */
function following(text: string, from: number, open: Open): Step {
  let at = afterSpace(text, from);
  for (let closer = open.closers.at(-1); closer !== undefined; closer = open.closers.at(-1)) {
    if (text[at] === ',') return nextOf(text, afterSpace(text, at + 1), open);
    if (text[at] !== closer) return fault(closer === '}' ? 'comma-or-brace' : 'comma-or-bracket', text, at);
    open.closers.pop();
    open.path.pop();
    at = afterSpace(text, at + 1);
  }
  return at === text.length ? { kind: 'read', at } : fault('end', text, at);
}

function nextOf(text: string, at: number, open: Open): Step {
  if (open.closers.at(-1) === '}') return keyAt(text, at, open);
  open.path[open.path.length - 1] = Number(open.path.at(-1)) + 1;
  return { kind: 'next', at, key: null };
}
