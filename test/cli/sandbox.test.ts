import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cli } from '../support/cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-sandbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('sandbox: shows the world, every kind of finding, one notice that opens and one that clears, and exits 0', async () => {
  const { code, out, err } = await cli(['sandbox'], { cwd: folder });
  expect(err).toBe('');
  expect(code).toBe(0);
  const seen = [
    'ptr.confirmed',
    'ptr.missing',
    'ptr.generic',
    'ptr.not-confirmed',
    'dnsbl.listed',
    'dnsbl.policy',
    'dnsbl.refused',
  ];
  for (const id of [...seen, 'dnsbl.dead', 'dnsbl.unproven', 'dnsbl.unreachable', 'spf.pass', 'spf.not-authorised'])
    expect(out).toContain(id);
  expect(out).toContain('[Postwatch] OPENED 203.0.113.10: on a blocklist');
  expect(out).toContain('[Postwatch] CLEARED 203.0.113.10: on a blocklist');
  expect(out.match(/CLEARED {2}/g)).toHaveLength(1);
  const named = out.slice(out.indexOf('203.0.113.12 -> mail2.example.com'));
  expect(named).toMatch(/DNS answers ec2-203-0-113-12\.compute-1\.amazonaws\.com[\s\S]*\nCONFIRMED {2}DNS proves it/);
});
