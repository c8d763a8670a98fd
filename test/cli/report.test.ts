/** `postwatch report`: on the memory of this machine, into files that nobody else reads and that overwrite nothing. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, printPdf } from '../../adapters/local/pdf.ts';
import { type TestApi, testApi, watched } from '../http/support/api.ts';
import { inProcess, type Ran } from '../support/cli.ts';

let api: TestApi;
let folder: string;
beforeAll(async () => {
  api = testApi();
  await watched(api);
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-report-test-'));
  writeFileSync(at('settings.json'), JSON.stringify({ memory: path.join(api.folder, 'watch.db') }));
});
afterAll(() => {
  api.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);
const report = (...args: string[]): Promise<Ran> => inProcess(['report', '--settings', at('settings.json'), ...args]);
/** The memory of the tests is of one fixed day: far enough back, whatever day it is. */
const LONG = ['--since', '5000d'];

describe('postwatch report', () => {
  it('writes one HTML file that only its owner reads, and never over another', async () => {
    const done = await report('--html', at('all.html'), ...LONG);
    expect([done.code, done.out]).toEqual([0, '']);
    const html = readFileSync(at('all.html'), 'utf8');
    expect(html).toContain('203.0.113.4');
    expect(html).not.toMatch(/<script|<link/);
    if (process.platform !== 'win32') expect(statSync(at('all.html')).mode & 0o777).toBe(0o600);
    const again = await report('--html', at('all.html'), ...LONG);
    expect(again.code).toBe(3);
    expect(again.err).toContain('overwrites nothing');
    expect(readFileSync(at('all.html'), 'utf8')).toBe(html);
  });

  it('as JSON has each raw answer with its hash, and as CSV a row for each problem', async () => {
    const { code, out } = await report('--json', '--csv', at('all.csv'), '--target', '203.0.113.4', ...LONG);
    expect(code).toBe(0);
    const document = JSON.parse(out);
    expect(document).toMatchObject({
      schemaVersion: 1,
      target: '203.0.113.4',
      figures: { stillOpen: expect.any(Number) },
    });
    const listed = document.problems.find(({ finding }: { finding: string }) => finding === 'dnsbl.listed');
    expect(listed.rawAnswers).toBeInstanceOf(Array);
    const [heading, ...rows] = readFileSync(at('all.csv'), 'utf8').trim().split('\n');
    expect(heading).toBe('incident,target,check,subject,finding,severity,problem,opened,closed,hours');
    expect(rows).toHaveLength(document.problems.length);
  });

  it.each([
    [[], 64, '--html'],
    [['--json', '--since', 'soon'], 64, '--since'],
    [['--json', '--target', 'no target'], 64, '--target'],
    [['--json', '--zone', 'Mars/Base'], 64, '--zone'],
    [['--json', '--target', '198.51.100.77'], 1, 'nothing is known about 198.51.100.77'],
    [['--html', '/nowhere/at/all.html'], 3, 'could not be written (ENOENT)'],
  ] as const)('%j ends with %i', async (args, code, said) => {
    const ran = await report(...args);
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(said);
  });

  it('without a browser a PDF is refused, and nothing is written', async () => {
    expect(findChromium(`${path.delimiter}relative${path.delimiter}${folder}`)).toBe(findChromium(''));
    if (findChromium('') === null) expect(await printPdf('<p>', folder)).toEqual({ kind: 'absent' });
    expect(existsSync(at('none.pdf'))).toBe(false);
  });

  it.skipIf(findChromium(process.env['PATH'] ?? '') === null)("is printed by this system's Chromium", async () => {
    const printed = await printPdf('<!doctype html><title>x</title><p>a report');
    expect(printed.kind).toBe('printed');
    if (printed.kind === 'printed') expect(Buffer.from(printed.pdf).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
