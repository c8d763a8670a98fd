import { describe, expect, it } from 'vitest';
import { ptrCheck } from '../../shared/checks/ptr.ts';
import { withSecondOpinion } from '../../shared/checks/second-opinion.ts';
import { spfCheck } from '../../shared/checks/spf.ts';
import type { Resolver } from '../../shared/dns/answer.ts';
import type { SecondOpinion, Witness } from '../../shared/dns/witness.ts';
import { address } from '../../shared/model/address.ts';
import type { AddressTarget } from '../../shared/model/target.ts';
import { advice } from '../support/advice.ts';
import { fakeClock } from '../support/clock.ts';
import { RESOLVER, type Zones, zone } from '../support/zone.ts';

const SENDER: AddressTarget = { kind: 'address', address: address('203.0.113.25'), domains: ['example.com'] };
const ELASTIC = { allocationId: 'eipalloc-1', region: 'eu-west-1', account: '123456789012', associated: true };
const REVERSE = '25.113.0.203.in-addr.arpa';
const AUTHORITY = '192.0.2.1:53';

const AGREES: SecondOpinion = { kind: 'agrees', by: AUTHORITY };
const NOBODY: SecondOpinion = { kind: 'none' };
const CONTRADICTS: SecondOpinion = {
  kind: 'contradicts',
  by: AUTHORITY,
  answer: {
    kind: 'records',
    records: ['mail.example.com'],
    chain: [],
    ttl: 60,
    trace: { name: REVERSE, type: 'PTR', resolver: AUTHORITY, rcode: 'NOERROR', at: 0, rttMs: 1 },
  },
};

type Asked = Witness & { readonly asked: string[] };

function witness(opinion: SecondOpinion, sound = true): Asked {
  const asked: string[] = [];
  return {
    asked,
    ask: async ({ name, type }) => {
      asked.push(`${type} ${name}`);
      return opinion;
    },
    isStillSound: async () => sound,
  };
}

async function found(of: AddressTarget, zones: Zones, by: Witness, which = ptrCheck) {
  const resolver: Resolver = zone(zones);
  const [report] = await withSecondOpinion(which, by).run([of], { resolver, clock: fakeClock(), random: () => 0 });
  return report?.findings ?? [];
}

describe('a fault that rests on an absence', () => {
  it('is confirmed by a second resolver that agrees', async () => {
    const by = witness(AGREES);
    expect(await found(SENDER, {}, by)).toMatchObject([{ id: 'ptr.missing', status: 'fail', confirmed: true }]);
    expect(by.asked).toEqual([`PTR ${REVERSE}`]);
  });

  it('is unknown where another server contradicts, shows both answers and advises no change', async () => {
    const [finding] = await found(SENDER, {}, witness(CONTRADICTS));
    expect(finding).toMatchObject({ id: 'ptr.unknown', status: 'unknown', severity: 'info' });
    expect(finding?.summary).toBe(
      `${RESOLVER} says that ${REVERSE} has no PTR record, but ${AUTHORITY} has one: mail.example.com.`,
    );
    expect(finding?.evidence.map(({ resolver }) => resolver)).toEqual([RESOLVER, AUTHORITY]);
    expect(advice(finding?.remedy)?.text).toMatch(/^Change nothing/);
  });

  it('stays unconfirmed where no other server answers and the resolver proves itself again', async () => {
    expect(await found(SENDER, {}, witness(NOBODY))).toMatchObject([{ id: 'ptr.missing', confirmed: false }]);
  });

  it('is unknown where the resolver is no longer sound', async () => {
    expect(await found(SENDER, {}, witness(NOBODY, false))).toMatchObject([{ id: 'ptr.unknown', status: 'unknown' }]);
  });

  it.each([
    [null, true],
    ['mail.example.com', false],
    [undefined, false],
  ])('with %s as the name recorded by EC2 is confirmed: %s', async (recordedPtr, confirmed) => {
    const elasticIp = recordedPtr === undefined ? ELASTIC : { ...ELASTIC, recordedPtr };
    const findings = await found({ ...SENDER, elasticIp }, {}, witness(NOBODY));
    expect(findings.find(({ id }) => id === 'ptr.missing')).toMatchObject({ confirmed });
  });

  it('that is a missing SPF record is looked up a second time once for all its senders', async () => {
    const by = witness(AGREES);
    const both = withSecondOpinion(spfCheck, by);
    const targets = [SENDER, { ...SENDER, address: address('203.0.113.26') }];
    const reports = await both.run(targets, { resolver: zone({}), clock: fakeClock(), random: () => 0 });
    expect(reports.flatMap(({ findings }) => findings)).toMatchObject([
      { id: 'spf.none', confirmed: true },
      { id: 'spf.none', confirmed: true },
    ]);
    expect(by.asked).toEqual(['TXT example.com']);
  });
});

describe('a finding that rests on records', () => {
  const ELSEWHERE: Zones = { [REVERSE]: { PTR: ['mail.example.com'] }, 'mail.example.com': { A: ['203.0.113.99'] } };
  const SOUND: Zones = { ...ELSEWHERE, 'mail.example.com': { A: ['203.0.113.25'] } };

  it.each([
    ['bad', ELSEWHERE, 'ptr.not-confirmed'],
    ['good', SOUND, 'ptr.confirmed'],
  ])('needs no second opinion, %s news or not', async (_, zones, id) => {
    const by = witness(CONTRADICTS);
    const [finding] = await found(SENDER, zones, by);
    expect(finding).toMatchObject({ id });
    expect(finding).not.toHaveProperty('confirmed');
    expect(by.asked).toEqual([]);
  });
});
