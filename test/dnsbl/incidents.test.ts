/**
 * What lists really did, replayed. Every one of these was reported as "everybody is listed" or "everybody is clean" by some
 * checker on the day. The list is taken as it stood in everybody's table then: alive and trusted.
 */
import { describe, expect, it } from 'vitest';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import { withCache } from '../../shared/dns/cache.ts';
import type { FailureReason } from '../../shared/dns/rcode.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { advice } from '../support/advice.ts';
import { type Zones, zone } from '../support/zone.ts';
import { domain, ip, portsOf, scripted, waitingClock } from './worlds.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz';
const KEYS = { spamhaus: KEY, abusix: KEY, trendmicro: KEY };

/** The table's entry as it was trusted before it died. */
function trusted(id: string): List {
  const list = LISTS.find((one) => one.id === id)!;
  const codes: List['codes'] =
    list.codes.length > 0 ? list.codes : [{ match: '127.0.0.2', means: 'listed', effect: 'listed' }];
  return list.status === 'dead' ? { ...list, status: 'active', testListed: '127.0.0.2', codes } : list;
}

const zoneOf = (list: List): string => list.zone!.replace('{key}', KEY);

/** One address that the list held in good days, and one that it never held. */
const HELD = '10.2.0.192';
const TARGETS = [ip('192.0.2.10'), ip('192.0.2.20')];
const listing = (name: string): Zones => ({ [`${HELD}.${name}`]: { A: ['127.0.0.2'], TXT: ['a real entry'] } });

async function ids(list: List, zones: Zones, failing: Record<string, FailureReason> = {}, targets = TARGETS) {
  const check = dnsblCheck({ lists: [list], keys: KEYS });
  const reports = await check.run(targets, portsOf(zone(zones, { failing })));
  return reports.flatMap(({ findings }) => findings.map(({ id }) => id.replace('dnsbl.', '')));
}

const everything = (name: string, ...records: string[]): Zones => ({ [`*.${name}`]: { A: records } });
const silence = (name: string, why: FailureReason) => ({ [`* *.${name}`]: why });

/** Year, list, what its zone did, and what may be said of any target. */
const LIST_THE_WORLD: readonly (readonly [string, string, readonly string[]])[] = [
  ['2003-08, under attack', 'osirusoft', ['127.0.0.2']],
  ['2007-01', 'lagengymnastik', ['127.0.0.2']],
  ['2008-03-25, after 15 months of time-outs', 'ordb', ['127.0.0.2']],
  ['2011-01', 'dnsbl-info-spamsources', ['127.0.0.2']],
  ['2012-08-20', 'dsbl', ['127.0.0.2']],
  ['2015-01-01, announced', 'ahbl', ['127.0.0.2']],
  ['2015-05-19, for sale', 'dul-ru', ['193.0.2.1']],
  ['2015-09-19, for sale', 'burnt-tech', ['198.51.100.7']],
  ['2017-01-08, expired', 'efnet', ['198.51.100.8', '198.51.100.9']],
  ['2018-05-30, parked', 'spamcannibal', ['91.195.240.117']],
  ['2019-10-30, resold', 'emailbasura', ['203.0.113.80']],
  ['2021-01-31, expired for a day', 'spamcop', ['91.195.240.87']],
  ['2024-01, squatter', 'njabl', ['127.0.0.2']],
  ['2024-03-26', 'drand', ['127.0.0.2']],
  ['2024-07-22, on purpose and with a normal code', 'lugh', ['127.0.0.2']],
  ['2024-11-12', 'anonmails', ['146.112.61.108']],
  ['2026-03-30', 'spamdown', ['216.120.147.200']],
];

describe('a list that listed the world is dead', () => {
  it.each(LIST_THE_WORLD)('%s: %s', async (_when, id, records) => {
    const list = trusted(id);
    const name = zoneOf(list);
    expect(await ids(list, everything(name, ...records))).toEqual(['dead', 'dead']);
    // Old entries may live on beside the wildcard, and caches may still hold the good answers.
    expect(await ids(list, { ...everything(name, ...records), ...listing(name) })).toEqual(['dead', 'dead']);
    const test = { [`2.0.0.127.${name}`]: { A: ['127.0.0.2'] } };
    expect(await ids(list, { ...everything(name, ...records), ...listing(name), ...test })).toEqual(['dead', 'dead']);
  });

  it('SpamCop 2021, the day after: the zone is repaired, and a cache still holds the parking page for one name', async () => {
    const spamcop = trusted('spamcop');
    const zones = {
      '2.0.0.127.bl.spamcop.net': { A: ['127.0.0.2'] },
      [`${HELD}.bl.spamcop.net`]: { A: ['127.0.0.2'] },
      '20.2.0.192.bl.spamcop.net': { A: ['91.195.240.87'] },
    };
    expect(await ids(spamcop, zones)).toEqual(['listed', 'dead']);
  });
});

describe('a list that no longer answers is unreachable, never clear', () => {
  it.each<[string, string, FailureReason]>([
    ['2006-12, 15 months of time-outs', 'ordb', 'timeout'],
    ['2009-03, name servers in unroutable space', 'dsbl', 'timeout'],
    ['2025-10, name servers in TEST-NET', 'wpbl', 'timeout'],
    ['2025-10, the same seen through a resolver', 'wpbl', 'servfail'],
    ['by 2015', 'swiftbl', 'servfail'],
    ['2018-07-04, the checker’s own resolver', 'spamcop', 'network'],
  ])('%s: %s (%s)', async (_when, id, why) => {
    const list = trusted(id);
    expect(await ids(list, listing(zoneOf(list)), silence(zoneOf(list), why))).toEqual(['unreachable', 'unreachable']);
  });

  it('before 2014: blitzed answers REFUSED, which a checker took for a listing', async () => {
    const list = trusted('blitzed');
    expect(await ids(list, {}, silence(zoneOf(list), 'refused'))).toEqual(['refused', 'refused']);
  });

  it.each(['sorbs', 'nixspam', 'wpbl', 'inps'])(
    '%s ended with an empty zone: its absences are unproven, never clear',
    async (id) => {
      expect(await ids(trusted(id), {})).toEqual(['unproven', 'unproven']);
      // An entry left behind is no listing either, while the list cannot prove that it lives.
      expect(await ids(trusted(id), listing(zoneOf(trusted(id))))).toEqual(['unproven', 'unproven']);
    },
  );
});

describe('a list that refuses is refused, never listed and never clear', () => {
  it.each(['127.255.255.254', '127.255.255.255', '127.255.255.252', '127.255.255.250', '127.255.255.251'])(
    'Spamhaus 2025-05-13: %s for every question',
    async (code) => {
      const zen = trusted('spamhaus-zen');
      expect(await ids(zen, everything(zoneOf(zen), code))).toEqual(['refused', 'refused']);
      expect(await ids(zen, { ...everything(zoneOf(zen), code), ...listing(zoneOf(zen)) })).toEqual([
        'refused',
        'refused',
      ]);
    },
  );

  it('a refused key: the finding says what to check and where the key is stored, and never the key itself', async () => {
    const zen = trusted('spamhaus-zen');
    const check = dnsblCheck({ lists: [zen], keys: KEYS });
    const [report] = await check.run(TARGETS, portsOf(zone(everything(zoneOf(zen), '127.255.255.250'))));
    const finding = report!.findings[0]!;
    expect(finding.summary).toBe(
      'Spamhaus ZEN refuses our queries. Asked for its test entry: it answered 127.255.255.250: the key is not valid (disabled).',
    );
    expect(advice(finding.remedy)?.text).toMatch(/key is valid.*POSTWATCH_KEY_SPAMHAUS, \/postwatch\/keys\/spamhaus/);
    expect(finding.evidence.map(({ question }) => question)).toEqual([
      '10.2.0.192.$KEY.zen.dq.spamhaus.net',
      '2.0.0.127.$KEY.zen.dq.spamhaus.net',
    ]);
    expect(JSON.stringify(report)).not.toContain(KEY);
  });

  it('Spamhaus: NXDOMAIN for every question, listed addresses included', async () => {
    const zen = trusted('spamhaus-zen');
    expect(await ids(zen, {})).toEqual(['unproven', 'unproven']);
  });

  it('Spamhaus DQS: SERVFAIL, because the data type is not enabled for the key', async () => {
    const dbl = trusted('spamhaus-dbl');
    const failing = silence(zoneOf(dbl), 'servfail');
    expect(await ids(dbl, {}, failing, [domain('example.com')])).toEqual(['refused']);
  });

  it.each(['validity-rpbl', 'validity-senderscore', 'validity-certified'])(
    'Validity since 2024-03: %s answers 127.255.255.255 to everything, allow-lists included',
    async (id) => {
      expect(await ids(trusted(id), everything(zoneOf(trusted(id)), '127.255.255.255'))).toEqual([
        'refused',
        'refused',
      ]);
    },
  );

  it('URIBL through a big resolver: 127.0.0.1 for every question', async () => {
    const uribl = trusted('uribl-multi');
    expect(await ids(uribl, everything(zoneOf(uribl), '127.0.0.1'), {}, [domain('example.com')])).toEqual(['refused']);
  });

  it('SURBL through 8.8.8.8: no answer for its test entries', async () => {
    const surbl = trusted('surbl-multi');
    expect(await ids(surbl, {}, {}, [domain('example.com')])).toEqual(['unproven']);
  });

  it('dnswl over its limit: "high trust" for everything is neither good news nor a wildcard', async () => {
    const dnswl = trusted('dnswl');
    expect(await ids(dnswl, everything(zoneOf(dnswl), '127.0.10.3'))).toEqual(['refused', 'refused']);
  });

  it('cbl.abuseat.org: the refusals of Spamhaus, although its name does not say Spamhaus', async () => {
    const cbl = trusted('cbl');
    expect(await ids(cbl, everything(zoneOf(cbl), '127.255.255.254'))).toEqual(['refused', 'refused']);
  });
});

describe('a cache between us and a list', () => {
  const zen = { ...trusted('spamhaus-zen') };
  const name = zoneOf(zen);
  const good: Zones = { [`2.0.0.127.${name}`]: { A: ['127.0.0.2', '127.0.0.4', '127.0.0.10'] }, ...listing(name) };

  async function twice(first: Zones, second: Zones): Promise<string[][]> {
    let world = zone(first, { ttl: 2100 });
    const cached = withCache(
      scripted((question) => world.ask(question)),
      waitingClock(),
      { entries: 1000 },
    );
    const check = dnsblCheck({ lists: [zen], keys: KEYS });
    const found: string[][] = [];
    for (const zones of [first, second]) {
      world = zone(zones, { ttl: 2100 });
      // Somebody else's question first: it fills the cache with what the list says now.
      await cached.ask({ name: `${HELD}.${name}`, type: 'A' });
      const reports = await check.run(TARGETS, portsOf(cached));
      found.push(reports.flatMap(({ findings }) => findings.map(({ id }) => id.replace('dnsbl.', ''))));
    }
    return found;
  }

  it('does not keep a refusal with TTL 2100 once the list answers', async () => {
    expect(await twice(everything(name, '127.255.255.254'), good)).toEqual([
      ['refused', 'refused'],
      ['listed', 'clear'],
    ]);
  });

  it('does not hide by kept answers that the list refuses now', async () => {
    expect(await twice(good, everything(name, '127.255.255.254'))).toEqual([
      ['listed', 'clear'],
      ['refused', 'refused'],
    ]);
  });

  it('does not turn an absence from an hour of silent refusal into a clear answer', async () => {
    expect(await twice({}, good)).toEqual([
      ['unproven', 'unproven'],
      ['listed', 'clear'],
    ]);
  });
});

describe('a list that was right is believed', () => {
  it('Barracuda 2019-06: many real listings of a sound list are kept', async () => {
    const brbl = trusted('barracuda-brbl');
    const targets = Array.from({ length: 20 }, (_, index) => ip(`198.51.${index}.7`));
    const zones = Object.fromEntries(
      targets.map((_, index) => [`7.${index}.51.198.b.barracudacentral.org`, { A: ['127.0.0.2'] }]),
    );
    const test = { '2.0.0.127.b.barracudacentral.org': { A: ['127.0.0.2'] } };
    expect(new Set(await ids(brbl, { ...zones, ...test }, {}, targets))).toEqual(new Set(['listed']));
  });

  it('Suomispam answers 127.0.0.99 for its test entry, blocklist.de 127.0.0.15: both are sound', async () => {
    for (const [id, answer] of [
      ['suomispam-bl', '127.0.0.99'],
      ['blocklist-de', '127.0.0.15'],
    ] as const) {
      const list = trusted(id);
      const zones = { [`2.0.0.127.${zoneOf(list)}`]: { A: [answer] }, ...listing(zoneOf(list)) };
      expect(await ids(list, zones)).toEqual(['listed', 'clear']);
    }
  });

  it('Hostkarma lists 127.0.0.1 as white: its negative test is not a wildcard', async () => {
    const list = trusted('hostkarma');
    const name = zoneOf(list);
    const zones = {
      [`2.0.0.127.${name}`]: { A: ['127.0.0.2'] },
      [`1.0.0.127.${name}`]: { A: ['127.0.0.1'] },
      [`${HELD}.${name}`]: { A: ['127.0.0.3'] },
    };
    expect(await ids(list, zones)).toEqual(['info', 'clear']);
  });

  it('the DBL is queried about names and never about an address', async () => {
    const resolver = zone({});
    await dnsblCheck({ lists: [trusted('spamhaus-dbl')], keys: KEYS }).run(TARGETS, portsOf(resolver));
    expect(resolver.asked).toEqual([]);
  });
});
