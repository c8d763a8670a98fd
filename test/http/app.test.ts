import { afterEach, describe, expect, it } from 'vitest';
import type { KeptCheck } from '../../shared/http/ports.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { SCHEMAS } from '../../shared/http/schemas.ts';
import { verbatim } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import { IP, NAME } from '../support/reverse-dns.ts';
import { shown } from '../support/titles.ts';
import { INCIDENT, SNOOZE, type TestApi, type TestApiOptions, TOKEN, testApi, watched } from './support/api.ts';
import { faults } from './support/schema.ts';

const made: TestApi[] = [];
function api(options?: TestApiOptions): TestApi {
  const one = testApi(options);
  made.push(one);
  return one;
}
afterEach(() => {
  for (const one of made.splice(0)) {
    expect(one.open()).toBe(0);
    one.close();
  }
});

const WRITE = { authorization: `Bearer ${TOKEN}` };

/** A request that does what the route is for, for every row of the table. */
const GOOD: Readonly<Record<string, readonly [path: string, body?: unknown, headers?: Record<string, string>]>> = {
  diagnose: ['/diagnose', { text: '421 Temporarily rejected. Reverse DNS for 203.0.113.2 failed.' }],
  incident: [`/incidents/${INCIDENT}`],
  acknowledge: [`/incidents/${INCIDENT}/acknowledge`, { why: 'ours' }, WRITE],
  unacknowledge: [`/incidents/${INCIDENT}/acknowledge`, undefined, WRITE],
  history: ['/history/203.0.113.4'],
  snoozes: ['/snoozes'],
  snooze: ['/snoozes', { list: 'good', for: '2h', why: 'they know' }, WRITE],
  endSnooze: [`/snoozes/${SNOOZE.id}`, undefined, WRITE],
  checkOne: ['/check/203.0.113.4?domain=example.com&domain=example.org&helo=mail4.example.com'],
  checkSeveral: ['/check', { targets: [{ address: '203.0.113.1', domains: ['example.com'] }, '2001:db8::25'] }],
  spf: ['/spf?ip=203.0.113.4&sender=news@example.com'],
  spfByBody: ['/spf', { ip: '2001:db8::25', sender: '', helo: 'example.com' }],
  lookup: ['/lookup?q=spf:example.com:203.0.113.4'],
  lookupByBody: ['/lookup', { q: 'blacklist:203.0.113.4' }],
  addresses: ['/addresses'],
  address: ['/addresses/203.0.113.4'],
  reverseDns: [`/addresses/${IP}/reverse-dns`],
  setReverseDns: [`/addresses/${IP}/reverse-dns`, { hostname: NAME, replace: true }, WRITE],
  resetReverseDns: ['/addresses/198.51.100.26/reverse-dns', undefined, WRITE],
  incidents: ['/incidents'],
  lists: ['/lists?health=1'],
  latestRun: ['/runs/latest'],
  testNotices: ['/notices/test', '', WRITE],
  openapi: ['/openapi.json'],
};

const fetchGood = async (one: TestApi, id: string): Promise<Response> => {
  const [path, body, headers = {}] = GOOD[id] ?? ['/no-request-for-this-route'];
  const method = ROUTES.find((route) => route.id === id)?.method ?? 'GET';
  if (body === undefined) return one.get(path, { method, headers });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return one.get(path, { method, headers: { 'content-type': 'application/json', ...headers }, body: text });
};

describe('every route of the API', () => {
  it.each(ROUTES.map((route) => [route.id, route] as const))(
    'answers in the shape that it describes: %s',
    async (id, route) => {
      const one = api();
      await watched(one);
      const response = await fetchGood(one, id);
      const body = await response.json();
      expect(response.status, JSON.stringify(body)).toBe(route.goesOn ? 202 : 200);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(faults(body, SCHEMAS[route.answer] ?? { type: 'nothing' }, SCHEMAS)).toEqual([]);
    },
  );

  it.each(ROUTES.map((route) => [route.id, route] as const))(
    'refuses a parameter that it does not know: %s',
    async (id, route) => {
      const one = api();
      const [path] = GOOD[id]!;
      const response = await one.get(`${path}${path.includes('?') ? '&' : '?'}domains=example.com`, {
        method: route.method,
      });
      expect(response.status).toBe(400);
      await expectProblem(response, 'Unknown parameter "domains"');
    },
  );

  it.each([...new Set(ROUTES.map(({ path }) => path))])('refuses other methods and names its own: %s', async (path) => {
    const one = api();
    const own = ROUTES.filter((route) => route.path === path).map(({ method }) => method);
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      if (own.some((known) => known === method || (method === 'HEAD' && known === 'GET'))) continue;
      const response = await one.get(path.replace(/\{\w+\}/, '203.0.113.1'), { method });
      expect(`${method} ${response.status}`).toBe(`${method} 405`);
      const allow = (response.headers.get('allow') ?? '').split(', ');
      expect(allow.filter((known) => known !== 'HEAD').sort()).toEqual([...own].sort());
      expect(allow.includes('HEAD')).toBe(own.includes('GET'));
    }
  });

  it('answers HEAD like GET, without a body', async () => {
    const response = await api().get('/check/203.0.113.1', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

async function expectProblem(response: Response, ...said: readonly string[]): Promise<void> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = (await response.json()) as { detail: string };
  expect(faults(body, SCHEMAS['Problem']!, SCHEMAS)).toEqual([]);
  expect(body).toMatchObject({ type: 'about:blank', status: response.status });
  for (const part of said) expect(body.detail).toContain(part);
  expect(printable(body.detail, 700)).toBe(body.detail);
}

describe('the API refuses a wrong request in one line, and asks nothing', () => {
  const WRONG: readonly (readonly [string, number, string])[] = [
    ['/', 404, 'openapi.json'],
    ['/lookups?q=mx:example.com', 404, '/lookups'],
    ['/addresses/203.0.113.1/nothing', 404, 'nothing'],
    ['/check', 405, 'POST'],
    ['/check/', 404, 'no route "/check/"'],
    ['/check/10.0.0.1', 400, 'private address'],
    ['/check/::1', 400, 'loopback'],
    ['/check/%5B::1%5D', 400, 'neither an address'],
    ['/check/fe80::1%25eth0', 400, 'neither an address'],
    ['/check/169.254.169.254', 400, 'link-local'],
    ['/check/0x7f.1', 400, 'neither'],
    ['/check/localhost', 400, 'neither'],
    ['/check/203.0.113.1%2F24', 400, 'neither'],
    ['/check/..%2F..%2Fetc%2Fpasswd', 400, 'neither'],
    ['/check/a%0d%0aSet-Cookie:%20x.example', 400, 'neither'],
    ['/check/%E2%80%AEmoc.elpmaxe', 400, 'neither'],
    ['/check/%00.example.com', 400, 'neither'],
    ['/check/%E0%A4%A', 400, 'neither'],
    [`/check/${'a'.repeat(5000)}.example`, 400, 'neither'],
    ['/check/203.0.113.1?only=ptr,smtp', 400, 'unknown check "smtp"'],
    ['/check/203.0.113.1?only=', 400, 'unknown check ""'],
    ['/check/203.0.113.1?fresh=yes', 400, 'is not 1 or 0'],
    ['/check/203.0.113.1?helo=a&helo=b', 400, '2 times'],
    ['/check/203.0.113.1?domain=example.com&domain=no%0adomain', 400, 'not a domain name'],
    [`/check/203.0.113.1?${'domain=a.example&'.repeat(30)}x=`, 400, 'Unknown parameter "x"'],
    [`/check/203.0.113.1?${Array.from({ length: 30 }, (_, n) => `domain=d${n}.example`).join('&')}`, 400, '30 domains'],
    [`/check/203.0.113.1?helo=${'a'.repeat(1001)}`, 400, 'longer than 1000'],
    ['/check/203.0.113.1?__proto__=1', 400, 'Unknown parameter'],
    ['/spf', 400, '"ip" is missing'],
    ['/spf?ip=203.0.113.1', 400, 'HELO'],
    ['/spf?ip=not-an-ip&sender=example.com', 400, 'not an IPv4'],
    ['/addresses/example.com', 400, 'not an IPv4'],
    ['/addresses/203.0.113.99', 404, 'is not watched'],
    ['/addresses?limit=0', 400, 'from 1 to 9999'],
    ['/incidents?limit=1e9', 400, 'from 1 to 9999'],
    ['/lists?health=true', 400, 'is not 1 or 0'],
  ];

  it.each(WRONG.map(([path, status, said]) => [shown(path), status, said, path] as const))(
    'for GET %s with %i',
    async (_, status, said, path) => {
      const one = api();
      await watched(one);
      const response = await one.get(path);
      expect(response.status).toBe(status);
      await expectProblem(response, said);
      expect(one.dns.asked).toEqual([]);
    },
  );

  const target = { address: '203.0.113.1' };
  it.each<[string, unknown, string]>([
    ['not JSON', '{"targets": [', 'not valid JSON'],
    ['nothing', '', 'is empty'],
    ['null', 'null', 'A JSON object is required'],
    ['a list', [], 'A JSON object is required'],
    ['no targets', {}, 'targets: a list is required'],
    ['none', { targets: [] }, 'targets: a list is required'],
    ['an object', { targets: { address: '203.0.113.1' } }, 'targets: a list is required'],
    ['a number', { targets: [1] }, 'targets[0]: A JSON object is required'],
    ['another field', { targets: [target], domain: 'example.com' }, 'Unknown field "domain"'],
    ['a field of a prototype', '{"targets": ["203.0.113.1"], "__proto__": {}}', 'Unknown field "__proto__"'],
    ['a misspelt field', { targets: [{ ...target, domian: 'x' }] }, 'targets[0]: Unknown field "domian"'],
    ['address and domain', { targets: [{ ...target, domain: 'example.com' }] }, 'targets[0]: Give an address'],
    ['a domain with domains', { targets: [{ domain: 'example.com', domains: ['example.com'] }] }, 'targets[0]'],
    ['a private address', { targets: ['203.0.113.1', '192.168.1.1'] }, 'targets[1]: 192.168.1.1 cannot be checked'],
    ['domains as a text', { targets: [{ ...target, domains: 'example.com' }] }, 'targets[0]: domains: a list'],
    ['a domain that is none', { targets: [{ ...target, domains: ['a b'] }] }, 'targets[0]: "a b" is not a domain'],
    ['a HELO that is none', { targets: [{ ...target, helo: 7 }] }, 'targets[0]: helo: a name is required'],
    ['too many', { targets: Array.from({ length: 51 }, (_, n) => `198.51.100.${n}`) }, '51 are too many'],
    ['one address twice, differently', { targets: [target, { ...target, domains: ['example.com'] }] }, 'named twice'],
    ['an unknown check', { targets: [target], only: ['ptr', 'x'] }, 'only: unknown check "x"'],
    ['no checks at all', { targets: [target], only: [] }, 'only: no check is named'],
    ['checks as a text', { targets: [target], only: 'ptr' }, 'only: a list of strings'],
    ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'A JSON object is required'],
  ])('for POST /check with %s', async (_name, body, said) => {
    const one = api();
    const response = await one.post('/check', body);
    expect(response.status).toBe(400);
    await expectProblem(response, said);
    expect(one.dns.asked).toEqual([]);
  });

  it.each([
    'no type',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/jsonx',
  ])('for a body of the type "%s" with 415', async (type) => {
    const headers = type === 'no type' ? {} : { 'content-type': type };
    const body = new TextEncoder().encode('{"targets": ["203.0.113.1"]}');
    const response = await api().get('/check', { method: 'POST', headers, body });
    expect(response.status).toBe(415);
    await expectProblem(response, 'application/json');
  });

  it('for a body that is not UTF-8 with 400', async () => {
    const body = Buffer.from('{"targets": ["\u00fc"]}', 'latin1');
    const response = await api().get('/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
    await expectProblem(response, 'UTF-8');
  });

  it('for a body over the limit with 413, and reads no more of it than that', async () => {
    let given = 0;
    const endless = new ReadableStream({
      pull(controller) {
        given += 1;
        // Endless for whoever keeps to the limit; whoever does not shall fail, and not fill the memory.
        if (given > 100) controller.error(new Error('read on and on'));
        else controller.enqueue(new Uint8Array(10_000).fill(32));
      },
    });
    const headers = { 'content-type': 'application/json' };
    const response = await api().get('/check', {
      method: 'POST',
      headers,
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    await expectProblem(response, '65536 bytes');
    expect(given).toBeLessThan(12);
    const lying = await api().post('/check', ' '.repeat(70_000), { 'content-length': '10' });
    expect(lying.status).toBe(413);
  });
});

describe('a check by the API', () => {
  it('has the shape and the findings of the command line', async () => {
    const body = (await (await api().get('/check/203.0.113.4?domain=example.com')).json()) as {
      status: string;
      queries: number;
      targets: { target: object; findings: { id: string }[]; coverage: object }[];
    };
    expect(Object.keys(body).sort()).toEqual(['durationMs', 'queries', 'resolver', 'status', 'targets']);
    expect(body).toMatchObject({
      status: 'fail',
      targets: [{ target: { address: '203.0.113.4', domains: ['example.com'] } }],
    });
    expect(body.targets[0]!.findings.map(({ id }) => id).sort()).toEqual([
      'dnsbl.listed',
      'ptr.confirmed',
      'spf.not-authorised',
    ]);
    expect(body.queries).toBeGreaterThan(5);
    expect(JSON.stringify(body)).not.toContain('\\u001b');
  });

  it.each([
    ['an address in capitals', '/check/2001:DB8::25?only=ptr', { address: '2001:db8::25', domains: [] }],
    ['encoded colons', '/check/2001%3Adb8%3A%3A25?only=ptr', { address: '2001:db8::25', domains: [] }],
    ['IPv4 mapped into IPv6', '/check/::ffff:203.0.113.1?only=ptr', { address: '203.0.113.1', domains: [] }],
    ['a U-label', '/check/b%C3%BCcher.example?only=ptr', { domain: 'xn--bcher-kva.example' }],
    ['a final dot', '/check/Example.COM.?only=ptr', { domain: 'example.com' }],
  ])('takes %s', async (_name, path, target) => {
    const body = (await (await api().get(path)).json()) as { targets: { target: object }[] };
    expect(body.targets.map((one) => one.target)).toEqual([target]);
  });

  it('of several targets keeps their order, and checks one named twice once', async () => {
    const response = await api().post('/check', {
      targets: ['example.com', { address: '203.0.113.4' }, '203.0.113.1', '203.0.113.4'],
      only: ['ptr'],
    });
    const body = (await response.json()) as { targets: { target: object }[] };
    expect(body.targets.map(({ target }) => target)).toEqual([
      { domain: 'example.com' },
      { address: '203.0.113.4', domains: [] },
      { address: '203.0.113.1', domains: [] },
    ]);
  });

  it.each([
    ['a query', (one: TestApi) => one.get('/check/203.0.113.4?domain=example.com&only=spf,%20ptr')],
    [
      'a body',
      (one: TestApi) =>
        one.post('/check', { targets: [{ address: '203.0.113.4', domains: ['example.com'] }], only: ['spf', 'ptr'] }),
    ],
  ])('runs only the checks that are asked for in %s', async (_name, send) => {
    const one = api();
    const body = (await (await send(one)).json()) as { targets: { findings: { check: string }[] }[] };
    expect(body.targets[0]!.findings.map(({ check }) => check).sort()).toEqual(['ptr', 'spf']);
    expect(one.dns.asked.filter((question) => question.includes('good.example'))).toEqual([]);
  });

  it('without any answer is unknown, never clean', async () => {
    const one = api({ failing: { '* *.example': 'timeout', '* 1.113.0.203.in-addr.arpa': 'servfail' } });
    const response = await one.get('/check/203.0.113.1');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'unknown',
      targets: [{ coverage: { asked: 1, answered: 0 } }],
    });
  });
});

describe('the memory of checks in the API', () => {
  const asks = async (one: TestApi, path: string): Promise<number> => {
    const before = one.dns.asked.length;
    expect((await one.get(path)).status).toBe(200);
    return one.dns.asked.length - before;
  };

  it('answers for ten minutes, with the age', async () => {
    const one = api();
    const first = await one.get('/check/203.0.113.4');
    expect(first.headers.get('age')).toBe('0');
    one.clock.advance(599_000);
    const asked = one.dns.asked.length;
    const second = await one.get('/check/203.0.113.4');
    expect(second.headers.get('age')).toBe('599');
    const body = await second.json();
    expect(body).toMatchObject({ status: 'fail', queries: 0, targets: [{ ageSeconds: 599 }] });
    expect(faults(body, SCHEMAS['Check']!, SCHEMAS)).toEqual([]);
    expect(one.dns.asked.length).toBe(asked);
    one.clock.advance(1000);
    expect(await asks(one, '/check/203.0.113.4')).toBeGreaterThan(0);
  });

  it.each([
    '/check/203.0.113.4?fresh=1',
    '/check/203.0.113.4?domain=example.com',
    '/check/203.0.113.4?helo=mail4.example.com',
    '/check/203.0.113.4?only=ptr',
    '/check/203.0.113.1',
  ])('does not answer %s by the plain check of that target', async (path) => {
    const one = api();
    await one.get('/check/203.0.113.4');
    expect(await asks(one, path)).toBeGreaterThan(0);
  });

  it('has only the missing parts asked anew, and gives each part its own age', async () => {
    const one = api();
    await one.get('/check/203.0.113.1');
    one.clock.advance(60_000);
    one.dns.asked.length = 0;
    const response = await one.post('/check', { targets: ['203.0.113.4', '203.0.113.1'] });
    const body = (await response.json()) as { targets: { ageSeconds: number }[]; status: string };
    expect(body.targets.map(({ ageSeconds }) => ageSeconds)).toEqual([0, 60]);
    expect(body.status).toBe('fail');
    expect(response.headers.get('age')).toBe('60');
    expect(one.dns.asked.filter((question) => question.includes('1.113.0.203.in-addr'))).toEqual([]);
  });

  it('keeps "we could not ask" for a minute and no longer', async () => {
    const one = api({ failing: { '* *.example': 'timeout' } });
    await one.get('/check/203.0.113.1');
    one.clock.advance(59_000);
    expect(await asks(one, '/check/203.0.113.1')).toBe(0);
    one.clock.advance(1000);
    expect(await asks(one, '/check/203.0.113.1')).toBeGreaterThan(0);
  });

  it('does not use an entry from a clock that ran ahead', async () => {
    const kept: KeptCheck[] = [];
    const put = async (_key: string, one: KeptCheck): Promise<void> => void kept.push({ ...one, at: one.at + 60_000 });
    const one = api({ ports: { cache: { get: async () => kept[0] ?? null, put } } });
    await one.get('/check/203.0.113.4');
    expect(await asks(one, '/check/203.0.113.4')).toBeGreaterThan(0);
  });

  it('may fail: that costs questions and nothing else', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('the table is gone');
    };
    const one = api({ ports: { cache: { get: broken, put: broken } } });
    expect((await one.get('/check/203.0.113.4')).status).toBe(200);
    expect(one.log.map(({ message }) => message)).toEqual([
      'a kept check cannot be read',
      'a check cannot be kept',
      'request',
    ]);
  });

  it('does not change the memory of the watch, since a check is not an observation', async () => {
    const one = api();
    await watched(one);
    const before = await (await one.get('/addresses/203.0.113.1')).text();
    await one.get('/check/203.0.113.1?fresh=1');
    expect(await (await one.get('/addresses/203.0.113.1')).text()).toBe(before);
  });
});

describe('the budget of API callers', () => {
  const limits = { perMinute: 3, perDay: 4 };

  it('counts targets that are checked, and says when to come back', async () => {
    const one = api({ limits });
    expect((await one.post('/check', { targets: ['203.0.113.1', '203.0.113.4'], only: ['ptr'] })).status).toBe(200);
    expect((await one.get('/check/203.0.113.1?only=ptr')).status).toBe(200);
    one.clock.advance(20_000);
    const asked = one.dns.asked.length;
    const refused = await one.post('/check', { targets: ['198.51.100.1', '198.51.100.2'], only: ['ptr'] });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('40');
    await expectProblem(refused, '3 a minute');
    expect(one.dns.asked.length).toBe(asked);
    one.clock.advance(40_000);
    expect((await one.post('/check', { targets: ['198.51.100.1', '198.51.100.2'], only: ['ptr'] })).status).toBe(200);
    one.clock.advance(60_000);
    const day = await one.get('/check/198.51.100.3?only=ptr');
    expect(day.status).toBe(429);
    await expectProblem(day, '4 a day');
    expect(Number(day.headers.get('retry-after'))).toBe(12 * 3600 - 120);
  });

  it.each(['/check/203.0.113.1?fresh=1', '/spf?ip=203.0.113.1&sender=example.com', '/lists?health=1'])(
    'is charged one each time by %s',
    async (path) => {
      const one = api({ limits });
      const statuses = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await one.get(path)).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
    },
  );

  it.each(['/lists', '/openapi.json', '/check/10.0.0.1', '/nope'])('is not charged by %s', async (path) => {
    const one = api({ limits: { perMinute: 1, perDay: 1 } });
    for (let n = 0; n < 3; n += 1) await one.get(path);
    expect((await one.get('/check/203.0.113.1')).status).toBe(200);
  });

  it('is separate for each caller', async () => {
    let id = 'a';
    const one = api({ limits: { perMinute: 1 }, ports: { caller: () => ({ id, canWrite: false }) } });
    expect((await one.get('/check/203.0.113.1?fresh=1')).status).toBe(200);
    expect((await one.get('/check/203.0.113.1?fresh=1')).status).toBe(429);
    id = 'b';
    expect((await one.get('/check/203.0.113.1?fresh=1')).status).toBe(200);
  });

  it('refuses for good what can never fit', async () => {
    const response = await api({ limits }).post('/check', {
      targets: ['198.51.100.1', '198.51.100.2', '198.51.100.3', '198.51.100.4'],
    });
    expect(response.status).toBe(400);
    await expectProblem(response, 'in parts');
  });
});

describe('the API about what the watch knows', () => {
  it('lists addresses with what is there, in pages', async () => {
    const one = api();
    await watched(one);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const from: string = next === '' ? '' : `&from=${encodeURIComponent(next)}`;
      const page = (await (await one.get(`/addresses?limit=1${from}`)).json()) as {
        addresses: { address: string; incidents: { finding: string }[] }[];
        next: string | null;
      };
      seen.push(
        ...page.addresses.map(({ address, incidents }) => `${address} ${incidents.map(({ finding }) => finding)}`),
      );
      next = page.next;
    }
    expect(seen).toEqual(['2001:db8::25 ptr.missing', '203.0.113.1 ', '203.0.113.4 dnsbl.listed']);
  });

  it('shows one address with its history, newest first', async () => {
    const one = api();
    await watched(one);
    const body = (await (await one.get('/addresses/2001:DB8:0::25')).json()) as {
      address: string;
      history: { transition: string; target: string }[];
    };
    expect(body.address).toBe('2001:db8::25');
    expect(body.history.map(({ transition, target }) => `${transition} ${target}`)).toEqual(['opened 2001:db8::25']);
  });

  it('names every incident once', async () => {
    const one = api();
    await watched(one);
    const { incidents } = (await (await one.get('/incidents')).json()) as {
      incidents: { target: string; check: string; subject: string }[];
    };
    expect(incidents.map(({ target, check, subject }) => `${target} ${check} ${subject}`).sort()).toEqual([
      '2001:db8::25 ptr 2001:db8::25',
      '203.0.113.4 dnsbl good',
    ]);
  });

  it('shows the last run with its coverage, lists without a key included', async () => {
    const one = api();
    await watched(one);
    const run = await (await one.get('/runs/latest')).json();
    expect(run).toMatchObject({
      at: '2026-11-24T13:00:00.000Z',
      finished: '2026-11-24T13:00:00.000Z',
      batches: 2,
      answered: 2,
    });
    expect(run).toMatchObject({ coverage: { notCovered: [{ list: 'keyed' }] } });
  });

  it.each([
    '/addresses',
    '/addresses/203.0.113.1',
    '/incidents',
    `/incidents/${INCIDENT}`,
    '/snoozes',
    '/history/list:good',
    '/runs/latest',
  ])('answers %s with 503 before the first run', async (path) => {
    const response = await api().get(path);
    expect(response.status).toBe(503);
    await expectProblem(response, 'no state file');
  });
});

describe('a write to the API', () => {
  it('sends the test notice through every channel', async () => {
    const one = api();
    const response = await one.post('/notices/test', '', WRITE);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      outcomes: [
        { channel: 'mail', outcome: { ok: true } },
        { channel: 'chat', outcome: { ok: true } },
      ],
    });
    expect(one.sent).toEqual([
      'mail: [Postwatch] TEST: notices arrive here',
      'chat: [Postwatch] TEST: notices arrive here',
    ]);
  });

  it('says which channel failed and why, and that the other did not', async () => {
    const one = api({
      channels: [
        { id: 'mail', publish: async () => ({ ok: false, why: verbatim('the topic is gone') }) },
        { id: 'chat', publish: async () => ({ ok: true, carried: [] }) },
      ],
    });
    const response = await one.post('/notices/test', '', WRITE);
    expect(response.status).toBe(502);
    const body = (await response.json()) as object;
    expect(faults(body, SCHEMAS['Problem']!, SCHEMAS)).toEqual([]);
    expect(body).toMatchObject({
      detail: expect.stringContaining('mail'),
      outcomes: [{ outcome: { ok: false, why: 'the topic is gone' } }, { outcome: { ok: true } }],
    });
  });

  it.each<[string, number, Record<string, string>]>([
    ['no token', 403, {}],
    ['a wrong token', 401, { authorization: 'Bearer wrong' }],
    ['a part of the token', 401, { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['another scheme', 401, { authorization: `Basic ${TOKEN}` }],
    ['an empty token', 401, { authorization: 'Bearer ' }],
  ])('with %s is answered with %i', async (_name, status, headers) => {
    const one = api();
    const response = await one.post('/notices/test', '', headers);
    expect(response.status).toBe(status);
    await expectProblem(response);
    expect(one.sent).toEqual([]);
  });

  it('has to wait after a flood of wrong tokens, but not with the right one, and reading goes on', async () => {
    const one = api();
    const guess = (at: number) => one.post('/notices/test', '', { authorization: `Bearer guess-${at}` });
    const statuses: number[] = [];
    for (let at = 0; at < 40; at += 1) statuses.push((await guess(at)).status);
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(30).fill(429)]);
    const refused = await guess(41);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectProblem(refused, 'Too many wrong tokens');
    expect((await one.post('/notices/test', '', WRITE)).status).toBe(200);
    expect((await one.get('/check/203.0.113.1')).status).toBe(200);
    one.clock.advance(60_000);
    expect((await guess(42)).status).toBe(401);
  });

  it.each(['bearer', 'BEARER', 'Bearer  '])('accepts the scheme "%s"', async (word) => {
    expect((await api().post('/notices/test', '', { authorization: `${word} ${TOKEN}` })).status).toBe(200);
  });
});

describe('a fault in the API', () => {
  it('of our own code is a 500 without details, and logged', async () => {
    const one = api({
      ports: {
        openChecking: async () => {
          throw new Error('arn:aws:secret leaked');
        },
      },
    });
    const response = await one.get('/check/203.0.113.1');
    expect(response.status).toBe(500);
    const text = await response.clone().text();
    expect(text).not.toContain('arn:aws');
    await expectProblem(response, 'The log has the details');
    expect(one.log[0]).toMatchObject({ level: 'error', error: 'arn:aws:secret leaked' });
  });

  it('of permission is a 401 on every route', async () => {
    const one = api({ ports: { caller: () => null } });
    for (const { id } of ROUTES) expect((await fetchGood(one, id)).status).toBe(401);
    expect(one.dns.asked).toEqual([]);
  });

  it('is one line in the log as every request, without a credential', async () => {
    const one = api();
    await one.get('/check/203.0.113.1?helo=secret-in-query.example', {
      headers: { ...WRITE, cookie: 'session=secret' },
    });
    await one.get(`/${'x'.repeat(3000)}%0a`);
    expect(one.log).toHaveLength(2);
    expect(one.log[0]).toMatchObject({ method: 'GET', path: '/check/203.0.113.1', status: 200, caller: 'local' });
    const text = JSON.stringify(one.log);
    expect(text).not.toContain('secret');
    expect(text).not.toContain(TOKEN);
    expect(text.length).toBeLessThan(700);
  });
});
