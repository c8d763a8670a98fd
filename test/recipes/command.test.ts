/**
 * The recipe "a new command": one file of data in `cli/manual/` with its code, named in its index. A pretend one is added so, and has
 * everything else without another line; what it lacks is named.
 */
import { describe, expect, it } from 'vitest';
import { type Command, EXIT } from '../../cli/command.ts';
import { COMPLETIONS } from '../../cli/help/completion.ts';
import { manPage } from '../../cli/help/man-page.ts';
import { commandsPage } from '../../cli/help/markdown.ts';
import { dispatch } from '../../cli/main.ts';
import { COMMANDS } from '../../cli/manual/index.ts';
import { USAGE_EXIT } from '../../cli/manual/shared.ts';
import { verbatim } from '../../shared/model/language.ts';
import { terminalWith } from '../support/cli.ts';
import { missingIn } from '../support/manual.ts';

const pretend: Command = {
  name: 'forecast',
  group: 'other',
  summary: { en: 'forecast the weather of an address', ko: 'IP의 날씨 예보' },
  about: [{ en: 'Shows how the weather will be where the address is.', ko: 'IP가 있는 곳의 날씨를 보여 줍니다.' }],
  positionals: [{ name: 'address', about: { en: 'The address.', ko: 'IP입니다.' } }],
  flags: [
    {
      flag: 'unit',
      value: 'name',
      about: { en: 'The unit of temperatures.', ko: '온도의 단위입니다.' },
      values: ['celsius', 'kelvin'],
      default: verbatim('celsius'),
    },
    { flag: 'only-rain', about: { en: 'Show rain alone.', ko: '비만 보여 줍니다.' } },
  ],
  exits: [
    { code: 0, when: { en: 'It stays dry.', ko: '비가 오지 않습니다.' } },
    { code: 1, when: { en: 'It rains.', ko: '비가 옵니다.' } },
    USAGE_EXIT,
  ],
  examples: [
    {
      line: 'postwatch forecast 203.0.113.25 --unit kelvin',
      does: { en: 'Forecast in kelvin.', ko: '켈빈 단위로 예보합니다.' },
    },
  ],
  load: async () => ({
    run: async (words, terminal) => {
      terminal.print(`${words.positionals.join()} ${words.text('unit')} ${words.has('only-rain')}`);
      return EXIT.warn;
    },
  }),
};
const all = [...COMMANDS, pretend];

async function ran(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const [print, complain] = [out, err].map((lines) => (line: string) => void lines.push(line));
  const code = await dispatch(args, terminalWith({ print: print!, complain: complain! }), all);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('a command that is added as the recipe says', () => {
  it('lacks nothing', () => {
    expect(missingIn(pretend)).toEqual([]);
  });

  it('runs with its arguments, and refuses wrong ones', async () => {
    const done = await ran('forecast', '203.0.113.25', '--unit', 'kelvin', '--only-rain');
    expect(done).toEqual({ code: 1, out: '203.0.113.25 kelvin true', err: '' });
    const wrong = await ran('forecast', '203.0.113.25', '--unit', 'ell');
    expect(wrong).toEqual({ code: 64, out: '', err: 'postwatch: --unit: "ell" is not one of celsius, kelvin' });
    expect((await ran('forecast', '--unti', 'ell')).err).toContain('did you mean --unit?');
    expect((await ran('forceast')).err).toContain('did you mean forecast?');
  });

  it('is in the overview and has help', async () => {
    expect((await ran('--help')).out).toMatch(/^ {2}forecast +forecast the weather of an address$/m);
    const { out } = await ran('help', 'forecast');
    for (const part of [
      'postwatch forecast <address> [options]',
      '--unit <name>',
      'One of celsius, kelvin. Default: celsius.',
      '--only-rain',
      'It rains.',
      'postwatch forecast 203.0.113.25 --unit kelvin',
      '--resolver <host:port>',
    ])
      expect(out).toContain(part);
    expect((await ran('help', 'forecast', '--language', 'ko')).out).toContain(
      '가능한 값: celsius, kelvin. 기본값: celsius',
    );
  });

  it.each(['bash', 'zsh', 'fish'] as const)('is completed in %s with its flags and values', (shell) => {
    const script = COMPLETIONS[shell](all).join('\n');
    for (const part of ['forecast', 'only-rain', 'celsius kelvin']) expect(script).toContain(part);
  });

  it('is in the man page and in docs/commands.md', () => {
    const page = manPage(all, '0.0.0');
    for (const part of ['.SS forecast', '\\-\\-unit <name>', 'It rains.']) expect(page).toContain(part);
    const docs = commandsPage(all);
    for (const part of ['## forecast', '| `--unit <name>` |', '| 1 | It rains. |']) expect(docs).toContain(part);
  });
});

describe('a command that lacks a part is named by the test of the manual', () => {
  const LACKS: readonly (readonly [Partial<Command>, string])[] = [
    [{ about: [] }, 'forecast: about: expected a paragraph'],
    [{ summary: verbatim('') }, 'forecast: summary: expected a line without a full stop'],
    [{ examples: [] }, 'forecast: examples: expected one at least'],
    [{ exits: [] }, 'forecast: exits: 0 is not explained'],
    [{ usage: ['forecast <address> --units'] }, 'forecast: usage: --units is not among the flags'],
    [{ flags: [] }, 'forecast: examples: postwatch forecast 203.0.113.25 --unit kelvin: unknown option --unit'],
    [
      { flags: [...pretend.flags, { flag: 'json', about: { en: 'Print JSON.', ko: 'JSON을 출력합니다.' } }] },
      'forecast: --json: there twice',
    ],
    [{ flags: [...pretend.flags, { flag: 'snow', about: verbatim('') }] }, 'forecast: --snow: expected sentences'],
    [{ about: [verbatim('In English only.')] }, 'forecast: about: not a sentence: In English only.'],
  ];

  it.each(LACKS.map(([lack, named]) => [named, lack] as const))('%s', (named, lack) => {
    expect(missingIn({ ...pretend, ...lack }).join('\n')).toContain(named);
  });
});
