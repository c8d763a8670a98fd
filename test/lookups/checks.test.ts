/** The lookups that are the product's own checks: lists and SPF. */
import { describe, expect, it } from 'vitest';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import { look, lookupPorts, verdicts } from '../support/lookups.ts';
import { list } from '../support/watch.ts';
import { zone } from '../support/zone.ts';

const TESTED = { testListed: '127.0.0.2', testUnlisted: '127.0.0.1' } as const;
const DNS = zone(
  {
    '2.0.0.127.good.example': { A: ['127.0.0.2'] },
    '4.113.0.203.good.example': { A: ['127.0.0.2'] },
    'listed.example.com': { A: ['203.0.113.4', '10.0.0.1'] },
    'many.example.com': { A: [1, 2, 3, 5, 4].map((last) => `203.0.113.${last}`) },
    'half.example.com': { A: ['203.0.113.5'] },
    'example.com': { TXT: ['v=spf1 ip4:203.0.113.0/28 include:spf.example.net ~all'] },
    'spf.example.net': { TXT: ['v=spf1 ip4:203.0.113.64/28 -all'] },
    'loose.example.com': { TXT: ['v=spf1 +all'] },
  },
  {
    failing: {
      '* *.mute.example': 'timeout',
      'TXT broken.example.com': 'servfail',
      'AAAA half.example.com': 'timeout',
    },
  },
);
const ports = lookupPorts(DNS, {
  blocklists: dnsblCheck({ lists: [list('good', TESTED), list('mute', { ...TESTED, severity: 'minor' })], keys: {} }),
  isCritical: (id) => id === 'good',
});

describe('the lookup blacklist:', () => {
  it('of an address has a row a list, and one list of two without an answer does not hide the other', async () => {
    const sound = await look('blacklist:203.0.113.5', ports);
    expect(verdicts(sound)).toEqual(['unknown dnsbl.unreachable', 'pass dnsbl.clear']);
    expect(sound.status).toBe('pass');
    expect(sound.records).toMatchObject([
      { target: '203.0.113.5', list: 'mute', result: 'unreachable' },
      { target: '203.0.113.5', list: 'good', result: 'clear' },
    ]);
  });

  it('of a host covers each of its public addresses', async () => {
    const result = await look('blacklist:listed.example.com', ports);
    expect(result.status).toBe('fail');
    expect(result.failed).toMatchObject([{ id: 'dnsbl.listed', subject: '203.0.113.4 on good' }]);
    expect(DNS.asked.filter((one) => one.includes('1.0.0.10.'))).toEqual([]);
  });

  it.each([
    ['with more than are asked', 'many', 'only 4 of the 5 addresses of many.example.com'],
    ['of which some could not be asked for', 'half', 'could not look up the AAAA record of half.example.com'],
  ])('of a host of addresses %s is not clean', async (_, name, why) => {
    const { status, timeouts } = await look(`blacklist:${name}.example.com`, ports);
    expect(status).toBe('unknown');
    expect(timeouts[0]?.summary).toContain(why);
  });

  it('is unknown where no list could be queried', async () => {
    expect((await look('blacklist:203.0.113.5', lookupPorts(DNS))).status).toBe('unknown');
  });
});

describe('the lookup spf:', () => {
  it('shows a record with what it includes, and what that costs', async () => {
    const result = await look('spf:example.com', ports);
    expect(verdicts(result)).toEqual(['pass spf.record']);
    expect(result.records).toEqual([
      { domain: 'example.com', record: expect.stringContaining('v=spf1'), lookups: 1, problem: null },
      { domain: '  spf.example.net', record: expect.stringContaining('-all'), lookups: 0, problem: null },
    ]);
  });

  it.each([
    ['spf:example.com:203.0.113.1', 'pass', ['pass spf.pass', 'pass spf.record']],
    ['spf:example.com:203.0.113.65,2001:db8::1', 'fail', ['fail spf.softfail', 'pass spf.pass', 'pass spf.record']],
    ['spf:loose.example.com', 'warn', ['warn spf.plus-all', 'pass spf.record']],
    ['spf:none.example.com', 'fail', ['fail spf.none']],
    ['spf:broken.example.com:203.0.113.1', 'unknown', ['unknown spf.temperror']],
  ])('%s is %s', async (text, status, expected) => {
    const result = await look(text, ports);
    expect(result.status).toBe(status);
    expect(verdicts(result)).toEqual(expect.arrayContaining(expected));
  });
});
