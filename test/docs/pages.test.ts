/** The pages that people read: their made parts are as the code makes them, and every link leads somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../cli/manual/index.ts';
import { pagesWithParts } from '../../docs/write/pages.ts';
import { markdownTable, withMadeParts } from '../../docs/write/regions.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');
const markdownIn = (folder: string): readonly string[] =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));

const PAGES = ['', 'docs', 'docs/decisions', 'examples'].flatMap(markdownIn);

const withoutCode = (page: string): string => page.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...withoutFences(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
const withoutFences = (page: string): string => page.replaceAll(/```[\s\S]*?```/g, '');

type PageLink = { readonly page: string; readonly to: string };

const linksIn = (page: string): readonly PageLink[] =>
  [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => ({ page, to }));

/** What is wrong with a link within the repository; null: nothing. */
function brokenLink({ page, to }: PageLink): string | null {
  if (/^(https?:|mailto:)/.test(to)) return null;
  const [file = '', anchor] = to.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), decodeURIComponent(file));
  if (!existsSync(path.join(ROOT, target))) return `${page}: ${to}: there is no ${target}`;
  if (anchor === undefined || !target.endsWith('.md')) return null;
  return anchorsOf(read(target)).includes(anchor) ? null : `${page}: ${to}: ${target} has no such heading`;
}

describe('the pages of docs/', () => {
  it.each(Object.entries(pagesWithParts()))('%s has its tables from the code (npm run manual)', (page, made) => {
    expect(read(page)).toBe(made);
  });

  it('have links whose targets exist', () => {
    const links = PAGES.flatMap(linksIn);
    expect(links.length).toBeGreaterThan(60);
    expect(links.map(brokenLink).filter((wrong) => wrong !== null)).toEqual([]);
  });

  it('name only commands and npm scripts that there are', () => {
    const named = PAGES.filter((page) => !page.includes('decisions')).flatMap((page) =>
      [...read(page).matchAll(/(?:npx |^|`)postwatch ([a-z][a-z-]+)|npm run ([a-z][a-z:-]*)/gm)].map(
        ([, command, script]) => ({ page, command, script }),
      ),
    );
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const commands = COMMANDS.map(({ name }) => name);
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(({ command }) => command !== undefined && !commands.includes(command))).toEqual([]);
    expect(named.filter(({ script }) => script !== undefined && !scripts.includes(script))).toEqual([]);
  });

  it('can all be reached from the README', () => {
    const seen = new Set<string>();
    const visit = (page: string): void => {
      if (seen.has(page)) return;
      seen.add(page);
      for (const { to } of linksIn(page)) {
        const target = path.join(path.dirname(page), to.split('#')[0] ?? '');
        if (target.endsWith('.md') && existsSync(path.join(ROOT, target))) visit(target);
      }
    };
    visit('README.md');
    expect(
      [...markdownIn('docs'), 'README.ko.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((page) => !seen.has(page)),
    ).toEqual([]);
  });

  it.each(['README.md', 'README.ko.md'])('%s is short: under 150 lines of at most 100 characters', (page) => {
    const lines = read(page).split('\n');
    expect(lines.length).toBeLessThan(150);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });
});

describe('a generated part of a page', () => {
  const page = '# A\n<!-- made: one -->\nold\n<!-- end -->\nkept';

  it('is replaced, and nothing around it', () => {
    expect(withMadeParts(page, { one: () => 'new' })).toBe('# A\n<!-- made: one -->\nnew\n<!-- end -->\nkept');
  });

  it('that is still empty is filled, up to its own end only', () => {
    const two = '<!-- made: one -->\n<!-- end -->\nkept\n<!-- made: one -->\nold\n<!-- end -->';
    const filled = '<!-- made: one -->\nnew\n<!-- end -->';
    expect(withMadeParts(two, { one: () => 'new' })).toBe(`${filled}\nkept\n${filled}`);
  });

  it('that no generator makes is named', () => {
    expect(() => withMadeParts(page, { two: () => '' })).toThrow('no part is called "one"; there are two');
  });

  it('may hold bars', () => {
    expect(markdownTable(['a'], [['x|y']])).toBe('| a |\n| --- |\n| x\\|y |');
  });
});
