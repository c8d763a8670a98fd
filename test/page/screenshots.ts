/** `npm run screenshots`: pictures of the sandbox's page into docs/images, by the system's Chromium. Light, dark, narrow, Korean. */
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser, startSandboxPage } from './browser.ts';

type Shot = {
  readonly name: string;
  readonly path: string;
  readonly dark?: boolean;
  readonly narrow?: boolean;
  readonly height?: number;
};

const SHOTS: readonly Shot[] = [
  { name: 'overview', path: '/', height: 680 },
  { name: 'overview-dark', path: '/', dark: true, height: 680 },
  { name: 'overview-narrow', path: '/', narrow: true, height: 900 },
  { name: 'overview.ko', path: '/?lang=ko', height: 680 },
  { name: 'address', path: '/addresses/203.0.113.14', height: 680 },
  { name: 'address-dark', path: '/addresses/203.0.113.13', dark: true, height: 680 },
  { name: 'domain', path: '/domains/example.com', height: 680 },
  { name: 'look-up', path: '/look-up?q=mx:example.com' },
];

const FOLDER = process.argv[2] ?? path.resolve(import.meta.dirname, '../../docs/images');

async function take(browser: Browser, { link, url }: { readonly link: string; readonly url: string }): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 960, height: 680 }, locale: 'en' });
  const page = await context.newPage();
  await page.goto(link);
  for (const { name, path: at, dark = false, narrow = false, height = 680 } of SHOTS) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.setViewportSize({ width: narrow ? 360 : 960, height });
    await page.goto(`${url}${at}`);
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
  }
  await context.close();
}

const sandbox = await startSandboxPage();
const browser = await openBrowser();
try {
  await take(browser, sandbox);
} finally {
  await browser.close();
  await sandbox.stop();
}
