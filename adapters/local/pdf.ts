/** A page as PDF, by the Chromium of this system. Nothing is downloaded, and the page that it opens is a file of our own without script. */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type PrintedPdf =
  | { readonly kind: 'printed'; readonly pdf: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly detail: string };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const MAX_MS = 120_000;

/** The first that is there; null: none. `folders`: as `PATH` has them. */
export function findChromium(folders: string): string | null {
  const places = folders.split(path.delimiter).filter((one) => path.isAbsolute(one));
  const all = [...NAMES.flatMap((name) => places.map((folder) => path.join(folder, name))), ...ELSEWHERE];
  return all.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function printPdf(html: string, folders = process.env['PATH'] ?? ''): Promise<PrintedPdf> {
  const program = findChromium(folders);
  if (program === null) return { kind: 'absent' };
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-report-'));
  try {
    const [page, pdf] = [path.join(folder, 'report.html'), path.join(folder, 'report.pdf')];
    writeFileSync(page, html, { mode: 0o600 });
    const failure = await ran(program, [...argumentsFor(folder), `--print-to-pdf=${pdf}`, `file://${page}`]);
    if (failure !== null) return { kind: 'failed', detail: failure };
    return { kind: 'printed', pdf: readFileSync(pdf) };
  } catch (error) {
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Its own sandbox needs rights that root has not got in it; the page has no script and loads nothing. */
const argumentsFor = (folder: string): readonly string[] => [
  '--headless',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-pdf-header-footer',
  '--no-first-run',
  `--user-data-dir=${path.join(folder, 'profile')}`,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Null, or why it did not work. */
const ran = (program: string, args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout: MAX_MS });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? null : `exit ${code ?? 'by a signal'}`));
  });
