/** The string and template literals of a TypeScript source, each as a text, with `…` for what a template puts in; its comments, and the titles of its tests. */
export type Literal = { readonly line: number; readonly text: string };

export type SourceTexts = {
  readonly literals: readonly Literal[];
  readonly comments: readonly Literal[];
  /** Literals too: the first argument of `it`, `describe`, and of what their `each` returns. */
  readonly titles: readonly Literal[];
};

const BEFORE_TITLE = /(?:\b(?:it|describe)(?:\.\w+)*|\))\($/;

/** Behind these a slash begins a regular expression; behind a name, a number or a closing bracket it divides. */
const BEFORE_PATTERN =
  /(?:^|[=(,:;!&|?{}[\]+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|await|throw|new))$/;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

export function sourceTexts(source: string): SourceTexts {
  const literals: Literal[] = [];
  const comments: Literal[] = [];
  const titles: Literal[] = [];
  let at = 0;
  /** The code before, without comments and spaces: it decides what a slash means. */
  let before = '';

  const lineOf = (start: number): number => source.slice(0, start).split('\n').length;

  const comment = (mark: string): void => {
    const start = at;
    const end = source.indexOf(mark, at + 2);
    at = end < 0 ? source.length : end + mark.length;
    comments.push({ line: lineOf(start), text: commentText(source.slice(start, at)) });
  };

  const pattern = (): void => {
    let isClass = false;
    for (at += 1; at < source.length && source[at] !== '\n'; at += 1) {
      if (source[at] === '\\') at += 1;
      else if (source[at] === '[') isClass = true;
      else if (source[at] === ']') isClass = false;
      else if (source[at] === '/' && !isClass) break;
    }
    at += 1;
    before = ')';
  };

  const quoted = (mark: string): void => {
    const start = at;
    const isTitle = BEFORE_TITLE.test(before);
    let text = '';
    for (at += 1; at < source.length && source[at] !== mark; ) {
      if (source[at] === '\\') {
        text += ESCAPES[source[at + 1] ?? ''] ?? source[at + 1] ?? '';
        at += 2;
      } else if (mark === '`' && source.startsWith('${', at)) {
        at += 2;
        code('}');
        text += '…';
      } else {
        text += source[at];
        at += 1;
      }
    }
    at += 1;
    const literal = { line: lineOf(start), text };
    literals.push(literal);
    if (isTitle) titles.push(literal);
    before = ')';
  };

  /** Up to the bracket that closes, or to the end. */
  function code(until: string): void {
    for (let depth = 0; at < source.length; ) {
      const mark = source.charAt(at);
      if (source.startsWith('//', at)) comment('\n');
      else if (source.startsWith('/*', at)) comment('*/');
      else if (mark === "'" || mark === '"' || mark === '`') quoted(mark);
      else if (mark === '/' && BEFORE_PATTERN.test(before)) pattern();
      else {
        at += 1;
        if (mark === until && depth === 0) return;
        if (mark === '{') depth += 1;
        if (mark === '}') depth -= 1;
        if (mark.trim() !== '') before = `${before}${mark}`.slice(-12);
        else if (/\w$/.test(before))
          before = /\b(?:return|typeof|case|in|of|do|else|void|delete|await|throw|new)$/.test(before) ? before : ')';
      }
    }
  }

  code('');
  return { literals, comments, titles };
}

/** In one line, without its slashes and stars. */
const commentText = (comment: string): string =>
  comment
    .replace(/^\/\*+|\*\/$|^\/\//g, '')
    .replace(/\n\s*\*/g, '\n')
    .replace(/\s+/g, ' ')
    .trim();
