/** The string and template literals of a TypeScript source, each as a text; `…` stands for what a template puts in. */
export type Literal = { readonly line: number; readonly text: string };

/** Behind these a slash begins a regular expression; behind a name, a number or a closing bracket it divides. */
const BEFORE_PATTERN =
  /(?:^|[=(,:;!&|?{}[\]+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|await|throw|new))$/;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

export function literalsOf(source: string): readonly Literal[] {
  const found: Literal[] = [];
  let at = 0;
  /** What stands before, without comments and spaces: it says what a slash means. */
  let before = '';

  const skipTo = (mark: string): void => {
    const end = source.indexOf(mark, at + 2);
    at = end < 0 ? source.length : end + mark.length;
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
    found.push({ line: source.slice(0, start).split('\n').length, text });
    before = ')';
  };

  /** Up to the bracket that closes, or to the end. */
  function code(until: string): void {
    for (let depth = 0; at < source.length; ) {
      const mark = source.charAt(at);
      if (source.startsWith('//', at)) skipTo('\n');
      else if (source.startsWith('/*', at)) skipTo('*/');
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
  return found;
}
