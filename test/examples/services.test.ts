/** The units and the crontab of the examples: what they say holds together, and what they start does its work. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openMemory } from '../../adapters/local/memory.ts';
import { readWords } from '../../cli/command.ts';
import { dispatch } from '../../cli/main.ts';
import { COMMANDS } from '../../cli/manual/index.ts';
import { parseSettings } from '../../shared/settings/settings.ts';
import { type CliWorld, cliWorld, list } from '../cli/world.ts';
import { inProcess, terminalWith } from '../support/cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLES = path.join(ROOT, 'examples');
const UNITS = path.join(EXAMPLES, 'systemd');
const read = (file: string): string => readFileSync(path.join(EXAMPLES, file), 'utf8');

/** Where the README installs to, and what the units and the crontab agree on. */
const PROGRAM = '/opt/postwatch/bin/postwatch';
const SETTINGS = '/etc/postwatch/postwatch.json';
const STATE = '/var/lib/postwatch';
const MEMORY = `${STATE}/postwatch.db`;

/** The subject of the one notice there is. */
const NOTICE = /^\[Postwatch\] .*203\.0\.113\.4/m;

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.close());

/** Throws, in the product's own words, if it would refuse these words before it does anything. */
function checkWords([name = '', ...rest]: readonly string[]): void {
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw new Error(`there is no command ${name}`);
  readWords(rest, command.flags);
}

type Installation = {
  /** A place of a real one -> the place here. */
  readonly at: (place: string) => string;
  /** Command lines that name the places of a real one name those of this one. */
  readonly moved: (line: string) => string;
};

/** A folder in the place of `/`, with the program and its settings where the README puts them. */
function installation(): Installation {
  const root = mkdtempSync(path.join(tmpdir(), 'installation-'));
  const at = (place: string): string => path.join(root, place);
  for (const folder of [path.dirname(PROGRAM), path.dirname(SETTINGS), STATE])
    mkdirSync(at(folder), { recursive: true });
  writeFileSync(at(PROGRAM), `#!/bin/sh\nexec '${process.execPath}' '${path.join(ROOT, 'cli/postwatch.js')}' "$@"\n`);
  chmodSync(at(PROGRAM), 0o755);
  const settings = {
    senders: [{ address: '203.0.113.1' }, { address: '203.0.113.4' }],
    resolvers: [world.resolver],
    lists: { file: world.file('lists.json', [list('good')]) },
    memory: at(MEMORY),
  };
  writeFileSync(at(SETTINGS), JSON.stringify(settings));
  return { at, moved: (line) => line.replace(/(^|\s)\/(opt|etc|var)\//g, `$1${root}/$2/`) };
}

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** As cron starts a line. */
async function runLine(line: string, { cwd = '/', PATH }: { cwd?: string; PATH: string | undefined }): Promise<Ended> {
  const env = { PATH, SYSTEMD_COLORS: '0', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };
  const child = spawn('/bin/sh', ['-c', line], { cwd, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const text = { out: '', err: '' };
  child.stdout.on('data', (part) => {
    text.out += String(part);
  });
  child.stderr.on('data', (part) => {
    text.err += String(part);
  });
  const [code] = await once(child, 'close');
  return { code, ...text };
}

/** In this process, and told to stop as soon as there is output. */
async function runHere({ moved }: Installation, words: readonly string[]): Promise<Ended> {
  const text = { out: '', err: '' };
  let stop = (): void => {};
  const terminal = terminalWith({
    print: (line) => {
      text.out += `${line}\n`;
      stop();
    },
    complain: (line) => {
      text.err += `${line}\n`;
    },
    onStop: (callBack) => {
      stop = callBack;
    },
  });
  return { code: await dispatch(words.map(moved), terminal), ...text };
}

type Unit = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** systemd.syntax(7), without line continuations. Throws for what is no line of a unit. */
function parseUnit(text: string): Unit {
  const unit: Record<string, Record<string, string[]>> = {};
  let section: Record<string, string[]> | undefined;
  for (const line of text.split('\n').filter((one) => one !== '' && !/^[#;]/.test(one))) {
    const name = /^\[(\w+)\]$/.exec(line)?.[1];
    if (name !== undefined) {
      section = {};
      unit[name] = section;
      continue;
    }
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (key === undefined || section === undefined || line.endsWith('\\'))
      throw new Error(`no line of a unit: ${line}`);
    section[key] = [...(section[key] ?? []), value];
  }
  return unit;
}

const unitOf = (file: string): Unit => parseUnit(readFileSync(path.join(UNITS, file), 'utf8'));
const SERVICES = ['postwatch.service', 'postwatch-once.service'] as const;

/** What a service runs: the program, its words, and the file in the credentials that `--settings` names last. */
function startOf(file: string): { program: string; words: readonly string[]; credential: string | undefined } {
  const [program = '', ...words] = unitOf(file)['Service']!['ExecStart']!.join('\n').split(' ');
  expect(words.at(-2)).toBe('--settings');
  return { program, words, credential: /^\$\{CREDENTIALS_DIRECTORY\}\/(.+)$/.exec(words.at(-1)!)?.[1] };
}

describe('the systemd units of the examples', () => {
  it.each(SERVICES)('%s starts a valid command line, with paths that agree', (file) => {
    const { Service: service = {} } = unitOf(file);
    const { program, words, credential } = startOf(file);
    expect(program).toBe(PROGRAM);
    checkWords(words);
    expect(service['LoadCredential']).toEqual([`${credential}:${SETTINGS}`]);
    expect(service['StateDirectory']).toEqual([path.relative('/var/lib', STATE)]);
  });

  it.each(SERVICES)('%s runs: a pass with a notice, and exit code 0', async (file) => {
    const there = installation();
    const { code, out } = await runHere(there, startOf(file).words.with(-1, SETTINGS));
    expect(code).toBe(0);
    expect(out).toMatch(NOTICE);
    expect(existsSync(there.at(MEMORY))).toBe(true);
  });

  it('differ only in how they start and stop', () => {
    const [stays, once] = SERVICES.map((file) => ({ ...unitOf(file)['Service'] }));
    const own = ['Type', 'ExecStart', 'Restart', 'RestartSec', 'RestartPreventExitStatus', 'TimeoutStopSec'];
    for (const key of own) for (const service of [stays!, once!]) delete service[key];
    expect(once).toEqual(stays);
    expect(Object.keys(once!).length).toBeGreaterThan(25);
  });

  it('have a timer that starts the service of its name, and stops the one that stays', () => {
    const timer = unitOf('postwatch-once.timer');
    expect(readdirSync(UNITS)).toContain('postwatch-once.service');
    expect(timer['Timer']).not.toHaveProperty('Unit');
    expect(timer['Unit']!['Conflicts']).toEqual(['postwatch.service']);
    expect(timer['Install']!['WantedBy']).toEqual(['timers.target']);
    expect(unitOf('postwatch.service')['Install']!['WantedBy']).toEqual(['multi-user.target']);
  });
});

/** Why systemd cannot judge the units here; '' if it can. Before 250 it judges only what is installed. */
function whyNoSystemd(): string {
  try {
    const version = /^systemd (\d+)/.exec(execFileSync('systemd-analyze', ['--version'], { encoding: 'utf8' }))?.[1];
    return Number(version) >= 250 ? '' : `systemd-analyze is of version ${version}, and 250 is needed`;
  } catch {
    return 'systemd-analyze is missing (Debian: apt-get install systemd)';
  }
}
const why = whyNoSystemd();

describe.skipIf(why !== '')(`systemd's own judgement of the units${why === '' ? '' : ` (skipped: ${why})`}`, () => {
  /** The units with a program that is there, and with more settings for each service. */
  function copied(more = ''): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'units-'));
    for (const file of readdirSync(UNITS)) {
      const text = readFileSync(path.join(UNITS, file), 'utf8').replaceAll(PROGRAM, process.execPath);
      writeFileSync(path.join(folder, file), text.replace(/^ExecStart=/m, `${more}$&`));
    }
    return folder;
  }
  const analyze = (cwd: string, words: string): Promise<Ended> =>
    runLine(`systemd-analyze --no-pager ${words} 2>&1`, { cwd, PATH: process.env['PATH'] });
  const verify = (cwd: string): Promise<Ended> =>
    analyze(cwd, `verify --recursive-errors=no --man=no ${readdirSync(UNITS).join(' ./').replace(/^/, './')}`);

  it('finds no mistake, and would find one', async () => {
    expect(await verify(copied())).toEqual({ code: 0, out: '', err: '' });
    expect((await verify(copied('NoSuchSetting=yes\n'))).out).toContain('NoSuchSetting');
  });

  // 1.3 of 10 in systemd 252, which calls 2 "OK".
  it.each(SERVICES)('%s is exposed less than 2 of 10, and a service that is not hardened is not', async (file) => {
    const security = `security --offline=yes --threshold=20 ./${file}`;
    const { code, out } = await analyze(copied(), security);
    expect(code, out).toBe(0);
    const folder = copied();
    const bare = readFileSync(path.join(folder, file), 'utf8').replace(/^(Restrict|Protect|SystemCall).*$/gm, '');
    writeFileSync(path.join(folder, file), bare);
    expect((await analyze(folder, security)).code).toBe(1);
  });
});

type CronJob = { readonly times: readonly string[]; readonly user: string; readonly command: string };
type Crontab = { readonly environment: Readonly<Record<string, string>>; readonly jobs: readonly CronJob[] };

/** crontab(5), the form with a user. Throws for what is no line of it. */
function parseCrontab(text: string): Crontab {
  const environment: Record<string, string> = {};
  const jobs: CronJob[] = [];
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the last line has no end, and cron does not read such a line');
  for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) {
    const [, name, value = ''] = /^([A-Z]+)=(.*)$/.exec(line) ?? [];
    const [, times = '', user = '', command = ''] = /^((?:[\d*,/-]+ ){5})([a-z]+) (.+)$/.exec(line) ?? [];
    if (name !== undefined) environment[name] = value;
    else if (command !== '') jobs.push({ times: times.trim().split(' '), user, command });
    else throw new Error(`no line of a crontab: ${line}`);
  }
  return { environment, jobs };
}

describe('the crontab of the examples', () => {
  const { environment, jobs } = parseCrontab(read('cron/postwatch'));
  const [job] = jobs;
  const [, program, text = '', log] = /^(\S+) (.+) >> (\S+)$/.exec(job!.command)!;
  const words = text.split(' ');

  it('has one job, every quarter of an hour, with a valid command line and paths that agree', () => {
    expect(jobs).toEqual([job]);
    const [minutes, ...others] = job!.times;
    expect(others).toEqual(['*', '*', '*', '*']);
    expect(minutes).toMatch(/^([0-9]|1[0-4])-59\/15$/);
    expect(job!.user).toBe('postwatch');
    // cron makes a line break of it.
    expect(job!.command).not.toContain('%');
    expect([program, ...words.slice(-2), log]).toEqual([PROGRAM, '--settings', SETTINGS, `${STATE}/watch.log`]);
    checkWords(words);
  });

  it('runs with output and notices in the log and the memory beside it, and mails nothing', async () => {
    const { moved, at } = installation();
    const ended = await runLine(moved(job!.command), { PATH: environment['PATH'] });
    expect(ended).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(at(log!), 'utf8')).toMatch(NOTICE);
    expect(existsSync(at(MEMORY))).toBe(true);
  });

  it('needs no flock: beside another watch it does nothing, mails one line and ends with 3', async () => {
    const there = installation();
    const memory = openMemory(there.at(MEMORY), ['console']);
    onTestFinished(memory.close);
    const err = expect.stringMatching(/^postwatch: .*postwatch\.db[^\n]*\n$/);
    expect(await runHere(there, words)).toEqual({ code: 3, out: '', err });
  });

  it('explains each exit code that the command has, as the unit does', async () => {
    const codes = COMMANDS.find(({ name }) => name === 'watch')!.exits.map(({ code }) => String(code));
    expect(codes).toEqual(['0', '1', '3', '64']);
    const comments = (file: string): string => read(file).replace(/^[^#].*$/gm, '');
    for (const code of codes) {
      expect(comments('cron/postwatch')).toMatch(new RegExp(`^# {3}${code} `, 'm'));
      expect(comments('systemd/postwatch-once.service')).toMatch(new RegExp(`\\b${code} if `));
    }
  });
});

describe('the README of the examples', () => {
  const readme = read('README.md');
  /** The lines of its code blocks. */
  const commands = readme
    .split(/^ *```.*$/m)
    .filter((_, at) => at % 2 === 1)
    .flatMap((block) => block.split('\n').map((line) => line.trim()));

  it('calls Postwatch only with arguments that it accepts', () => {
    const called = commands.flatMap((line) => {
      const [, words] = /(?:^npx postwatch|\/opt\/postwatch\/bin\/postwatch) (.+)$/.exec(line) ?? [];
      return words === undefined ? [] : [words.split(' ')];
    });
    expect(called.map(([name]) => name)).toEqual(['notices', 'init', 'incidents']);
    for (const words of called) checkWords(words);
  });

  // The sed of other systems takes other words.
  const onLinux = it.skipIf(process.platform !== 'linux');
  onLinux('puts the memory where the services can write, into settings as init writes them (Linux only)', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'settings-')), 'postwatch.json');
    const answers = ['en', 'UTC', '203.0.113.25', 'example.com', 'mail.example.com'];
    expect(await inProcess(['init', '--settings', file], { answers })).toMatchObject({ code: 0 });
    const sed = commands.filter((line) => line.startsWith('sudo sed '));
    expect(sed).toEqual([expect.stringMatching(new RegExp(` ${SETTINGS}$`))]);
    await runLine(sed[0]!.replace('sudo ', '').replace(SETTINGS, file), { PATH: process.env['PATH'] });
    const settings = parseSettings(JSON.parse(readFileSync(file, 'utf8')));
    expect(settings).toMatchObject({ ok: true, value: { memory: MEMORY } });
    for (const example of [...SERVICES.map((name) => `systemd/${name}`), 'cron/postwatch'])
      expect(read(example)).toContain(`"memory": "${MEMORY}"`);
  });

  it('names only files and folders that exist, and every one of the units', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => path.join('examples', target));
    const words = commands.flatMap((line) => line.split(' ')).filter((word) => word.startsWith('examples/'));
    expect([...links, ...words].filter((place) => !existsSync(path.join(ROOT, place)))).toEqual([]);
    const copied = words.filter((word) => word.startsWith('examples/systemd/')).map((word) => path.basename(word));
    expect(copied.sort()).toEqual(readdirSync(UNITS).sort());
    const started = commands.flatMap(
      (line) => /^sudo systemctl (?:start|restart|enable --now) (.+)$/.exec(line)?.[1] ?? [],
    );
    expect(started.length).toBeGreaterThan(2);
    for (const unit of started) expect(readdirSync(UNITS)).toContain(unit);
  });
});
