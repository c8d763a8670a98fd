import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeDirectory } from './daemons.ts';
import { LIST_ENTRIES } from './lists.ts';
import { withServers } from './with-servers.ts';
import { LISTED, SENDER } from './world.ts';

type Finding = { readonly id: string; readonly subject: string };
type Checked = { readonly status: string; readonly targets: readonly { readonly findings: readonly Finding[] }[] };

withServers('the command line against rbldnsd, nsd and unbound', ({ resolver }) => {
  const sound = LIST_ENTRIES.filter(({ id }) => id === 'sound');
  const directory = makeDirectory({ 'all.json': JSON.stringify(LIST_ENTRIES), 'sound.json': JSON.stringify(sound) });
  afterAll(directory.remove);
  const file = (name: string): string => join(directory.path, name);

  const postwatch = (...words: readonly string[]) =>
    new Promise<{ readonly code: number; readonly json: Checked; readonly errors: string }>((done, reject) => {
      const bin = join(import.meta.dirname, '../../cli/postwatch.js');
      const where = ['--json', '--resolver', `${resolver.host}:${resolver.port}`];
      const child = execFile(
        process.execPath,
        [bin, ...words, ...where],
        { cwd: directory.path },
        (_, output, errors) => {
          try {
            done({ code: child.exitCode ?? -1, json: JSON.parse(output), errors });
          } catch {
            reject(new Error(`no JSON: ${output}${errors}`));
          }
        },
      );
    });
  const ids = ({ targets }: Checked) => targets.map(({ findings }) => findings.map(({ id }) => id).sort());

  it('check passes a sound sender', async () => {
    const words = [SENDER, '--domain', 'example.com', '--helo', 'mail.example.com', '--lists', file('sound.json')];
    const { code, json, errors } = await postwatch('check', ...words);
    expect([code, json.status, errors]).toEqual([0, 'pass', '']);
    expect(ids(json)).toEqual([['dnsbl.clear', 'ptr.confirmed', 'spf.pass']]);
  });

  it('check fails a listed address and one without a reverse name, each with its findings', async () => {
    const { code, json } = await postwatch('check', LISTED, '203.0.113.26', '--lists', file('sound.json'));
    expect([code, json.status]).toEqual([2, 'fail']);
    expect(ids(json)).toEqual([
      ['dnsbl.listed', 'ptr.missing'],
      ['dnsbl.clear', 'ptr.missing'],
    ]);
  });

  it('check is unknown where no server answers', async () => {
    const { code, json } = await postwatch('check', '203.0.113.31', '--only', 'ptr', '--timeout', '2000');
    expect([code, json.status]).toEqual([3, 'unknown']);
    expect(ids(json)).toEqual([['ptr.unknown']]);
  });

  it('lists --health gives the state of every list from here', async () => {
    const { code, json } = await postwatch('lists', '--health', '--lists', file('all.json'), '--timeout', '4000');
    const { lists } = json as unknown as { readonly lists: readonly { readonly id: string; readonly state: string }[] };
    expect(code).toBe(1);
    expect(Object.fromEntries(lists.map(({ id, state }) => [id, state]))).toEqual({
      sound: 'healthy',
      policy: 'healthy',
      v6: 'healthy',
      domains: 'healthy',
      refusing: 'refused',
      refused: 'unreachable',
      emptied: 'silent',
      ignoring: 'unreachable',
      everything: 'wildcard',
      wildcard: 'wildcard',
      parked: 'parked',
      dead: 'unreachable',
    });
  });
});
