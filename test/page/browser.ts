/** The system's Chromium over the sandbox's page. Nothing is downloaded: without a browser of the system's, its tests say so and skip. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Null where this machine has none. */
export const CHROMIUM: string | null =
  [process.env['POSTWATCH_CHROMIUM'] ?? '', ...PLACES].find((one) => one !== '' && existsSync(one)) ?? null;

export const NO_CHROMIUM = `no Chromium is installed here (looked in ${PLACES.join(', ')}): apt-get install chromium`;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM ?? '',
    // Its own sandbox needs rights that a container's root does not give; it opens nothing but our own page.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });

export type SandboxPage = { readonly url: string; readonly link: string; readonly stop: () => Promise<void> };

const POSTWATCH = path.resolve(import.meta.dirname, '../../cli/postwatch.js');

/** `postwatch sandbox --serve`, as people start it. */
export async function startSandboxPage(): Promise<SandboxPage> {
  const child = spawn(process.execPath, [POSTWATCH, 'sandbox', '--serve', '--port', '0', '--language', 'en'], {
    env: { ...process.env, TZ: 'Asia/Seoul' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const link = await linkIn(child);
  return {
    link,
    url: new URL(link).origin,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const linkIn = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [, link] = /(http:\/\/\S+\/open\?key=\S+)\s/.exec(text) ?? [];
      if (link !== undefined) resolve(link);
    });
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}: ${text}`)));
  });
