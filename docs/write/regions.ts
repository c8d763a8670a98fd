/**
 * Pages that people write, with parts in them that come from the tables of the code: what is between
 * `<!-- made: name -->` and `<!-- end -->` is replaced by `npm run manual`, and a test compares.
 */

const REGION = /(<!-- made: ([\w-]+) -->\n)(?:[\s\S]*?\n)??(<!-- end -->)/g;

/** Throws where a page names a part that nobody makes. */
export const withMadeParts = (page: string, parts: Readonly<Record<string, () => string>>): string =>
  page.replaceAll(REGION, (_, open: string, name: string, close: string) => {
    const make = parts[name];
    if (make === undefined) throw new Error(`no part is called "${name}"; there are ${Object.keys(parts).join(', ')}`);
    return `${open}${make()}\n${close}`;
  });

/** The names of the parts in a page. */
export const madePartsIn = (page: string): readonly string[] =>
  [...page.matchAll(REGION)].map(([, , name = '']) => name);

/** A table; a cell's own bars are escaped. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
