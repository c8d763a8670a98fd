/** Pages as text: what hostile content may do (nothing), what they weigh, and that nothing is claimed that is not known. */
import { describe, expect, it } from 'vitest';
import type { PublishedTarget } from '../../shared/checks/inspect.ts';
import { LANGUAGES, type Language } from '../../shared/model/language.ts';
import { addressPage } from '../../shared/report/address-page.ts';
import { addressesPage } from '../../shared/report/addresses-page.ts';
import { bouncesPage, receiverPage } from '../../shared/report/bounces-page.ts';
import type { AskedCheck } from '../../shared/report/check-panel.ts';
import { domainPage } from '../../shared/report/domain-page.ts';
import { type View, viewOf } from '../../shared/report/frame.ts';
import { listPage } from '../../shared/report/list-page.ts';
import { listsPage } from '../../shared/report/lists-page.ts';
import { lookUpPage } from '../../shared/report/look-up-page.ts';
import type { Markup } from '../../shared/report/markup.ts';
import { overview } from '../../shared/report/overview.ts';
import type { ReportMemory } from '../../shared/report/report-memory.ts';
import { type ReverseDnsInput, reverseDnsPage } from '../../shared/report/reverse-dns-page.ts';
import type { SeenSpf } from '../../shared/report/spf-tree.ts';
import type { SpfRecordView, SpfTermView } from '../../shared/spf/view.ts';
import { dayBefore, daysReader } from '../../shared/watch/run/days.ts';
import { fleetMemory, HOSTILE, hostileMemory, LISTS, NOW, RAN } from './memory.ts';

const HOSTS = new Set(['lists.example']);

const viewIn = (language: Language, query: Readonly<Record<string, string>> = {}): View =>
  viewOf({ chosen: null, language, now: NOW, zone: 'Asia/Seoul', path: '/', query, canAct: true, hosts: HOSTS });

const inputOf = (memory: ReportMemory) => ({ memory, lists: LISTS, period: 3_600_000 });

const ADDRESS = '203.0.113.9';

/** An SPF record whose every text is hostile, as deep as includes may be and wider. */
function hostileSpf(): SeenSpf {
  const term = (record: SpfRecordView | null): SpfTermView => ({
    term: HOSTILE,
    outcome: 'permerror',
    result: 'fail',
    why: HOSTILE,
    target: HOSTILE,
    questions: [],
    cost: 3,
    total: 3,
    void: false,
    stopped: true,
    record,
  });
  const record = (depth: number): SpfRecordView => ({
    domain: HOSTILE,
    record: HOSTILE,
    result: 'permerror',
    reason: HOSTILE,
    terms: Array.from({ length: 100 }, (_, index) => term(depth < 20 && index === 0 ? record(depth + 1) : null)),
    omitted: 5,
  });
  const evaluated = { result: 'permerror', reason: HOSTILE, lookups: 10, voidLookups: 0, tree: record(0) } as const;
  return { domain: 'example.com', address: ADDRESS, at: RAN, evaluated };
}

const HOSTILE_FINDING = {
  check: 'dnsbl',
  id: 'dnsbl.listed',
  target: ADDRESS,
  subject: HOSTILE,
  status: 'fail',
  severity: 'critical',
  summary: HOSTILE,
  evidence: [
    {
      question: HOSTILE,
      type: 'TXT',
      resolver: HOSTILE,
      rcode: HOSTILE,
      answers: [HOSTILE],
      ttl: 1,
      at: RAN,
      rttMs: 1,
    },
  ],
  remedy: { text: HOSTILE, steps: [{ text: HOSTILE, url: 'https://evil.example/' }] },
} as const;

const HOSTILE_CHECK: AskedCheck = {
  target: ADDRESS,
  began: NOW,
  ended: {
    ok: true,
    at: NOW,
    found: {
      target: { kind: 'address', address: ADDRESS },
      status: 'fail',
      coverage: { asked: 1, answered: 1, notCovered: [] },
      findings: [HOSTILE_FINDING],
    } as unknown as PublishedTarget,
  },
};

const HOSTILE_REVERSE: ReverseDnsInput = {
  address: ADDRESS,
  status: {
    address: ADDRESS,
    job: null,
    unseen: null,
    now: {
      allocationId: HOSTILE,
      region: HOSTILE,
      isManaged: true,
      ptrRecord: HOSTILE,
      update: { value: HOSTILE, status: HOSTILE, reason: HOSTILE },
      dns: HOSTILE_FINDING.evidence[0],
    },
  },
  plan: {
    hostname: HOSTILE,
    calls: [{ call: HOSTILE, why: HOSTILE, input: { HOSTILE } }],
    warnings: [HOSTILE],
    blocked: null,
  },
};

const PAGES: Readonly<Record<string, (memory: ReportMemory, view: View) => Markup | null>> = {
  overview: (memory, view) => overview(inputOf(memory), view),
  addresses: (memory, view) => addressesPage(inputOf(memory), view),
  lists: (memory, view) => listsPage(inputOf(memory), view),
  address: (memory, view) =>
    addressPage(
      { ...inputOf(memory), address: ADDRESS, history: memory.lately, spf: hostileSpf(), check: HOSTILE_CHECK },
      view,
    ),
  domain: (memory, view) =>
    domainPage({ ...inputOf(memory), domain: 'example.com', history: memory.lately, spf: hostileSpf() }, view),
  list: (memory, view) => listPage({ ...inputOf(memory), id: 'zen', history: memory.lately }, view),
  'reverse name': (_, view) => reverseDnsPage(HOSTILE_REVERSE, view),
  bounces: (_, view) => bouncesPage({ kind: 'nothing' }, view),
  receiver: (_, view) => receiverPage('gmail', view),
};

const NAMES = Object.keys(PAGES).flatMap((name) => LANGUAGES.map((language) => [name, language] as const));

const render = async (name: string, memory: ReportMemory, view: View): Promise<string> =>
  String(await PAGES[name]?.(memory, view));

const withoutValues = (tag: string): string => tag.replace(/"[^"]*"/g, '""');

/** Everything between `<` and `>` that a browser would take for a tag. */
const tagsIn = (html: string): readonly string[] => html.match(/<[a-z!/][^>]*>/gi) ?? [];

describe('a page with hostile content', () => {
  it.each(NAMES)('the page %s in %s has no tag, link or direction of its content', async (name, language) => {
    const html = await render(name, hostileMemory(ADDRESS), viewIn(language, { find: HOSTILE.slice(0, 500) }));
    expect(html).not.toMatch(/<script|<img|javascript:alert\(3\)"/i);
    expect(
      tagsIn(html)
        .map(withoutValues)
        .filter((tag) => /\son\w+=|\sstyle=/i.test(tag)),
    ).toEqual([]);
    const links = tagsIn(html).flatMap((tag) => /(?:href|action|src)="([^"]*)"/.exec(tag)?.[1] ?? []);
    expect(links.filter((link) => !/^(\/(?!\/)|#|https:\/\/lists\.example\/)/.test(link))).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000\u001b]/);
    expect(html.length).toBeLessThan(150_000);
  });

  it('a lookup and a bounce are shown as text', async () => {
    const finding = {
      check: 'mx',
      id: 'mx.found' as const,
      target: HOSTILE,
      subject: HOSTILE,
      status: 'fail' as const,
      severity: 'major' as const,
      summary: HOSTILE,
      evidence: [],
      remedy: { text: HOSTILE, steps: [{ text: HOSTILE, url: 'https://evil.example/' }], url: 'https://evil.example/' },
    };
    const result = {
      command: 'mx',
      argument: HOSTILE,
      note: HOSTILE,
      status: 'fail' as const,
      resolver: [],
      records: [{ [HOSTILE]: HOSTILE, list: [HOSTILE] }],
      passed: [],
      warnings: [],
      failed: [finding],
      timeouts: [],
      durationMs: 1,
    };
    const html = String(await lookUpPage({ kind: 'lookup', result }, viewIn('en', { q: HOSTILE.slice(0, 900) })));
    expect(html).not.toMatch(/<script|<img|href="https:\/\/evil/i);
  });
});

describe('the weight of a page', () => {
  it.each(['overview', 'addresses', 'lists'])('%s of a thousand addresses is under 300 KB', async (name) => {
    const memory = fleetMemory(1000);
    const targets = memory.states.map(({ target }) => target);
    const broken = (day: number): Record<string, 'fail'> =>
      Object.fromEntries(targets.filter((_, index) => (index * 7 + day) % 30 === 0).map((one) => [one, 'fail']));
    const days = ['ptr', 'spf', 'dnsbl'].flatMap((check) =>
      Array.from({ length: 90 }, (_, ago) => ({
        day: dayBefore('2026-12-01', ago),
        check,
        targets,
        common: 'pass' as const,
        others: broken(ago),
      })),
    );
    const html = await render(name, { ...memory, days: daysReader(days) }, viewIn('en'));
    expect(Buffer.byteLength(html)).toBeLessThan(300_000);
  });

  it('the next addresses are one link away until all were shown', async () => {
    const memory = fleetMemory(450);
    const shown = new Set<string>();
    let from: string | undefined = '0';
    while (from !== undefined) {
      const html: string = await render('addresses', memory, viewIn('en', { from }));
      expect(shown.size).toBe(Number(from));
      for (const [, address = ''] of html.matchAll(/href="\/addresses\/(198[\d.]+)"/g)) shown.add(address);
      from = /href="\/\?from=(\d+)#senders">Next/.exec(html)?.[1];
    }
    expect(shown.size).toBe(450);
  });
});

const withDays = (memory: ReportMemory): ReportMemory => {
  const day = { day: '2026-11-30', check: 'ptr', targets: ['198.18.0.1'], common: 'pass', others: {} } as const;
  return { ...memory, days: daysReader([day, { ...day, day: '2026-11-29', common: 'unknown' }]) };
};

describe('what strips claim', () => {
  const strips = async (address: string): Promise<string> => {
    const input = { ...inputOf(withDays(fleetMemory(3))), address, history: [] };
    return String(await addressPage(input, viewIn('en')));
  };

  it('a day that nobody looked at is a gap, and the page counts the others', async () => {
    const html = await strips('198.18.0.1');
    expect(html).toContain(
      'aria-label="Reverse DNS, 90 days: in order 1 day, no verdict all day 1 day, not looked at 88 days"',
    );
    expect(html).toContain('The watch looked at it on 2 days of these 90.');
    expect(html).not.toContain('Blocklists, 90 days');
  });

  it('an address without days has no strip', async () => {
    expect(await strips('198.18.0.2')).toContain('The watch has kept no days of this target yet.');
  });
});

describe('the filters', () => {
  const count = async (query: Readonly<Record<string, string>>): Promise<string | undefined> =>
    /<h2 id="senders">[^<]*<small>([^·<]*) ·/.exec(
      await render('addresses', fleetMemory(100), viewIn('en', query)),
    )?.[1];

  it.each([
    [{}, '100 addresses'],
    [{ status: 'bad' }, '10 of 100 addresses'],
    [{ status: 'ok' }, '90 of 100 addresses'],
    [{ status: 'unknown' }, '0 of 100 addresses'],
    [{ show: 'problems' }, '10 of 100 addresses'],
    [{ domain: 'example-7.com' }, '2 of 100 addresses'],
    [{ domain: 'example-7' }, '0 of 100 addresses'],
    [{ region: 'eu-west-1' }, '100 addresses'],
    [{ region: 'us-east-1' }, '0 of 100 addresses'],
    [{ label: 'Name=x' }, '0 of 100 addresses'],
    [{ find: 'mail-42.', status: 'ok' }, '1 of 100 addresses'],
    [{ from: '999999' }, '100 addresses'],
  ] as const)('%o show %s', async (query, expected) => {
    expect(await count(query)).toBe(expected);
  });
});

describe('what a page claims', () => {
  it('the same problem of many addresses is one card, worst first', async () => {
    const html = await render('overview', fleetMemory(100), viewIn('en'));
    expect(html.match(/<article/g)).toHaveLength(1);
    expect(html).toContain('10 addresses: no reverse DNS');
    expect(html).toContain('<strong>90</strong>');
  });

  it.each(LANGUAGES)('without verdicts nothing is in order, and the page says why (%s)', async (language) => {
    const memory = { ...fleetMemory(3), verdicts: [] };
    const html = await render('overview', memory, viewIn(language));
    expect(html).not.toContain('class="m ok" role="img" aria-label="in order">✓</span></td>');
    expect(html).toContain('<strong>?</strong>');
  });

  it('a verdict that is older than two days is no longer known', async () => {
    const later = viewOf({ ...viewIn('en'), chosen: null, now: Date.parse(RAN) + 3 * 86_400_000 });
    const html = await render('addresses', fleetMemory(3), later);
    expect(html).not.toMatch(/<td class="s"><span class="m ok"/);
    expect(html).toContain('a check was due at');
  });

  it.each(LANGUAGES)(
    'an acknowledgement that was taken back does not read as one that holds (%s)',
    async (language) => {
      const [like] = hostileMemory().latest.values();
      const act = (until: string | null) =>
        ({ ...like!, transition: 'acknowledged', acknowledged: { by: 'ann', at: RAN, why: '', until } }) as const;
      const shown = await render('overview', { ...fleetMemory(1), lately: [act(null)] }, viewIn(language));
      const back = await render('overview', { ...fleetMemory(1), lately: [act(RAN)] }, viewIn(language));
      const text = { en: 'no longer acknowledged', ko: '담당자 확인 취소' }[language];
      expect([shown, back].map((html) => html.includes(text))).toEqual([false, true]);
    },
  );

  it.each<[string, string, readonly string[], string]>([
    ['where the name leads', 'mail-0.example-0.com', ['203.0.113.99'], '203.0.113.99'],
    ['the first of several', 'mail-0.example-0.com', ['203.0.113.99', '203.0.113.98'], '203.0.113.99 +1'],
    ['nothing where another name was looked up', 'other.example', ['203.0.113.99'], '?'],
    ['nothing where the name has no address', 'mail-0.example-0.com', [], '?'],
  ])('the drawing of reverse DNS ends at %s', async (_what, question, answers, end) => {
    const fleet = fleetMemory(1);
    const [like] = hostileMemory().latest.values();
    const [seen] = like!.finding!.evidence;
    const evidence = [{ ...seen!, question, type: 'A', answers }];
    const latest = new Map([[''.padStart(12, '0'), { ...like!, finding: { ...like!.finding!, evidence } }]]);
    const page = addressPage({ ...inputOf({ ...fleet, latest }), address: '198.18.0.0', history: [] }, viewIn('en'));
    expect(String(await page)).toContain(`y="55" text-anchor="middle">${end}</text>`);
  });

  it('forms that change something are there only for those who may', async () => {
    const memory = fleetMemory(10);
    expect(await render('overview', memory, viewIn('en'))).toContain('action="/do/acknowledge"');
    const reader = viewOf({ ...viewIn('en'), chosen: null, canAct: false });
    const html = await render('overview', memory, reader);
    expect(html).not.toContain('action="/do/');
    expect(html).toContain('action="/open"');
  });
});
