/** incidents, ack, snooze and history: on the memory of this machine, beside a watch, and on an API elsewhere. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { besideMemory, openMemory } from '../../adapters/local/memory.ts';
import { createApp } from '../../shared/http/app.ts';
import { acknowledgeIncident } from '../../shared/watch/acts/acts.ts';
import { INCIDENT, SNOOZE, type TestApi, TOKEN, testApi, watched } from '../http/support/api.ts';
import { inProcess, isOneLine, type Ran } from '../support/cli.ts';
import { shown } from '../support/titles.ts';
import { HOUR, scripted } from '../support/watch.ts';

const OTHER = 'ffffffffffff';

let api: TestApi;
let folder: string;
let settings: string;
/** That of the API elsewhere, and that of this machine; as the runs left them for each test. */
let memories: readonly string[];
let untouched: Buffer;
beforeAll(async () => {
  api = testApi();
  await watched(api);
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-acts-'));
  settings = path.join(folder, 'settings.json');
  memories = [api.folder, folder].map((one) => path.join(one, 'watch.db'));
  untouched = readFileSync(path.join(api.folder, 'watch.db'));
  writeFileSync(settings, JSON.stringify({ memory: memories[1], notices: { zone: 'Asia/Seoul' } }));
});
beforeEach(() => {
  for (const memory of memories) {
    rmSync(memory, { force: true });
    writeFileSync(memory, untouched, { mode: 0o600 });
  }
});
afterAll(() => {
  api.close();
  rmSync(folder, { recursive: true, force: true });
});

const here = (...args: string[]): Promise<Ran> => inProcess([...args, '--settings', settings]);
const jsonOf = ({ out }: Ran) => JSON.parse(out);

/** What is refused, or has nothing to show: the exit code and what is said. */
const ENDS: readonly (readonly [args: readonly string[], code: number, said: string])[] = [
  [['ack', OTHER, '--why', 'x'], 2, `there is no incident "${OTHER}"`],
  [['ack', '../a b/\r\n', '--why', 'x'], 2, 'there is no incident "../a b/  "'],
  [['ack', INCIDENT, '--why', 'x', '--until', '2020-01-01'], 64, 'is not in the future'],
  [['ack', 'fffffe', '--why', 'x'], 2, 'no open incident begins with "fffffe"'],
  [['ack', '--all', '--target', '198.51.100.1', '--why', 'x'], 2, 'no incident is open'],
  [['ack', INCIDENT, '--why', ' '], 64, 'why: give a reason'],
  [['ack', INCIDENT, '--why', 'x'.repeat(600)], 64, '600 characters are too many'],
  [['snooze', '--end', OTHER], 2, 'here is no snooze'],
  [['snooze', '--list', 'good', '--for', '3q', '--why', 'x'], 64, 'for: "3q" is not a valid duration'],
  [['snooze', '--for', '3d', '--why', 'x'], 64, 'give a target, a list or a finding'],
  [['history', 'no target'], 64, 'postwatch: '],
  [['history', '198.51.100.77'], 1, ''],
  [['incidents', '--zone', 'Mars/Base'], 64, '--zone: "Mars/Base" is not a time zone'],
];

/** One way to the same: what each command does, and what it says. */
function story(run: (...args: string[]) => Promise<Ran>, by: string): void {
  it('incidents lists the open incidents', async () => {
    const { code, out, err } = await run('incidents', '--zone', 'Asia/Seoul');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${INCIDENT}  203.0.113.4  FAIL critical  dnsbl.listed  good\n`);
    expect(out).toContain('        since 2026-11-24 21:00 KST (12:00 UTC)\n');
    expect(out).toMatch(/\n2 open incidents\n$/);
  });

  it('ack acknowledges an incident, names who did it, and takes it off the list', async () => {
    const why = 'ticket \u001b[31m7\r\nroot: 이사';
    const done = await run('ack', INCIDENT, '--why', why, '--until', '2999-01-01', '--zone', 'Asia/Seoul');
    expect([done.code, done.out, done.err]).toEqual([0, `${INCIDENT}  203.0.113.4  acknowledged\n`, '']);
    expect((await run('incidents')).out).toMatch(/\n1 open incident; 1 more acknowledged \(--all shows it\)\n$/);
    const all = jsonOf(await run('incidents', '--all', '--json')).incidents;
    const { acknowledged } = all.find(({ id }: { id: string }) => id === INCIDENT);
    expect(acknowledged).toMatchObject({ by, why: 'ticket  [31m7  root: 이사', until: '2998-12-31T15:00:00.000Z' });
    expect((await run('incidents', '--all')).out).toContain(`acknowledged by ${by} at `);
  });

  it('ack takes several incidents by the beginnings of their ids', async () => {
    const ids: string[] = jsonOf(await run('incidents', '--json')).incidents.map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(2);
    const several = await run('ack', ...ids.map((id) => id.slice(0, 6)), '--why', 'ticket 7', '--json');
    expect(several.code).toBe(0);
    expect(jsonOf(several).incidents.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect((await run('incidents')).out).toBe('2 open incidents, all acknowledged (--all shows them)\n');
    const again = await run('ack', '--all', '--target', '203.0.113.4', '--why', 'x');
    expect(again).toMatchObject({ code: 2, out: '', err: expect.stringContaining('acknowledged already') });
  });

  it('ack --all acknowledges every incident of a target', async () => {
    const done = await run('ack', '--all', '--target', '::ffff:203.0.113.4', '--why', 'ticket 7');
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toMatch(/^[0-9a-f]{12} {2}203\.0\.113\.4 {2}acknowledged\n/);
    expect((await run('incidents', '--target', '203.0.113.4')).out).toMatch(/^1 open incident, acknowledged/);
  });

  it('unack reopens an acknowledged incident, and the history remembers who did it', async () => {
    await run('ack', INCIDENT, '--why', 'ticket 7');
    const done = await run('unack', INCIDENT.slice(0, 8));
    expect([done.code, done.out, done.err]).toEqual([0, `${INCIDENT}  203.0.113.4  open\n`, '']);
    expect((await run('incidents')).out).toMatch(/\n2 open incidents\n$/);
    const { out } = await run('history', '203.0.113.4', '--zone', 'UTC');
    expect(out).toContain(`acknowledgement taken back by ${by} at `);
    const none = await run('unack', '--all', '--target', '203.0.113.4');
    expect(none).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no open incident is acknowledged') });
    expect(await run('unack', OTHER)).toMatchObject({ code: 2, out: '' });
  });

  it('ack acknowledges the other incidents where one id is unknown, and names the unknown one', async () => {
    const ran = await run('ack', OTHER, INCIDENT, '--why', 'ticket 7');
    expect([ran.code, ran.out]).toEqual([2, `${INCIDENT}  203.0.113.4  acknowledged\n`]);
    expect(ran.err).toContain(OTHER);
    expect(isOneLine(ran.err)).toBe(true);
  });

  it('incidents filters and sorts the list', async () => {
    const ids = async (...args: string[]): Promise<string[]> =>
      jsonOf(await run('incidents', '--json', ...args)).incidents.map(({ finding }: { finding: string }) => finding);
    const all = await ids();
    expect(await ids('--target', '203.0.113.4')).toContain('dnsbl.listed');
    expect(await ids('--target', '198.51.100.1')).toEqual([]);
    expect(await ids('--finding', 'dnsbl.listed')).toEqual(['dnsbl.listed']);
    expect(await ids('--severity', 'critical')).toContain('dnsbl.listed');
    for (const sort of ['severity', 'since', 'target'])
      expect((await ids('--sort', sort)).toSorted()).toEqual(all.toSorted());
  });

  it('incidents shows the list to programs', async () => {
    const one = ['incidents', '--finding', 'dnsbl.listed', '--format'];
    const json = await run(...one, 'json');
    expect(json.out).toBe((await run('incidents', '--finding', 'dnsbl.listed', '--json')).out);
    const [incident] = jsonOf(json).incidents;
    expect(JSON.parse((await run(...one, 'jsonl')).out)).toEqual(incident);
    const csv = (await run(...one, 'csv')).out.split('\n');
    expect(csv[0]).toMatch(/^id,target,subject,finding,severity,status,since,/);
    expect(csv[1]).toMatch(new RegExp(`^${INCIDENT},203\\.0\\.113\\.4,good,dnsbl\\.listed,critical,fail,2026-`));
    const nagios = await run(...one, 'nagios');
    expect(nagios).toMatchObject({ code: 2, err: '' });
    expect(nagios.out).toMatch(
      /^POSTWATCH CRITICAL - 1 open incident: 203\.0\.113\.4 dnsbl\.listed: [^|]* \| open=1 critical=1 major=0 minor=0 info=0 acknowledged=0\n$/,
    );
    const none = await run('incidents', '--target', '198.51.100.1', '--format', 'nagios');
    expect(none).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^POSTWATCH OK - no open incidents \| /),
    });
  });

  // Which of the two is newer is this machine's clock's affair: the runs were made at a time of their own.
  it('history tells what happened to a target', async () => {
    await run('ack', INCIDENT, '--why', 'ticket 7');
    const { code, out } = await run('history', '203.0.113.4', '--zone', 'UTC');
    expect(code).toBe(0);
    const heads = out.split('\n').filter((line) => /^\d{4}-/.test(line));
    expect(heads.map((line) => line.slice(16)).sort()).toEqual([
      ' UTC  ACKNOWLEDGED 203.0.113.4: listed on a blocklist',
      ' UTC  OPENED 203.0.113.4: listed on a blocklist',
    ]);
    expect(jsonOf(await run('history', '::ffff:203.0.113.4', '--json')).history).toHaveLength(2);
  });

  it('snooze mutes notices, lists the snooze, and ends it', async () => {
    const begun = await run('snooze', '--list', 'good', '--for', '2h', '--why', 'they know', '--json');
    const { snooze } = jsonOf(begun);
    expect(snooze).toMatchObject({ by, list: 'good', why: 'they know' });
    expect(Date.parse(snooze.until) - Date.parse(snooze.from)).toBe(2 * HOUR);
    const shown = await run('snooze');
    expect(shown.out).toContain(`${snooze.id}  list good\n`);
    expect(shown.out).toContain(`        by ${by}: they know\n`);
    expect((await run('incidents', '--all')).out).toContain(`snoozed (${snooze.id})`);
    expect(await run('snooze', '--end', snooze.id)).toMatchObject({
      code: 0,
      out: `The snooze ${snooze.id} has ended.\n`,
    });
    expect(jsonOf(await run('snooze', '--json')).snoozes.map(({ id }: { id: string }) => id)).toEqual([SNOOZE.id]);
  });

  it.each(ENDS.map((row) => [shown(row[0]), row[1], row] as const))(
    '%s exits with %i',
    async (_words, _code, [args, code, said]) => {
      const ran = await run(...args);
      expect(ran.code).toBe(code);
      if (said === '') expect(ran.out).toContain('nothing is recorded about');
      else expect(ran).toMatchObject({ out: '', err: expect.stringContaining(said) });
      if (said !== '') expect(isOneLine(ran.err)).toBe(true);
    },
  );
}

describe('the commands for incidents on this machine', () => {
  story(here, 'alice');

  it('ack writes beside a watch that holds the lock of the memory', async () => {
    const watch = openMemory(path.join(folder, 'watch.db'), ['test']);
    expect((await here('ack', INCIDENT, '--why', 'again')).code).toBe(0);
    expect((await watch.incident(INCIDENT))?.state).toBe('acknowledged');
    watch.close();
  });

  it.each([
    [['incidents', '--all']],
    [['incidents', '--format', 'jsonl']],
    [['history', '203.0.113.4']],
    [['snooze']],
    [['ack', OTHER, '--why', 'x']],
  ])('%j is the same for a program in every locale', async (args) => {
    const forProgram = args.includes('--format') ? args : [...args, '--json'];
    const [english, korean] = [
      await inProcess([...forProgram, '--settings', settings]),
      await inProcess([...forProgram, '--settings', settings], { language: 'ko' }),
    ];
    expect(korean).toEqual(english);
    expect(english.out).not.toContain('translated');
    if (!args.includes('--format')) expect(jsonOf(english)).toMatchObject({ schemaVersion: 1 });
  });

  it('the commands refuse and report in Korean in a Korean locale', async () => {
    const korean = (...args: string[]): Promise<Ran> =>
      inProcess([...args, '--settings', settings], { language: 'ko' });
    expect((await korean('ack', OTHER, '--why', 'x')).err).toBe(`postwatch: 없는 인시던트입니다: "${OTHER}"\n`);
    expect((await korean('snooze', '--list', 'good', '--for', '3q', '--why', 'x')).err).toContain(
      'for: 올바른 기간이 아닙니다: "3q"',
    );
    expect((await korean('incidents')).out).toMatch(/이상\(심각\).*\n미해소 인시던트 2건\.\n$/s);
    expect((await korean('ack', INCIDENT, '--why', 'x')).out).toBe(`${INCIDENT}  203.0.113.4  확인 처리됨\n`);
    const { out } = await korean('history', '203.0.113.4');
    expect(out).toContain('확인 처리: alice, ');
  });

  it('incidents without a memory says which command makes one', async () => {
    const empty = path.join(folder, 'empty.json');
    writeFileSync(empty, JSON.stringify({ memory: path.join(folder, 'none.db') }));
    const ran = await inProcess(['incidents', '--settings', empty]);
    expect(ran).toMatchObject({ code: 3, out: '', err: expect.stringContaining('run "postwatch watch" first') });
    expect(isOneLine(ran.err)).toBe(true);
    const monitored = await inProcess(['incidents', '--settings', empty, '--format', 'nagios']);
    expect(monitored).toMatchObject({ code: 3, err: '' });
    expect(monitored.out).toMatch(/^POSTWATCH UNKNOWN - .*run "postwatch watch" first.*\n$/);
    const { error } = jsonOf(await inProcess(['incidents', '--settings', empty, '--json']));
    expect(error).toMatchObject({ kind: 'refused', exit: 3 });
  });

  it.each<[string[], string]>([
    [['incidents', 'all'], 'incidents: unexpected argument "all"'],
    [['ack'], 'needs one incident'],
    [['ack', INCIDENT], '--why "'],
    [['ack', '0', '--why', 'x'], 'too short'],
    [['ack', '--all', '--why', 'x'], '--all and --target go together'],
    [['ack', INCIDENT, '--target', '203.0.113.4', '--why', 'x'], '--all and --target go together'],
    [['ack', INCIDENT, '--all', '--target', '203.0.113.4', '--why', 'x'], 'not both'],
    [['ack', '--all', '--target', 'no target', '--why', 'x'], '--target: '],
    [['incidents', '--severity', 'grave'], '--severity: "grave" is not one of critical, major, minor, info'],
    [['incidents', '--sort', 'size'], '--sort: "size" is not one of'],
    [['incidents', '--finding', 'odd'], '--finding: '],
    [['incidents', '--format', 'xml'], '--format: "xml" is not one of table, json, jsonl, csv, nagios'],
    [['snooze', '203.0.113.4'], 'for example --target'],
    [['snooze', '--list', 'good', '--for', '2h'], '--why "'],
    [['snooze', '--end', OTHER, '--for', '2h'], '--for is for a new one'],
    [['snooze', '--end', ''], 'needs the id of a snooze'],
    [['history'], 'needs one address'],
    [['incidents', '--endpoint', 'ftp://x'], '--endpoint: "ftp://x" is not the URL of an API'],
    [['incidents', '--endpoint', 'http://api.example'], 'in the clear'],
  ])('%j is refused in one line', async (args, said) => {
    const ran = await here(...args);
    expect(ran).toMatchObject({ code: 64, out: '', err: expect.stringContaining(said) });
    expect(isOneLine(ran.err)).toBe(true);
  });
});

describe('the commands for incidents on an API', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const app = createApp({ ...api.ports });
    server = createServer(getRequestListener((request) => app.fetch(request)));
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  story((...args) => inProcess([...args, '--endpoint', url], { env: { POSTWATCH_TOKEN: TOKEN } }), 'local');

  it('incidents works without the token, and ack needs it', async () => {
    expect((await inProcess(['incidents', '--endpoint', url])).code).toBe(0);
    const ran = await inProcess(['ack', INCIDENT, '--why', 'x', '--endpoint', url]);
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining('needs write permission') });
    expect(isOneLine(ran.err)).toBe(true);
  });

  it('incidents exits 3 where no API can be reached', async () => {
    const ran = await inProcess(['incidents', '--endpoint', 'http://127.0.0.1:9']);
    expect(ran).toMatchObject({ code: 3, out: '', err: expect.stringContaining('cannot be reached') });
    expect(isOneLine(ran.err)).toBe(true);
  });
});

it('an acknowledgement between what a run reads and what it writes is kept, and so is the run', async () => {
  const file = path.join(folder, 'race.db');
  const watch = scripted(file);
  await watch.run(() => 'ptr.missing');
  const { target, id } = { target: '203.0.113.1', id: watch.published.flat()[0]!.incident };
  watch.clock.advance(HOUR);
  let acted = 0;
  const commit: typeof watch.memory.commit = async (commits) => {
    // A person is quicker, once.
    if (acted++ === 0)
      await besideMemory(file, (memory) =>
        acknowledgeIncident(memory, id, { by: 'alice', why: 'mine', until: null }, '2026-11-24T13:00:00.000Z'),
      );
    return watch.memory.commit(commits);
  };
  await watch.run(() => 'ptr.confirmed', { memory: { ...watch.memory, commit } });
  const state = (await watch.memory.states([target])).get(target)!;
  const { standing, clean } = state.subjects[`ptr|${target}`]!;
  expect({ acted, why: standing?.acknowledged?.why, clean, version: state.version }).toEqual({
    acted: 2,
    why: 'mine',
    clean: 1,
    version: 3,
  });
  const transitions = (await watch.memory.history(target, 10)).map(({ transition }) => transition);
  expect(transitions).toEqual(['acknowledged', 'opened']);
});
