import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import type { AddressTarget } from '../../shared/model/target.ts';
import { type Ec2Record, judgeReverse } from '../../shared/ptr/judge-reverse.ts';
import { lookupReverse } from '../../shared/ptr/lookup.ts';
import { advice } from '../support/advice.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const REVERSE = '25.113.0.203.in-addr.arpa';
const TARGET: AddressTarget = { kind: 'address', address: address('203.0.113.25'), domains: [] };

async function judge(zones: Zones, recorded?: Ec2Record, options: ZoneOptions = {}) {
  const lookup = await lookupReverse(TARGET.address, undefined, zone(zones, options));
  return judgeReverse(TARGET, lookup, recorded === undefined ? {} : { recorded });
}

const SOUND: Zones = { [REVERSE]: { PTR: ['mail.example.com'] }, 'mail.example.com': { A: ['203.0.113.25'] } };

describe('the drift between EC2 and DNS', () => {
  it.each<readonly [string, Zones, Ec2Record | undefined, readonly string[]]>([
    ['EC2 was not looked at', SOUND, undefined, ['ptr.confirmed']],
    ['EC2 has no record of its own', SOUND, { ptrRecord: null }, ['ptr.confirmed']],
    ['EC2 and DNS agree (EC2 writes a trailing dot)', SOUND, { ptrRecord: 'Mail.example.com.' }, ['ptr.confirmed']],
    ['EC2 and DNS differ', SOUND, { ptrRecord: 'mx.example.com.' }, ['ptr.confirmed', 'ptr.drift']],
    ['DNS has nothing', {}, { ptrRecord: 'mail.example.com.' }, ['ptr.missing', 'ptr.drift']],
  ])('is found or not: %s', async (_, zones, recorded, ids) => {
    expect((await judge(zones, recorded)).map(({ id }) => id)).toEqual(ids);
  });

  it('is not found where DNS did not answer', async () => {
    const findings = await judge(
      SOUND,
      { ptrRecord: 'mx.example.com.' },
      { failing: { [`PTR ${REVERSE}`]: 'timeout' } },
    );
    expect(findings.map(({ id }) => id)).toEqual(['ptr.unknown']);
  });

  it('shows both names and how to see what EC2 is doing', async () => {
    const drift = (await judge(SOUND, { ptrRecord: 'mx.example.com.' })).find(({ id }) => id === 'ptr.drift');
    expect(drift).toMatchObject({ status: 'warn', severity: 'major' });
    expect(drift?.summary).toBe('EC2 has recorded mx.example.com. for 203.0.113.25, but DNS has mail.example.com.');
    expect(advice(drift?.remedy)?.command).toMatch(
      /^aws ec2 describe-addresses-attribute --attribute domain-name --allocation-ids "/,
    );
  });
});

describe('a confirmed reverse name of an Elastic IP', () => {
  const remedy = async (ptrRecord: string | null) =>
    (await judge(SOUND, { ptrRecord })).find(({ id }) => id === 'ptr.confirmed')?.remedy;

  it('has to be reset before the address can be released', async () => {
    expect(advice(await remedy('mail.example.com.'))?.command).toMatch(/^npx postwatch reverse-dns [\d.]+ --reset$/);
  });

  it('needs no step where EC2 has no name of it', async () => {
    expect(await remedy(null)).toBeNull();
  });
});

describe('the reverse name that the owner wants', () => {
  const drifts = async (recorded: Ec2Record, zones: Zones = SOUND) =>
    (await judge(zones, recorded)).filter(({ id }) => id === 'ptr.drift');

  it('drifts where DNS has another name, with the command that sets the wanted one', async () => {
    const [drift] = await drifts({ ptrRecord: null, wanted: 'new.example.com' });
    expect(drift!.summary).toBe(
      'The tag postwatch:ptr of 203.0.113.25 says new.example.com, but DNS has mail.example.com.',
    );
    expect(advice(drift!.remedy)?.command).toContain('--domain-name new.example.com');
  });

  it('does not drift where DNS has it, in any case', async () => {
    expect(await drifts({ ptrRecord: null, wanted: 'mail.example.com' })).toEqual([]);
  });

  it('points to EC2 where EC2 has already recorded it', async () => {
    const [drift] = await drifts({ ptrRecord: 'new.example.com.', wanted: 'new.example.com' });
    expect(advice(drift!.remedy)?.command).toContain('describe-addresses-attribute');
  });
});
