/** The sandbox's page as a person uses it, in a real browser: looked at, looked up, acted on, narrow, dark, Korean; and by axe. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM, openBrowser, type SandboxPage, startSandboxPage } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

if (CHROMIUM === null) it.skip(`the page in a browser: ${NO_CHROMIUM}`, () => {});

describe.skipIf(CHROMIUM === null)('the page of the sandbox in Chromium', () => {
  let sandbox: SandboxPage;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    sandbox = await startSandboxPage();
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1180, height: 900 }, locale: 'en', bypassCSP: false });
    page = await context.newPage();
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  const open = (path: string) => page.goto(`${sandbox.url}${path}`);
  const text = (selector = 'main'): Promise<string> => page.locator(selector).innerText();

  it('the one-time link opens the page once, and is nothing the second time', async () => {
    const first = await page.goto(sandbox.link);
    expect(first?.status()).toBe(200);
    expect(await text()).toContain('You can act now');
    const stranger = await browser.newContext({ locale: 'en' });
    const second = await (await stranger.newPage()).goto(sandbox.link);
    expect(second?.status()).toBe(403);
    await stranger.close();
  });

  it('the overview shows every sender of the sandbox, what is wrong, and what cannot be seen', async () => {
    await open('/');
    for (const address of ['203.0.113.10', '203.0.113.11', '203.0.113.14', '198.51.100.16', '2001:db8::25'])
      expect(await page.locator('table').innerText()).toContain(address);
    expect(await text()).toContain('203.0.113.14: listed on Critical List');
    expect(await text()).toContain('Refusing List');
    expect(await text()).toContain('cleared');
    expect(await text('header')).toContain('Checked 12 minutes ago');
  });

  it('the page of an address has its reverse name drawn, every list and what happened', async () => {
    await open('/');
    await page.getByRole('link', { name: '203.0.113.14' }).first().click();
    expect(new URL(page.url()).pathname).toBe('/addresses/203.0.113.14');
    expect(await page.locator('.loop svg').getAttribute('aria-label')).toContain('mail4.example.com');
    expect(await text()).toContain('Not listed on 3:');
    expect(await text()).toContain('opened');
  });

  it('the page of an address has its SPF tree and 90 days', async () => {
    await open('/addresses/203.0.113.14');
    expect(await text('ol.tree')).toContain('ip4:203.0.113.0/24');
    expect(await page.locator('svg.strip[aria-label^="Blocklists, 90 days: problem"]').count()).toBe(1);
  });

  it('a check is made now, one at a time, and the page shows what it found', async () => {
    await open('/addresses/203.0.113.10');
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByRole('heading', { name: 'Checked on request' }).waitFor();
    expect(await text()).toContain('The watch does not count this check');
    expect(await text()).toContain('203.0.113.10 is not listed on Critical List');
  });

  it('the page of a list names who is on it', async () => {
    await open('/lists');
    await page.getByRole('link', { name: 'Critical List' }).click();
    expect(new URL(page.url()).pathname).toBe('/lists/critical');
    expect(await text()).toContain('listed: 1 address');
  });

  it('the page of a domain has its senders and the tree of the worst', async () => {
    await open('/domains/example.com');
    expect(await text('ol.tree')).toContain('-all');
    expect(await text('table')).toContain('198.51.100.16');
  });

  it('bounces and receivers say what the watch does not know', async () => {
    await open('/bounces');
    expect(await text()).toContain('does not follow a mail log');
    await page.getByRole('link', { name: 'gmail' }).click();
    expect(await text()).toContain('What gmail did with your mail is not known');
  });

  it('a reverse name is planned, then set, and the page follows the change', async () => {
    await open('/addresses/203.0.113.12/reverse-dns');
    await page.fill('input[name=hostname]', 'mail2.example.com');
    await page.getByRole('button', { name: 'Show the plan' }).click();
    expect(await text()).toContain('route53:ChangeResourceRecordSets');
    await page.getByRole('button', { name: 'Set it' }).click();
    expect(await text()).toContain('The change has begun');
    expect(await text()).toContain('mail2.example.com');
  });

  it('addresses are filtered by status, and the choice stays chosen', async () => {
    await open('/addresses');
    await page.selectOption('select[name=status]', 'ok');
    await page.getByRole('button', { name: 'Find' }).click();
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(await page.locator('select[name=status]').inputValue()).toBe('ok');
  });

  it('a removal is marked as requested', async () => {
    await open('/addresses/203.0.113.15');
    await page.getByRole('button', { name: 'I have requested removal' }).click();
    expect(await text()).toContain('Removal is requested.');
    expect(await page.getByRole('button', { name: 'I have requested removal' }).count()).toBe(0);
  });

  it('the same path answers programs with JSON as before', async () => {
    const reply = await context.request.get(`${sandbox.url}/addresses/203.0.113.14`, { headers: { accept: '*/*' } });
    expect(reply.headers()['content-type']).toBe('application/json');
    expect(await reply.json()).toMatchObject({ address: '203.0.113.14' });
  });

  it('a lookup is made from the box', async () => {
    await open('/look-up');
    await page.fill('input[name=q]', 'mx:example.com');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=mx/);
    expect(await text()).toContain('Mail for example.com goes to mail1.example.com.');
  });

  it('a bounce is explained, and its markup is text', async () => {
    await open('/look-up');
    await page.fill('#bounce', '550 5.7.1 <b>client</b> [203.0.113.14] blocked using zen.spamhaus.org');
    await page.getByRole('button', { name: 'Explain it' }).click();
    expect(await text('article')).toContain('your address is on a blocklist');
    expect(await page.locator('article pre b').count()).toBe(0);
  });

  it('an incident is acknowledged, and the page says by whom', async () => {
    await open('/addresses/203.0.113.14');
    await page.locator('summary', { hasText: 'Acknowledge' }).click();
    await page.locator('form[action="/do/acknowledge"] input[name=why]').fill('ticket 42');
    await page.locator('form[action="/do/acknowledge"] button').click();
    expect(new URL(page.url()).pathname).toBe('/addresses/203.0.113.14');
    expect(await text()).toContain('acknowledged by local');
    expect(await text()).toContain('ticket 42');
  });

  it('a problem is snoozed, and the page says so', async () => {
    await open('/addresses/203.0.113.13');
    await page.locator('summary', { hasText: 'Snooze' }).click();
    await page.locator('form[action="/do/snooze"] input[name=why]').fill('the name is on its way');
    await page.locator('form[action="/do/snooze"] button').click();
    expect(await text()).toContain('snoozed');
    expect(await page.locator('form[action="/do/snooze"]').count()).toBe(0);
  });

  it('without the link a reader has no forms, until the page gets the token', async () => {
    const reader = await browser.newContext({ locale: 'en' });
    const other = await reader.newPage();
    await other.goto(`${sandbox.url}/`);
    expect(await other.locator('form[action="/do/acknowledge"]').count()).toBe(0);
    await other.locator('footer summary').click();
    await other.fill('input[name=token]', 'wrong');
    await other.locator('form[action="/open"] button').click();
    expect(await other.locator('main').innerText()).toContain('This is not the token');
    await reader.close();
  });

  it.each([
    '/',
    '/addresses',
    '/addresses/203.0.113.14',
    '/addresses/203.0.113.11/reverse-dns',
    '/domains/example.com',
    '/lists',
    '/lists/critical',
    '/bounces',
    '/receivers/gmail',
    '/look-up?q=spf:example.com',
  ])('nothing is wider than a screen of 360 px: %s', async (path) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open(path);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1180, height: 900 });
  });

  it('a browser in Korean gets the page in Korean, and the other language is one link away', async () => {
    const korean = await browser.newContext({ locale: 'ko-KR' });
    const other = await korean.newPage();
    await other.goto(`${sandbox.url}/`);
    expect(await other.locator('html').getAttribute('lang')).toBe('ko');
    expect(await other.locator('main').innerText()).toContain('미해소 문제');
    await other.getByRole('link', { name: 'English' }).click();
    expect(await other.locator('html').getAttribute('lang')).toBe('en');
    await korean.close();
  });

  it.each(
    [
      '/',
      '/addresses/203.0.113.14',
      '/addresses/2001:db8::25',
      '/lists',
      '/lists/refusing',
      '/domains/example.com',
      '/bounces',
      '/receivers/yahoo',
      '/addresses/203.0.113.12/reverse-dns?hostname=mail9.example.com&replace=1',
      '/look-up?q=mx:example.com',
      '/?lang=ko',
    ].flatMap((path) => (['light', 'dark'] as const).map((scheme) => [path, scheme] as const)),
  )('axe finds nothing on %s, %s', async (path, scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(path);
    // Forms behind a fold count too.
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
    await page.evaluate(AXE);
    const found = (await page.evaluate('axe.run()')) as {
      readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
    };
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('no page has logged an error or broken its content security policy', () => {
    expect(faults.filter((one) => !/status of 40\d/.test(one))).toEqual([]);
  });
});
