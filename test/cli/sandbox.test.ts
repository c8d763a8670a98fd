import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveSandbox } from '../../cli/sandbox/serve-sandbox.ts';
import { cli, terminalWith } from '../support/cli.ts';
import { shownInReadme } from '../support/readme.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-sandbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('postwatch sandbox shows its world, every kind of finding, one notice that opens and one that clears, and exits 0', async () => {
  const { code, out, err } = await cli(['sandbox'], { cwd: folder });
  expect(err).toBe('');
  expect(code).toBe(0);
  const problems = ['ptr.missing', 'ptr.generic', 'ptr.not-confirmed', 'dnsbl.listed', 'dnsbl.policy'];
  for (const id of [...problems, 'spf.not-authorised']) expect(out).toContain(id);
  expect(out).toMatch(/^203\.0\.113\.10 +mail1\.example\.com +PASS$/m);
  // Each list that gave no verdict is explained once, whatever the number of targets.
  for (const name of ['Refusing List', 'Parked List', 'Emptied List', 'Mute List', 'Keyed List'])
    expect(out.match(new RegExp(`^ {2}${name} {2}`, 'gm'))).toHaveLength(1);
  expect(out).toContain('[Postwatch] CRITICAL 203.0.113.10 is listed on Critical List');
  expect(out).toContain('[Postwatch] CLEARED 203.0.113.10 is no longer listed on Critical List');
  expect(out.match(/CLEARED {2}/g)).toHaveLength(1);
  const named = out.slice(out.indexOf('203.0.113.12 → mail2.example.com'));
  expect(named).toMatch(
    /In DNS: ec2-203-0-113-12\.compute-1\.amazonaws\.com[\s\S]*\n✓ Done: the reverse name of 203\.0\.113\.12 is/,
  );
  const shown = shownInReadme('reverse-dns');
  expect(shown.length).toBeGreaterThan(4);
  for (const line of shown) expect(out.split('\n')).toContain(line);
});

it('the sandbox sets the reverse name as the Korean README shows it', async () => {
  const { out } = await cli(['sandbox', '--language', 'ko'], { cwd: folder });
  const shown = shownInReadme('reverse-dns', 'ko');
  expect(shown.length).toBeGreaterThan(4);
  for (const line of shown) expect(out.split('\n')).toContain(line);
});

it('a sandbox that is stopped before its page is there ends without one, and leaves no folder behind', async () => {
  const before = readdirSync(tmpdir());
  const said: string[] = [];
  let stop = (): void => {};
  const ended = await serveSandbox(
    { port: 0, open: false },
    terminalWith({ onStop: (one) => (stop = one), progress: () => stop(), complain: (line) => said.push(line) }),
  );
  expect({ ended, said }).toEqual({ ended: null, said: [] });
  expect(readdirSync(tmpdir())).toEqual(before);
});
