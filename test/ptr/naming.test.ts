/** The name that is proposed: looked up first, the sender's own, and never the same for two addresses of a fleet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPtrCheck } from '../../shared/checks/ptr.ts';
import { address } from '../../shared/model/address.ts';
import { fleetOf, GUESSABLE } from '../../shared/model/fleet.ts';
import type { AddressTarget } from '../../shared/model/target.ts';
import { withoutAppendedZone } from '../../shared/ptr/appended.ts';
import { proposeName } from '../../shared/ptr/naming.ts';
import { advice } from '../support/advice.ts';
import { fakeClock } from '../support/clock.ts';
import { runs } from '../support/thorough.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const V4 = '203.0.113.25';
const sender = (text: string, more: Partial<AddressTarget> = {}): AddressTarget => ({
  kind: 'address',
  address: address(text),
  domains: ['example.com'],
  ...more,
});

const propose = (of: AddressTarget, zones: Zones, others: readonly AddressTarget[] = [], options: ZoneOptions = {}) =>
  proposeName(of, fleetOf([of, ...others]), zone(zones, options));

const elasticIp = { allocationId: 'eipalloc-1', region: 'eu-west-1', account: '123456789012', associated: true };

describe('the name proposed for an address', () => {
  it.each<readonly [string, AddressTarget, Zones, readonly AddressTarget[], object]>([
    [
      'what the owner wants',
      sender(V4, { helo: 'smtp.example.com', elasticIp: { ...elasticIp, wantedPtr: 'out.example.com' } }),
      {},
      [],
      { name: 'out.example.com', from: 'wanted', place: 'free' },
    ],
    [
      'the HELO name, if it is free',
      sender(V4, { helo: 'smtp.example.com' }),
      {},
      [],
      { name: 'smtp.example.com', from: 'helo', place: 'free' },
    ],
    [
      'the HELO name, if it resolves to the address',
      sender(V4, { helo: 'smtp.example.com' }),
      { 'smtp.example.com': { A: [V4] } },
      [],
      { from: 'helo', place: 'here' },
    ],
    [
      'not a HELO name that resolves to another address',
      sender(V4, { helo: 'smtp.example.com' }),
      { 'smtp.example.com': { A: ['192.0.2.1'] } },
      [],
      { name: 'mail.example.com', from: 'guess' },
    ],
    [
      'not a HELO name that another one greets with too',
      sender(V4, { helo: 'smtp.example.com' }),
      {},
      [sender('192.0.2.9', { helo: 'SMTP.example.com' })],
      { name: 'mail25.example.com', from: 'guess' },
    ],
    [
      'the plain name for the only sender',
      sender(V4),
      {},
      [],
      { name: 'mail.example.com', from: 'guess', place: 'free' },
    ],
    [
      'not the plain name of the MX',
      sender(V4),
      { 'mail.example.com': { A: ['192.0.2.1'] } },
      [],
      { name: 'mail25.example.com', place: 'free' },
    ],
    [
      'not an alias',
      sender(V4),
      { 'mail.example.com': { CNAME: 'h.example.net' }, 'h.example.net': { A: [V4] } },
      [],
      { name: 'mail25.example.com' },
    ],
    [
      'the plain name that resolves to the address, in a fleet too',
      sender(V4),
      { 'mail.example.com': { A: [V4] } },
      [sender('192.0.2.9')],
      { name: 'mail.example.com', place: 'here' },
    ],
    [
      'not the plain name that resolves to the address and to another one',
      sender(V4),
      { 'mail.example.com': { A: [V4, '192.0.2.9'] } },
      [sender('192.0.2.9')],
      { name: 'mail25.example.com' },
    ],
    [
      'the next number, if that one is taken',
      sender(V4),
      { 'mail25.example.com': { A: ['192.0.2.1'] } },
      [sender('192.0.2.9')],
      { name: 'mail281.example.com' },
    ],
    ['of IPv6', sender('2001:db8::25'), {}, [sender(V4)], { name: 'mail6-769.example.com' }],
  ])('is %s', async (_, of, zones, others, expected) => {
    expect(await propose(of, zones, others)).toMatchObject(expected);
  });

  it('is none where a wildcard answers every name, and where no domain is known', async () => {
    expect(await propose(sender(V4), { '*.example.com': { A: ['192.0.2.1'] } })).toBeNull();
    expect(await propose(sender(V4, { domains: [] }), {})).toBeNull();
  });

  it('is called unproven where it could not be looked up', async () => {
    const failing = { '* *.example.com': 'timeout' as const };
    expect(await propose(sender(V4), {}, [], { failing })).toMatchObject({
      name: 'mail25.example.com',
      place: 'unknown',
    });
  });

  it('is never the same for two addresses of a fleet, whatever is in DNS', async () => {
    const octet = fc.integer({ min: 1, max: 254 });
    const one = fc.oneof(
      fc.tuple(fc.constantFrom('203.0.113', '198.51.100', '192.0.2'), octet).map(([net, last]) => `${net}.${last}`),
      octet.map((last) => `2001:db8::${last.toString(16)}`),
    );
    const helo = fc.option(fc.constantFrom('smtp.example.com', 'mail.example.com', 'mail7.example.com'), {
      nil: undefined,
    });
    const taken = fc.uniqueArray(fc.constantFrom('mail', 'mail7', 'mail1', 'mail770', 'smtp'), { maxLength: 3 });
    const fleet = fc.uniqueArray(fc.tuple(one, helo), { minLength: 2, maxLength: 30, selector: ([text]) => text });
    await fc.assert(
      fc.asyncProperty(fleet, taken, async (members, names) => {
        const targets = members.map(([text, name]) => sender(text, name === undefined ? {} : { helo: name }));
        const zones = Object.fromEntries(names.map((name) => [`${name}.example.com`, { A: ['192.0.2.254'] }]));
        const known = fleetOf(targets);
        const found = await Promise.all(targets.map((target) => proposeName(target, known, zone(zones))));
        const proposed = found.flatMap((name) => (name === null ? [] : [name.name]));
        expect(new Set(proposed).size).toBe(proposed.length);
        for (const name of found) {
          if (name === null) continue;
          expect(name.place).not.toBe('taken');
          // What a batch carries of the fleet has to hold every name that might be guessed.
          if (name.from === 'guess') expect(name.name).toMatch(GUESSABLE);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('a reverse name to which a zone was appended', () => {
  it.each([
    ['mail.example.com.113.0.203.in-addr.arpa', 'mail.example.com'],
    ['mail.example.com.24-31.113.0.203.in-addr.arpa', 'mail.example.com'],
    ['mail.example.com.8.b.d.0.1.0.0.2.ip6.arpa', 'mail.example.com'],
    ['mail.example.com.example.com', 'mail.example.com'],
    ['a.example.co.uk.example.co.uk', 'a.example.co.uk'],
    ['mail.example.com', null],
    ['com.com', null],
    ['25.113.0.203.in-addr.arpa', null],
    ['example.example', null],
  ])('%s: %s', (name, meant) => expect(withoutAppendedZone(name)).toBe(meant));
});

describe('the remedy for a reverse name fits the case', () => {
  const REVERSE = '25.113.0.203.in-addr.arpa';
  const findings = async (zones: Zones, of = sender(V4)) => {
    const ports = { resolver: zone(zones), clock: fakeClock(), random: () => 0 };
    return (await createPtrCheck().run([of], ports))[0]?.findings ?? [];
  };

  it('a dangling delegation is repaired in the delegated zone', async () => {
    const [found] = await findings({ [REVERSE]: { CNAME: '25.24-31.113.0.203.in-addr.arpa' } });
    expect(advice(found?.remedy)?.text).toContain('"25.24-31.113.0.203.in-addr.arpa. 300 IN PTR mail.example.com."');
    expect(advice(found?.remedy)?.command).toBe('dig 24-31.113.0.203.in-addr.arpa NS');
    // EC2 writes the records of its own addresses.
    const [eip] = await findings({ [REVERSE]: { CNAME: '25.x.113.0.203.in-addr.arpa' } }, sender(V4, { elasticIp }));
    expect(advice(eip?.remedy)?.command).toContain('modify-address-attribute');
  });

  it('a missing final dot is named', async () => {
    const [found] = await findings({ [REVERSE]: { PTR: ['mail.example.com.113.0.203.in-addr.arpa'] } });
    expect(found).toMatchObject({
      id: 'ptr.not-confirmed',
      summary: expect.stringContaining('final dot of mail.example.com'),
    });
    expect(advice(found?.remedy)?.text).toContain(`"${REVERSE}. 300 IN PTR mail.example.com."`);
    const [twice] = await findings({ [REVERSE]: { PTR: ['mail.example.com.example.com'] } });
    expect(advice(twice?.remedy)?.text).toContain('IN PTR mail.example.com."');
  });

  it('of more than ten names it says how many were looked at', async () => {
    const names = Array.from({ length: 14 }, (_, at) => `h${at + 10}.example.com`);
    const zones: Zones = { [REVERSE]: { PTR: names }, 'h10.example.com': { A: [V4] } };
    const found = await findings(zones);
    expect(found.find(({ id }) => id === 'ptr.confirmed')?.summary).toContain('10 of its 14 names');
    expect(found.find(({ id }) => id === 'ptr.several')?.summary).toContain('10 of its 14 names');
    const none = await findings({ [REVERSE]: { PTR: names } });
    expect(none.find(({ id }) => id === 'ptr.not-confirmed')?.summary).toContain('10 of its 14 names');
  });
});
