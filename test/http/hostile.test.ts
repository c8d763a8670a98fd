/** Whatever is sent: an answer in JSON, no exception, and no question to anybody but for what is really a target. */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { runs } from '../support/thorough.ts';
import { testApi, watched } from './support/api.ts';

const api = testApi({ limits: { perMinute: 1e6, perDay: 1e6 } });
await watched(api);
afterAll(() => api.close());

async function expectAnswer(response: Response): Promise<void> {
  expect([200, 400, 403, 404, 405, 413, 415], `${response.status}`).toContain(response.status);
  const type = response.status === 200 ? 'application/json' : 'application/problem+json';
  expect(response.headers.get('content-type')).toBe(type);
  JSON.parse(await response.text());
  expect(api.open()).toBe(0);
}

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.ipV4(),
  fc.ipV6(),
  fc.domain(),
  fc.constantFrom('../..', '%', '%00', '\r\n', '203.0.113.4', '::ffff:127.0.0.1', '0177.0.0.1', '\u202e', '__proto__'),
);

it('the API answers any text in a path or a query in its shapes', async () => {
  const parameters = [...new Set(ROUTES.flatMap((route) => route.parameters.map(({ name }) => name)))];
  const name = fc.oneof(fc.constantFrom(...parameters), piece);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ROUTES),
      piece,
      fc.array(fc.tuple(name, piece), { maxLength: 4 }),
      fc.boolean(),
      async ({ path, method }, word, query, raw) => {
        const given = raw ? word.replace(/[?#\\]/g, '') : encodeURIComponent(word.toWellFormed());
        const search = new URLSearchParams(
          query.map(([key, value]): [string, string] => [key.toWellFormed(), value.toWellFormed()]),
        );
        await expectAnswer(await api.get(`${path.replace(/\{\w+\}/, given)}?${search}`, { method }));
      },
    ),
    { numRuns: runs(400) },
  );
});

it('the API answers any body in its shapes', async () => {
  const entry = fc.oneof(
    piece,
    fc.jsonValue(),
    fc.record(
      { address: piece, domain: piece, domains: fc.array(piece, { maxLength: 3 }), helo: piece },
      { requiredKeys: [] },
    ),
  );
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record(
      { targets: fc.array(entry, { maxLength: 4 }), only: fc.array(piece, { maxLength: 2 }) },
      { requiredKeys: ['targets'] },
    ),
    fc.record({ ip: piece, sender: piece, helo: piece }, { requiredKeys: ['ip'] }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/check', '/spf'), body, async (path, value) => {
      await expectAnswer(await api.post(path, JSON.stringify(value)));
    }),
    { numRuns: runs(400) },
  );
});
