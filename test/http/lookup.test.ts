import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../support/titles.ts';
import { type TestApi, testApi } from './support/api.ts';

let api: TestApi;
beforeEach(() => {
  api = testApi({ limits: { perMinute: 3 } });
});
afterEach(() => api.close());

describe('lookups by the API', () => {
  it('answer the same by query and by body', async () => {
    const byQuery = await api.get('/lookup?q=a:mail.example.com');
    const byBody = await api.post('/lookup', { q: 'a:mail.example.com' });
    expect([byQuery.status, byBody.status]).toEqual([200, 200]);
    const result = await byQuery.json();
    expect(result).toMatchObject({ command: 'a', argument: 'mail.example.com', status: 'pass' });
    expect(await byBody.json()).toEqual(result);
    expect(api.open()).toBe(0);
  });

  it('are counted against the caller’s budget, and an argument that is not understood is not', async () => {
    for (const q of ['nonsense', 'mx:', 'mx:nodots', 'ptr:127.0.0.1', 'mx:example.com%0d%0aX']) {
      const refused = await api.get(`/lookup?q=${q}`);
      expect(refused.status).toBe(400);
      expect(((await refused.json()) as { readonly detail: string }).detail).toMatch(/\bexample[,:] /i);
    }
    expect(api.dns.asked).toEqual([]);
    for (let time = 0; time < 3; time++) expect((await api.get('/lookup?q=ptr:203.0.113.1')).status).toBe(200);
    const spent = await api.get('/lookup?q=ptr:203.0.113.1');
    expect(spent.status).toBe(429);
    expect(spent.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('refuse a huge argument unread, or in one line', async () => {
    const flood = await api.post('/lookup', { q: `mx:${'a.'.repeat(5_000_000)}com` });
    expect(flood.status).toBe(413);
    const long = await api.post('/lookup', { q: `mx:${'a.'.repeat(2000)}com` });
    expect(long.status).toBe(400);
    expect((await long.text()).length).toBeLessThan(600);
    expect(api.dns.asked).toEqual([]);
  });

  it.each([
    '%6d%78:example.com',
    'mx:example.com%2e',
    'dkim:a:b:example.com',
    'ptr:fe80::1%25eth0',
    'tcp:[fe80::1%25lo]:25',
  ])('decode %s once, and refuse or understand it', async (q) => {
    const { status } = await api.get(`/lookup?q=${q}`);
    expect(status).toBe(/^(dkim|ptr|tcp)/.test(q) ? 400 : 200);
  });

  it.each(
    [{}, { q: 5 }, { q: 'mx:example.com', x: 1 }, [], 'mx:example.com'].map((body) => [shown(body), body] as const),
  )('refuse the body %s', async (_, body) => {
    expect((await api.post('/lookup', JSON.stringify(body))).status).toBe(400);
  });
});
