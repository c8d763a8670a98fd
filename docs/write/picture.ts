/** A terminal or a mail as an SVG picture, made of what was really printed: letters, with the colors of its escapes. */
import { columns } from '../../shared/model/text.ts';

const CELL = { width: 8.4, height: 19 };
const EDGE = 18;
const BAR = 34;

/** SGR codes (ECMA-48) that the command line prints, as classes of the style below. */
const CLASSES: Readonly<Record<string, string>> = {
  '1': 'b',
  '2': 'd',
  '31': 'r',
  '32': 'g',
  '33': 'y',
  '35': 'm',
  '36': 'c',
};

const STYLE = `<style>
svg{color-scheme:light dark}
.page{fill:#fff;stroke:#d0d7de}.bar{fill:#f6f8fa}.title{fill:#59636e;font:13px system-ui,sans-serif}
text{font:14px ui-monospace,"DejaVu Sans Mono","Noto Sans Mono CJK KR",monospace;fill:#1f2328;white-space:pre}
.b{font-weight:700}.d{fill:#59636e}.r{fill:#cf222e}.g{fill:#1a7f37}.y{fill:#9a6700}.m{fill:#8250df}.c{fill:#0550ae}
@media (prefers-color-scheme:dark){.page{fill:#0d1117;stroke:#30363d}.bar{fill:#151b23}.title{fill:#9198a1}text{fill:#e6edf3}
.d{fill:#9198a1}.r{fill:#ff7b72}.g{fill:#3fb950}.y{fill:#d29922}.m{fill:#bc8cff}.c{fill:#79b8ff}}
</style>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is read here
const ESCAPE = /\u001b\[([\d;]*)m/g;

type Run = { readonly text: string; readonly classes: readonly string[] };

/** A line as runs of letters in one style each. */
function runsOf(line: string): readonly Run[] {
  const runs: Run[] = [];
  let on = new Set<string>();
  let from = 0;
  for (const match of line.matchAll(ESCAPE)) {
    if (match.index > from) runs.push({ text: line.slice(from, match.index), classes: [...on] });
    from = match.index + match[0].length;
    for (const code of (match[1] ?? '').split(';')) on = afterCode(on, code);
  }
  return from < line.length ? [...runs, { text: line.slice(from), classes: [...on] }] : runs;
}

function afterCode(on: ReadonlySet<string>, code: string): Set<string> {
  if (code === '' || code === '0') return new Set();
  if (code === '22') return new Set([...on].filter((one) => one !== 'b' && one !== 'd'));
  if (code === '39') return new Set([...on].filter((one) => one === 'b' || one === 'd'));
  const added = CLASSES[code];
  return added === undefined ? new Set(on) : new Set([...on, added]);
}

/** Text in columns, with the spaces behind it: no font makes a Hangul syllable exactly two letters wide, so each begins in its place. */
const piecesOf = (text: string): readonly string[] => text.split(/(?<= {2})(?=\S)/);

function textOf(line: string, row: number): string {
  let column = 0;
  const spans = runsOf(line).flatMap(({ text, classes }) =>
    piecesOf(text).map((piece) => {
      const x = (EDGE + column * CELL.width).toFixed(1);
      column += columns(piece);
      const style = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
      return piece.trim() === '' ? '' : `<tspan x="${x}"${style}>${escaped(piece)}</tspan>`;
    }),
  );
  return `<text y="${BAR + EDGE + row * CELL.height + 4}" xml:space="preserve">${spans.join('')}</text>`;
}

/** `title`: what the picture shows, also for those who do not see it. */
export function pictureOf(lines: readonly string[], title: string): string {
  const wide = Math.ceil(Math.max(...lines.map(columns)) * CELL.width) + 2 * EDGE;
  const high = BAR + 2 * EDGE + lines.length * CELL.height - 6;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${escaped(title)}">`,
    STYLE,
    `<rect class="page" x=".5" y=".5" width="${wide - 1}" height="${high - 1}" rx="8"/>`,
    `<path class="bar" d="M1 ${BAR}V9a8 8 0 0 1 8-8h${wide - 18}a8 8 0 0 1 8 8v${BAR - 9}z"/>`,
    `<text class="title" x="${EDGE}" y="22">${escaped(title)}</text>`,
    ...lines.map(textOf),
    '</svg>',
    '',
  ].join('\n');
}
