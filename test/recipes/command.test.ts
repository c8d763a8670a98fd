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
import { terminalWith } from '../support/cli.ts';
import { missingIn } from '../support/manual.ts';

const pretend: Command = {
  name: 'forecast',
  summary: 'forecast the weather of an address',
  about: ['Tells how the weather will be where the address is.'],
  positionals: [{ name: 'address', about: 'The address.' }],
  flags: [
    {
      flag: 'unit',
      value: 'name',
      about: 'The unit of temperatures.',
      values: ['celsius', 'kelvin'],
      default: 'celsius',
    },
    { flag: 'only-rain', about: 'Tell about rain alone.' },
  ],
  exits: [
    { code: 0, when: 'It stays dry.' },
    { code: 1, when: 'It rains.' },
    { code: 64, when: 'Usage error. Nothing was done.' },
  ],
  examples: [{ line: 'postwatch forecast 203.0.113.25 --unit kelvin', does: 'Forecast in kelvin.' }],
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

describe('a command that was added by the recipe', () => {
  it('lacks nothing', () => {
    expect(missingIn(pretend)).toEqual([]);
  });

  it('runs with its words, and is refused wrong ones', async () => {
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

describe('what is missing is named', () => {
  it.each<[Partial<Command>, string]>([
    [{ about: [] }, 'forecast: about: expected a paragraph'],
    [{ summary: '' }, 'forecast: summary: expected a line without a full stop'],
    [{ examples: [] }, 'forecast: examples: expected one at least'],
    [{ exits: [] }, 'forecast: exits: 0 is not explained'],
    [{ usage: ['forecast <address> --units'] }, 'forecast: usage: --units is not among the flags'],
    [{ flags: [] }, "forecast: examples: postwatch forecast 203.0.113.25 --unit kelvin: Unknown option '--unit'"],
    [{ flags: [...pretend.flags, { flag: 'json', about: 'Print JSON.' }] }, 'forecast: --json: there twice'],
    [{ flags: [...pretend.flags, { flag: 'snow', about: '' }] }, 'forecast: --snow: expected sentences'],
  ])('%j', (lack, named) => {
    expect(missingIn({ ...pretend, ...lack }).join('\n')).toContain(named);
  });
});
