/** The page's door: who may act, where a form may lead, and which requests are the page's at all. */
import { describe, expect, it } from 'vitest';
import { readFixedToken } from '../../cli/page-server.ts';
import { actOnForm, FORM_ACTS } from '../../shared/http/page/forms.ts';
import { isForPage } from '../../shared/http/page/page-app.ts';
import type { PagePorts } from '../../shared/http/page/page-ports.ts';
import { createPageSession } from '../../shared/http/page/session.ts';
import { hostsOf, trustedLink } from '../../shared/report/markup.ts';

const session = () =>
  createPageSession({ link: 'l'.repeat(32), token: 't'.repeat(32), cookie: 'c'.repeat(32), port: () => 8025 });

const request = (path: string, accept: string, method = 'GET'): Request =>
  new Request(`http://127.0.0.1:8025${path}`, { method, headers: { accept } });

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the session of the page', () => {
  it('opens by the link once, and by the token again', () => {
    const one = session();
    expect(one.byLink('x'.repeat(32))).toBeNull();
    const cookie = one.byLink('l'.repeat(32));
    expect(cookie).toMatch(/^postwatch-8025=c{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(one.byLink('l'.repeat(32))).toBeNull();
    expect(one.byToken(' ttt ')).toBeNull();
    expect(one.byToken(` ${'t'.repeat(32)} `)).toBe(cookie);
  });

  it('is not open with the token, the key of the link, or the cookie of another port', () => {
    const one = session();
    expect(one.isOpen(`a=b; postwatch-8025=${'c'.repeat(32)}`)).toBe(true);
    for (const cookie of [
      '',
      null,
      `postwatch-8025=${'t'.repeat(32)}`,
      `postwatch-8025=${'l'.repeat(32)}`,
      `postwatch-8026=${'c'.repeat(32)}`,
    ])
      expect(one.isOpen(cookie)).toBe(false);
  });
});

describe("a token of the reader's own", () => {
  it('is taken as it is where it is long enough, and anything else is refused', () => {
    expect(readFixedToken(undefined)).toBeNull();
    expect(readFixedToken('')).toBeNull();
    expect(readFixedToken('k'.repeat(24))).toBe('k'.repeat(24));
    for (const wrong of ['short', `${'k'.repeat(24)} `, 'k'.repeat(201), `\u202e${'k'.repeat(24)}`])
      expect(() => readFixedToken(wrong)).toThrow('POSTWATCH_SERVE_TOKEN must be 24 to 200');
  });
});

describe('requests for the page', () => {
  it.each([
    ['/', BROWSER, 'GET', true],
    ['/addresses/203.0.113.1', BROWSER, 'GET', true],
    ['/lists', '*/*', 'GET', false],
    ['/addresses', 'application/json', 'GET', false],
    ['/check/203.0.113.1', BROWSER, 'GET', false],
    ['/incidents', BROWSER, 'GET', false],
    ['/domains/example.com', BROWSER, 'GET', true],
    ['/lists/spamcop', BROWSER, 'GET', true],
    ['/receivers/gmail', BROWSER, 'GET', true],
    ['/addresses/203.0.113.1/reverse-dns', BROWSER, 'GET', true],
    ['/addresses/203.0.113.1/reverse-dns', 'application/json', 'GET', false],
    ['/addresses/203.0.113.1/reverse-dns', BROWSER, 'PUT', false],
    ['/do/check', '*/*', 'POST', true],
    ['/do/set-reverse-dns', '*/*', 'POST', true],
    ['/look-up', '*/*', 'GET', true],
    ['/do/acknowledge', '*/*', 'POST', true],
    ['/do/anything', BROWSER, 'POST', false],
  ])('"%s" for "%s" by %s: %s', (path, accept, method, expected) => {
    expect(isForPage(request(path, accept, method))).toBe(expected);
  });
});

describe('a form of the page', () => {
  // What a refusal must not reach is not there.
  const ports = { session: session() } as unknown as PagePorts;
  const form = (act: string, fields: Record<string, string>, headers: Record<string, string> = {}): Request =>
    new Request(`http://127.0.0.1:8025/${act}`, {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:8025', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields),
    });

  it('without the cookie changes nothing', async () => {
    const outcome = await actOnForm(
      'acknowledge',
      form('do/acknowledge', { incident: '0'.repeat(12), why: 'x' }),
      ports,
    );
    expect(outcome).toMatchObject({ ok: false, status: 403 });
  });

  it.each(FORM_ACTS)('"%s" without the cookie begins nothing', async (act) => {
    const begun: string[] = [];
    const checks = (target: string) => {
      begun.push(target);
      return null;
    };
    const request = form(`do/${act}`, { target: '203.0.113.1', address: '203.0.113.1', hostname: 'mail.example.com' });
    expect(await actOnForm(act, request, ports, { language: 'en', checks })).toMatchObject({ ok: false, status: 403 });
    expect(begun).toEqual([]);
  });

  it('that is JSON, or says nothing of where it comes from, is refused', async () => {
    const json = form('open', {}, { 'content-type': 'application/json' });
    expect(await actOnForm('open', json, ports)).toMatchObject({ ok: false, status: 400 });
    const bare = new Request('http://127.0.0.1:8025/open', {
      method: 'POST',
      body: new URLSearchParams({ token: 't'.repeat(32) }),
    });
    expect(await actOnForm('open', bare, ports)).toMatchObject({ ok: false, status: 400 });
  });

  it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)'])(
    'returns to this server, not to "%s"',
    async (back) => {
      const outcome = await actOnForm('open', form('open', { token: 't'.repeat(32), back }), ports);
      expect(outcome).toMatchObject({ ok: true, location: expect.stringMatching(/^\/(\?done=open)?$/) });
    },
  );

  it('returns to the page that it was on', async () => {
    const back = '/addresses/203.0.113.1?lang=ko';
    const outcome = await actOnForm('open', form('open', { token: 't'.repeat(32), back }), ports);
    expect(outcome).toMatchObject({ location: '/addresses/203.0.113.1?lang=ko&done=open' });
  });
});

describe('a link to another site', () => {
  const hosts = hostsOf(['https://check.example/removal', undefined, 'nothing']);
  it.each([
    ['https://check.example/removal?ip=1', true],
    ['https://check.example.evil.example/', false],
    ['https://check.example@evil.example/', false],
    ['https://user@check.example/', false],
    ['javascript://check.example/%0aalert(1)', false],
    ['//check.example/', false],
  ])('to "%s" is a link only where it is ours: %s', (address, expected) => {
    expect(String(trustedLink(address, hosts)).startsWith('<a ')).toBe(expected);
  });
});
