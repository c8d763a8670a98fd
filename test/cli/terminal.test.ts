import { tmpdir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../cli/commands/index.ts';
import { hanging, paint } from '../../cli/terminal.ts';
import { columns } from '../../shared/model/text.ts';
import { cliOnFull, hasFull, inProcess, isOneLine, terminalWith } from '../support/cli.ts';

describe('help', () => {
  it.each([[['--help']], ...COMMANDS.map(({ name }) => [[name, '--help']])])('of %s fits a terminal', async (args) => {
    const { out } = await inProcess(args);
    expect(out.split('\n').filter((line) => columns(line) > 96)).toEqual([]);
  });
});

describe('a text behind its head', () => {
  it('begins where the others begin, in colour as without', () => {
    for (const colour of [false, true]) {
      const terminal = terminalWith({ colour, width: 20 });
      const lines = hanging(paint(terminal, 'cyan', 'saw'), 'a text of several words', 6, terminal);
      expect(lines.map(stripVTControlCharacters)).toEqual(['saw   a text of', '      several words']);
    }
  });
});

describe('wrong words', () => {
  it.each([
    [['check', '203.0.113.25', '--domain'], '--domain needs a value after it'],
    [['check', '203.0.113.25', '--domain', '--json'], '--domain needs a value after it'],
    [['check', '203.0.113.25', '--json=x'], "Option '--json' does not take an argument"],
    [['check', '203.0.113.25', '--nope'], "Unknown option '--nope'"],
    [['init', 'x'], 'init takes no words, and got "x"; it asks for them'],
  ])('%j', async (args, told) => {
    const { code, out, err } = await inProcess(args);
    expect([code, out, err]).toEqual([64, '', `postwatch: ${told}\n`]);
  });
});

describe.runIf(hasFull)('what cannot be written', () => {
  it('is no pass, and is said', async () => {
    const { code, err } = await cliOnFull('stdout', ['lists'], tmpdir());
    expect(code).toBe(3);
    expect(isOneLine(err)).toBe(true);
    expect(err).toContain('standard output cannot be written: ENOSPC');
  });

  it('leaves the exit code to speak where it is a complaint', async () => {
    expect((await cliOnFull('stderr', ['nope'], tmpdir())).code).toBe(64);
  });
});
