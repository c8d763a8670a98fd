/** What `check` looks like to a person: in both languages, on screens of any width. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '../../cli/main.ts';
import { LANGUAGES, type Language } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import { terminalWith } from '../support/cli.ts';
import { type CliWorld, cliWorld, list } from './world.ts';

let world: CliWorld;
let lists: string;
beforeAll(async () => {
  world = await cliWorld();
  lists = world.file('screen.json', [
    list('good'),
    list('mute', { name: 'Mute One', severity: 'minor' }),
    list('silent.mute', { name: 'Mute Two', severity: 'minor' }),
    list('refusing', { name: 'Refusing List', severity: 'minor' }),
    list('keyed', { name: 'Keyed List', zone: '{key}.keyed.lists.example', access: 'key', severity: 'minor' }),
  ]);
});
afterAll(() => world.close());

type Screen = { readonly width?: number; readonly language?: Language };

type Shown = { readonly code: number; readonly lines: readonly string[]; readonly text: string };
const shown = new Map<string, Promise<Shown>>();

/** Several tests look at the same screen: it is made once. */
function screenOf(words: readonly string[], screen: Screen = {}): Promise<Shown> {
  const key = JSON.stringify([words, screen]);
  const made = shown.get(key) ?? printed(words, screen);
  shown.set(key, made);
  return made;
}

async function printed(words: readonly string[], { width = 100, language = 'en' }: Screen = {}) {
  const lines: string[] = [];
  const terminal = terminalWith({ width, language, print: (line) => void lines.push(line) });
  const args = ['check', ...words, '--resolver', world.resolver, '--lists', lists, '--timeout', '900'];
  const code = await dispatch([...args, '--language', language], terminal);
  return { code, lines, text: lines.join('\n') };
}

const ALL = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4', '--domain', 'example.com'];
/** What is copied stays whole, whatever the width. */
const COPIED =
  /^\s*(\d\. )?(aws|npx|postwatch|dig|https?:|"|\S+ \d+ IN [A-Z]+ |\S+$)|^\s*(Seen|확인 내용)?\s+\S+ (A|TXT|PTR) /;

const WIDTHS = [40, 60, 80, 120] as const;
const SCREENS = LANGUAGES.flatMap((language) => WIDTHS.map((width) => ({ language, width })));

describe.each(SCREENS)('the check screen on $width columns in $language', (screen) => {
  it('has no line that is wider, except lines to copy, and the status of a target at the right edge', async () => {
    const { lines, code } = await screenOf(ALL, screen);
    expect(code).toBe(2);
    const wide = lines.filter((line) => columns(line) > screen.width && !COPIED.test(line));
    expect(wide).toEqual([]);
    const heads = lines.filter((line) => /^203\.0\.113\.\d/.test(line));
    expect(heads.map(columns)).toEqual([screen.width, screen.width, screen.width, screen.width]);
  });

  it('keeps commands, records and pages whole', async () => {
    const { lines } = await screenOf(ALL, screen);
    const text = lines.map((line) => line.trim());
    expect(text).toContain('npx postwatch check 203.0.113.4 --only dnsbl');
    expect(text).toContain('mail2.example.com. 300 IN A 203.0.113.2');
    expect(text.some((line) => line.endsWith('https://lists.example/good'))).toBe(true);
  });
});

describe('the check screen', () => {
  it('has a table, and each problem with its id at the edge, its steps numbered, and what was seen', async () => {
    const { lines, text } = await screenOf(['203.0.113.4', '--domain', 'example.com']);
    expect(lines).toContain('  Reverse DNS   ✓  mail4.example.com, resolves back');
    expect(lines).toContain('  Blocklists    ✕  listed on 1 of 5: good');
    const title = lines.find((line) => line.endsWith('dnsbl.listed')) ?? '';
    expect(title).toMatch(/^CRITICAL {2}Listed on good /);
    expect(columns(title)).toBe(100);
    expect(text).toMatch(/\n {2}1\. Find and stop the cause first.*[\s\S]*\n {2}2\. /);
    expect(text).toMatch(
      /\n {2}Seen {2}4\.113\.0\.203\.good\.lists\.example A 127\.0\.0\.2 {3}[\d:]{8} UTC, resolver /,
    );
    // The operator's words are quoted, and without what could take over a terminal.
    expect(text).toContain('The list says: "see  [31mhttps://lists.example/why"');
  });

  it('explains unknown lists once, those with the same reason in one line, and names what helps', async () => {
    const { lines } = await screenOf(ALL);
    const at = lines.findIndex((line) => line.startsWith('UNKNOWN  4 lists could not be checked'));
    expect(lines.slice(at + 1, at + 5)).toEqual([
      '  2 lists gave no answer: Mute One, Mute Two',
      '    Check again later, or use another resolver: --resolver host:port',
      '  Refusing List   refused our queries. Use a resolver of your own: --resolver host:port',
      '  Keyed List      needs a key: set POSTWATCH_KEY_EXAMPLE',
    ]);
    expect(lines.filter((line) => line.includes('gave no answer'))).toHaveLength(1);
  });

  it('gives each target that is in order one line, and ends with a summary', async () => {
    const { lines } = await screenOf(['203.0.113.1', '203.0.113.4', '--only', 'ptr']);
    expect(lines.at(-2)).toBe('2 targets: 2 in order, 0 with warnings, 0 failed, 0 unknown');
  });

  it('is compact, and with --verbose shows every query with its dig line, and what is in order', async () => {
    const words = ['203.0.113.4', '--only', 'ptr'];
    const [compact, verbose] = [await screenOf(words), await screenOf([...words, '-v'])];
    expect(compact.text).not.toContain('dig ');
    expect(verbose.text).toContain(`dig @127.0.0.1 -p ${world.server.port} 4.113.0.203.in-addr.arpa PTR`);
    expect(verbose.lines).toContain('In order');
    expect(verbose.lines.length).toBeGreaterThan(compact.lines.length);
  });

  it('says once what several targets have in common', async () => {
    const { text } = await screenOf(['203.0.113.2', '203.0.113.5', '--only', 'ptr']);
    expect(text.match(/Publish .*forward record/g)).toHaveLength(1);
    expect(text).toContain('Do the same as for 203.0.113.2 above, with these values:');
    expect(text).toMatch(/\n {5}\S+\. 300 IN A 203\.0\.113\.5\n/);
  });

  it('is one block without a resolver, with a command to try', async () => {
    const lines: string[] = [];
    const terminal = terminalWith({ print: (line) => void lines.push(line) });
    const words = ['check', '203.0.113.4', '--resolver', '127.0.0.1:1', '--lists', lists, '--timeout', '900'];
    expect(await dispatch(words, terminal)).toBe(3);
    expect(lines[0]).toMatch(/^203\.0\.113\.4 +UNKNOWN$/);
    expect(lines).toContain('  No resolver answered (127.0.0.1:1: connection refused), so nothing could be checked.');
    expect(lines.join('\n')).toContain('postwatch check 203.0.113.4 --lists ');
    expect(lines.join('\n')).not.toContain('lists could not be checked');
  });

  it('has no English sentence in Korean', async () => {
    const { text } = await screenOf(
      ALL.filter((word) => word !== '--domain' && word !== 'example.com'),
      {
        language: 'ko',
      },
    );
    const prose = text
      .split('\n')
      // What kind of address it is stands in the words of the range's registry.
      .filter((line) => !COPIED.test(line) && !line.startsWith('  참고: '))
      .map((line) => line.replace(/"[^"]*"/g, ''));
    expect(prose.filter((line) => /[A-Za-z]+ [a-z]{2,} [a-z]{2,}/.test(line))).toEqual([]);
    expect(text).not.toMatch(/십시오|\(으\)|은\(는\)|\[object/);
    expect(text).toMatch(/^203\.0\.113\.4 .* 이상$/m);
    expect(text).toContain('목록 2개(응답이 없습니다): Mute One, Mute Two');
  });
});

describe('check --format nagios, for a monitoring system', () => {
  it.each([
    ['en', /^POSTWATCH CRITICAL - 203\.0\.113\.4: 1 problem: listed on good \(critical\) \| /],
    ['ko', /^POSTWATCH CRITICAL - 203\.0\.113\.4: 문제 1건: good 등재\(심각\) \| /],
  ] as const)('names the problem in %s and nothing more', async (language, line) => {
    const { lines } = await screenOf(['203.0.113.4', '--only', 'dnsbl', '--format', 'nagios'], { language });
    expect(lines[0]).toMatch(line);
  });
});
