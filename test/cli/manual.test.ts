/** What is made from the commands' data: help, completion, the man page and docs/commands.md. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMON_FLAGS, type Command } from '../../cli/command.ts';
import { COMPLETIONS } from '../../cli/help/completion.ts';
import { manPage } from '../../cli/help/man-page.ts';
import { commandsPage } from '../../cli/help/markdown.ts';
import { dispatch } from '../../cli/main.ts';
import { COMMANDS } from '../../cli/manual/index.ts';
import { LANGUAGES, within } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import { inProcess, terminalWith } from '../support/cli.ts';
import { missingIn } from '../support/manual.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MANIFEST = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const program = (name: string): string | undefined =>
  ['/bin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].map((folder) => path.join(folder, name)).find(existsSync);

describe('the manual of commands', () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))('has all that %s needs', (_name, command) => {
    expect(missingIn(command)).toEqual([]);
  });

  it('has every command in its index', async () => {
    const files = readdirSync(path.join(ROOT, 'cli/manual')).filter((file) => !/^(index|shared)\.ts$/.test(file));
    const found = await Promise.all(
      files.map(async (file) => Object.values(await import(path.join(ROOT, 'cli/manual', file))) as Command[]),
    );
    expect(found.flat().filter((one) => !COMMANDS.includes(one))).toEqual([]);
    expect(found.flat()).toHaveLength(COMMANDS.length);
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))('loads the code of %s', async (_name, one) => {
    expect((await one.load()).run).toBeTypeOf('function');
  });
});

describe('help', () => {
  it.each([['--help'], ['-h'], ['help']])('of postwatch lists the commands: %s', async (word) => {
    const { code, out, err } = await inProcess([word]);
    expect([code, err]).toEqual([0, '']);
    for (const { name } of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  it.each(COMMANDS.map(({ name }) => name))('of %s is the same by "help", "--help" and "-h"', async (name) => {
    const [first, ...others] = [await inProcess(['help', name]), await inProcess([name, '-h'])];
    expect(first).toMatchObject({ code: 0, err: '' });
    expect([...others, await inProcess([name, '--help', '--nonsense'])]).toEqual([first, first]);
  });

  it.each([60, 80, 120, 200].flatMap((width) => LANGUAGES.map((language) => [width, language] as const)))(
    'fits %i columns in %s, except lines to copy',
    async (width, language) => {
      for (const args of [['--help'], ...COMMANDS.map(({ name }) => ['help', name])]) {
        const lines: string[] = [];
        await dispatch(args, terminalWith({ width, language, print: (line) => void lines.push(line) }));
        const wide = lines.filter((line) => columns(line) > width && !/^ {4}\S/.test(line));
        expect(wide, args.join(' ')).toEqual([]);
      }
    },
  );

  it('is in the language that was asked for, or in that of the machine', async () => {
    const korean = await inProcess(['help', 'ack', '--language', 'ko']);
    expect(korean.out).toContain('재알림을 보내지 않습니다.');
    expect(await inProcess(['ack', '-h'], { language: 'ko' })).toEqual(korean);
    expect(await inProcess(['ack', '-h'], { language: 'ko', env: { POSTWATCH_LANGUAGE: 'en' } })).toEqual(
      await inProcess(['help', 'ack']),
    );
  });

  it('gives way to --version, which prints the version of the package', async () => {
    expect(await inProcess(['--version'])).toMatchObject({ code: 0, out: `postwatch ${MANIFEST.version}\n`, err: '' });
  });
});

describe('the texts of the manual', () => {
  const BANNED =
    /\b(wrong words|taken? on|stands?|standing|is no|nobody is told|told|such as|leads? (to|back)|cures?|verdict came|goes on where)\b/i;
  const all = COMMANDS.flatMap(({ name, summary, about, positionals, flags, exits, examples, instead }) =>
    [
      summary,
      ...about,
      ...[...positionals, ...flags, ...COMMON_FLAGS].map((one) => one.about),
      ...exits.map(({ when }) => when),
      ...examples.map(({ does }) => does),
      ...(instead === undefined ? [] : [instead]),
    ].map((text) => within(name, text)),
  );
  const texts = all.map(({ en }) => en);

  it('use the words of the glossary', () => {
    expect(texts.filter((text) => BANNED.test(text))).toEqual([]);
  });

  it('are in Korean too, with particles that fit any word', () => {
    expect(all.filter(({ ko }) => !/[가-힣]/.test(ko))).toEqual([]);
    expect(all.filter(({ ko }) => /[은이을과]\([는가를와]\)|\(으\)로|주소를 감시|해요|합시다/.test(ko))).toEqual([]);
  });

  it('have sentences of at most 30 words', () => {
    const sentences = texts.flatMap((text) => text.split(/(?<=[.?:]) /));
    expect(sentences.filter((one) => one.split(' ').length > 30)).toEqual([]);
  });
});

/** The files that are there before any command's code is loaded, and the packages. */
function loadedAtOnce(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!file.startsWith('/')) return seen;
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gm);
  for (const [, name = ''] of imports)
    loadedAtOnce(name.startsWith('.') ? path.resolve(path.dirname(file), name) : name, seen);
  return seen;
}

describe('the start of help', () => {
  it('loads only the data of the commands', () => {
    const roots = ['cli/main.ts', 'cli/help/screen.ts'].map((file) => path.join(ROOT, file));
    const loaded = [...new Set(roots.flatMap((file) => [...loadedAtOnce(file)]))].map((file) =>
      path.isAbsolute(file) ? path.relative(ROOT, file) : file,
    );
    expect(loaded.filter((file) => !/^cli\/(manual\/|help\/)?[\w-]+\.ts$/.test(file)).toSorted()).toEqual([
      'node:fs',
      'node:os',
      'node:util',
      'shared/model/defined.ts',
      'shared/model/json.ts',
      'shared/model/language.ts',
      'shared/model/text.ts',
    ]);
  });
});

describe('--color', () => {
  const painted = async (...args: string[]): Promise<boolean> => {
    const lines: string[] = [];
    await dispatch(args, terminalWith({ colour: false, print: (line) => void lines.push(line) }));
    return lines.join('').includes('\u001b[');
  };

  it('paints an output that is not a terminal only with "always", not with "never" or "auto"', async () => {
    expect(await painted('lists', '--color', 'always')).toBe(true);
    expect(await painted('lists', '--color', 'never')).toBe(false);
    expect(await painted('lists', '--color=auto')).toBe(false);
  });

  it('paints nothing on a terminal with "never"', async () => {
    const lines: string[] = [];
    const terminal = terminalWith({ colour: true, print: (line) => void lines.push(line) });
    await dispatch(['lists', '--color', 'never'], terminal);
    expect(lines.join('')).not.toContain('\u001b[');
  });
});

describe('the files that are made from the manual', () => {
  const AGAIN = 'run "npm run manual" to write it again';

  it('docs/commands.md is up to date', () => {
    expect(readFileSync(path.join(ROOT, 'docs/commands.md'), 'utf8'), AGAIN).toBe(commandsPage(COMMANDS));
  });

  it('man/postwatch.1 is up to date', () => {
    const page = manPage(COMMANDS, MANIFEST.version);
    expect(readFileSync(path.join(ROOT, 'man/postwatch.1'), 'utf8'), AGAIN).toBe(page);
  });

  it('man/postwatch.1 is in the package', () => {
    expect(MANIFEST.files).toContain('man/postwatch.1');
    expect(MANIFEST.man).toEqual(['man/postwatch.1']);
  });

  const groff = program('groff');
  it.skipIf(groff === undefined)('man/postwatch.1 has no fault for groff (skipped without groff)', () => {
    const file = path.join(ROOT, 'man/postwatch.1');
    const { status, stderr, stdout } = spawnSync(groff ?? '', ['-man', '-Tutf8', '-ww', file], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('postwatch');
  });
});

describe('completion', () => {
  const script = (shell: keyof typeof COMPLETIONS): string => `${COMPLETIONS[shell](COMMANDS).join('\n')}\n`;
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-completion-'));
  const written = (shell: keyof typeof COMPLETIONS): string => {
    const file = path.join(folder, `postwatch.${shell}`);
    writeFileSync(file, script(shell));
    return file;
  };

  it.each(['bash', 'zsh', 'fish'] as const)('prints the script for %s', async (shell) => {
    expect(await inProcess(['completion', shell])).toMatchObject({ code: 0, out: script(shell), err: '' });
  });

  it.each([
    [[], 'completion needs one shell: bash, zsh, fish'],
    [['tcsh'], '"tcsh" is not one of bash, zsh, fish'],
  ])('refuses %j', async (words, why) => {
    expect(await inProcess(['completion', ...words])).toMatchObject({ code: 64, out: '', err: `postwatch: ${why}\n` });
  });

  const bash = program('bash');
  describe.skipIf(bash === undefined)('in bash (skipped without it)', () => {
    const run = (...args: string[]) => spawnSync(bash ?? '', args, { encoding: 'utf8', cwd: folder });

    /** What bash would offer for the last of the words. */
    const offered = (...words: string[]): readonly string[] => {
      const line = ['postwatch', ...words].map((word) => `'${word}'`).join(' ');
      const ask = `source '${written('bash')}'; complete -p postwatch; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _postwatch; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = run('--norc', '-c', ask);
      const [spec, ...words_] = stdout.trimEnd().split('\n');
      expect([spec, stderr]).toEqual(['complete -F _postwatch postwatch', '']);
      return words_;
    };

    it('has a well-formed script', () => {
      expect(run('-n', written('bash'))).toMatchObject({ status: 0, stderr: '' });
    });

    it('completes commands', () => {
      expect(offered('')).toEqual([...COMMANDS.map(({ name }) => name), '--help', '--version']);
      expect(offered('in')).toEqual(['incidents', 'init']);
    });

    it('completes the flags of a command, and no others', () => {
      expect(offered('check', '--re')).toEqual(['--require', '--resolver']);
      expect(offered('watch', '--o')).toEqual(['--once']);
      expect(offered('check', '203.0.113.1', '--j')).toEqual(['--json']);
    });

    it('completes values of a closed set', () => {
      expect(offered('check', '--require', '')).toEqual(['critical', 'none']);
      expect(offered('lists', '--color', 'a')).toEqual(['auto', 'always']);
      expect(offered('lists', '--color', '=', 'n')).toEqual(['never']);
      expect(offered('reverse-dns', '203.0.113.1', '--language', '')).toEqual(['en', 'ko']);
      expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
      expect(offered('help', 'wa')).toEqual(['watch']);
      expect(offered('lookup', 'm')).toEqual(['mx:', 'mta-sts:']);
      expect(offered('lookup', 'h')).toEqual(['http:', 'https:', 'help']);
    });

    it('completes files where a file is expected, and offers nothing where nothing is known', () => {
      expect(offered('check', '--settings', 'postwatch.b')).toEqual(['postwatch.bash']);
      expect(offered('diagnose', 'postwatch.b')).toEqual(['postwatch.bash']);
      expect(offered('check', '--domain', '')).toEqual([]);
      expect(offered('lookup', 'mx', ':')).toEqual([]);
      expect(offered('lookup', 'mx', ':', 'm')).toEqual([]);
    });
  });

  for (const shell of ['zsh', 'fish'] as const) {
    const found = program(shell);
    it.skipIf(found === undefined)(`has a well-formed script for ${shell} (skipped without it)`, () => {
      const flag = shell === 'zsh' ? '-n' : '--no-execute';
      expect(spawnSync(found ?? '', [flag, written(shell)], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    });
  }
});
