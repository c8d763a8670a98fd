import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../cli/commands/index.ts';
import { hanging, paint } from '../../cli/terminal.ts';
import { columns } from '../../shared/model/text.ts';
import { inProcess, isOneLine, terminalWith } from '../support/cli.ts';

const BIN = path.resolve(import.meta.dirname, '../../cli/postwatch.js');

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

/** A disk that is full, as Linux plays it. */
const FULL = '/dev/full';

describe.runIf(existsSync(FULL))('what cannot be written', () => {
  const run = (args: readonly string[], stream: 'stdout' | 'stderr') => {
    const full = openSync(FULL, 'w');
    const stdio = [0, 1, 2].map((fd) => (fd === (stream === 'stdout' ? 1 : 2) ? full : 'pipe') as 'pipe' | number);
    const { status, stderr } = spawnSync(process.execPath, [BIN, ...args], { stdio, encoding: 'utf8' });
    closeSync(full);
    return { status, stderr };
  };

  it('is no pass, and is said', () => {
    const { status, stderr } = run(['lists'], 'stdout');
    expect(status).toBe(3);
    expect(isOneLine(stderr)).toBe(true);
    expect(stderr).toContain('standard output cannot be written: ENOSPC');
  });

  it('leaves the exit code to speak where it is a complaint', () => {
    expect(run(['nope'], 'stderr').status).toBe(64);
  });
});
