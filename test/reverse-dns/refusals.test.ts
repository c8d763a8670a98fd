/** Every named refusal: what brings it about, that it names the next act, and that nothing was changed. */
import { describe, expect, it } from 'vitest';
import { isWishReason, type Reason, sentencesOf } from '../../shared/reverse-dns/blocked.ts';
import type { Allocation } from '../../shared/reverse-dns/ports.ts';
import type { Wish } from '../../shared/reverse-dns/state.ts';
import {
  addZone,
  aSet,
  drive,
  IP,
  NAME,
  putSets,
  type RdnsWorld,
  rdnsWorld,
  refusal,
  SERVERS,
  wish,
  ZONE,
} from '../support/reverse-dns.ts';

type Case = {
  readonly name: string;
  readonly reason: Reason;
  readonly wish?: Partial<Wish>;
  readonly eip?: Partial<Allocation>;
  readonly given?: (world: RdnsWorld) => void;
  /** In the text, the message or what to do. */
  readonly says?: RegExp;
};

const elsewhere = (world: RdnsWorld): void => {
  world.delegations.set('elsewhere.example', ['ns.provider.example']);
};
const LINE = `${NAME}. 300 IN A ${IP}`;

const AT_ONCE: readonly Case[] = [
  { name: 'no address', reason: 'not-an-address', wish: { address: 'mail.example.com' }, says: /allocation id/ },
  { name: 'octal', reason: 'not-an-address', wish: { address: '0300.0.2.1' } },
  { name: 'a shell in the id', reason: 'not-an-address', wish: { address: 'eipalloc-1;rm' } },
  { name: 'IPv6', reason: 'ipv6', wish: { address: '2001:db8::25' }, says: /delegate.*ip6\.arpa.*5\.2\.0\.0/ },
  { name: 'private', reason: 'never-public', wish: { address: '10.0.0.1' }, says: /RFC 1918/ },
  { name: 'loopback', reason: 'never-public', wish: { address: '::ffff:127.0.0.1' } },
  { name: 'one label', reason: 'invalid-hostname', wish: { hostname: 'mail' }, says: /full domain name/ },
  { name: 'an underscore', reason: 'invalid-hostname', wish: { hostname: 'mail_1.example.com' } },
  { name: 'a wildcard', reason: 'invalid-hostname', wish: { hostname: '*.example.com' } },
  { name: 'an address', reason: 'invalid-hostname', wish: { hostname: IP } },
  { name: "Amazon's own", reason: 'invalid-hostname', wish: { hostname: 'ec2-1.compute-1.amazonaws.com' } },
  { name: "Amazon's own in Europe", reason: 'invalid-hostname', wish: { hostname: 'ec2-1.compute.amazonaws.eu' } },
  { name: 'nothing', reason: 'invalid-hostname', wish: { hostname: '' } },
  { name: 'an escape sequence', reason: 'invalid-hostname', wish: { hostname: 'a\u001b[2J.example.com' } },
  { name: 'a label too long', reason: 'invalid-hostname', wish: { hostname: `${'a'.repeat(64)}.example.com` } },
];

const OF_THE_ADDRESS: readonly Case[] = [
  { name: "someone else's", reason: 'not-ours', wish: { address: '198.51.100.99' }, says: /eu-west-1/ },
  { name: 'a released id', reason: 'not-ours', wish: { address: 'eipalloc-99' } },
  { name: 'GovCloud', reason: 'govcloud', eip: { region: 'us-gov-west-1' }, says: /support case/ },
  {
    name: 'no tag',
    reason: 'missing-tag',
    eip: { tags: {} },
    wish: { needsTag: true },
    says: /create-tags --region eu-west-1 --resources eipalloc-25 --tags Key=postwatch:manage,Value=true/,
  },
  {
    name: 'a tag that says no',
    reason: 'missing-tag',
    eip: { tags: { 'postwatch:manage': 'false' } },
    wish: { needsTag: true },
  },
  {
    name: 'another name',
    reason: 'different-ptr',
    says: /old\.example\.com.*--replace/s,
    given: (world) => void Object.assign(world.eips.get('eipalloc-25')!, { ptrRecord: 'old.example.com.' }),
  },
  {
    name: 'EC2 may not be read',
    reason: 'aws-refused',
    says: /told to refuse: UnauthorizedOperation/,
    given: (world) => {
      world.fault = () => refusal('denied', 'UnauthorizedOperation');
    },
  },
  {
    name: 'EC2 throttles for ever',
    reason: 'aws-refused',
    says: /again later/,
    given: (world) => {
      world.fault = () => refusal('busy', 'RequestLimitExceeded');
    },
  },
];

const OF_THE_RECORD: readonly Case[] = [
  {
    name: "someone else's zone",
    reason: 'no-forward-record',
    wish: { hostname: 'mail.elsewhere.example' },
    given: elsewhere,
    says: /mail\.elsewhere\.example\. 300 IN A 198\.51\.100\.25.*"Action":"CREATE"/s,
  },
  { name: 'no such domain', reason: 'no-forward-record', wish: { hostname: 'mail.nowhere.example' } },
  { name: 'hands off', reason: 'no-forward-record', wish: { touchZones: false }, says: new RegExp(LINE) },
  {
    name: 'a batch by hand keeps the others',
    reason: 'no-forward-record',
    wish: { touchZones: false, mayMerge: true },
    given: (world) => putSets(world, [aSet(['198.51.100.9'])]),
    says: /"Action":"UPSERT".*198\.51\.100\.9.*198\.51\.100\.25/,
  },
  {
    name: 'only a private zone',
    reason: 'no-forward-record',
    says: /private/,
    given: (world) => void Object.assign(world.zones[0]!, { isPrivate: true }),
  },
  {
    name: 'no right to look',
    reason: 'no-forward-record',
    says: /told to refuse: AccessDenied/,
    given: (world) => {
      world.fault = (call) => (call === 'named' ? refusal('denied', 'AccessDenied') : null);
    },
  },
  {
    name: 'delegated elsewhere',
    reason: 'zone-not-delegated',
    says: /ns\.provider\.example/,
    given: (world) => void world.delegations.set('example.com', ['ns.provider.example']),
  },
  {
    name: 'half delegated',
    reason: 'zone-not-delegated',
    given: (world) => void world.delegations.set('example.com', [...SERVERS, 'ns.provider.example']),
  },
  {
    name: 'twins',
    reason: 'zone-ambiguous',
    says: /ZEXAMPLE.*ZTWIN/,
    given: (world) => addZone(world, { ...world.zones[0]!, id: 'ZTWIN' }),
  },
  { name: 'no such zone', reason: 'no-such-zone', wish: { zoneId: 'Z404' }, says: new RegExp(LINE) },
  {
    name: 'the private one, by id',
    reason: 'zone-private',
    wish: { zoneId: 'ZPRIVATE' },
    given: (world) => addZone(world, { ...world.zones[0]!, id: 'ZPRIVATE', isPrivate: true }),
  },
  {
    name: 'another one, by id',
    reason: 'outside-zone',
    wish: { zoneId: 'ZOTHER' },
    given: (world) => addZone(world, { ...world.zones[0]!, id: 'ZOTHER', name: 'ample.com' }),
  },
  {
    name: 'a left-over below, by id',
    reason: 'zone-not-delegated',
    wish: { zoneId: 'ZBELOW', hostname: 'a.mail.example.com' },
    given: (world) => addZone(world, { ...world.zones[0]!, id: 'ZBELOW', name: NAME }),
  },
  {
    name: 'CNAME',
    reason: 'cname',
    says: /www\.example\.com/,
    given: (world) =>
      putSets(world, [
        aSet(['www.example.com'], { type: 'CNAME' }),
        aSet(['198.51.100.9'], { name: 'www.example.com' }),
      ]),
  },
  {
    name: 'an apex with CNAME',
    reason: 'apex-cname',
    wish: { hostname: 'example.com' },
    says: /mail\.example\.com/,
    given: (world) => {
      world.elsewhere = {
        'example.com': { CNAME: 'www.provider.example' },
        'www.provider.example': { A: ['198.51.100.9'] },
      };
    },
  },
  { name: 'alias', reason: 'alias', given: (world) => putSets(world, [aSet([], { isAlias: true, ttl: null })]) },
  {
    name: 'weighted',
    reason: 'routing-policy',
    given: (world) =>
      putSets(world, [aSet(['198.51.100.9'], { isRouted: true }), aSet(['198.51.100.8'], { isRouted: true })]),
  },
  {
    name: 'a wildcard',
    reason: 'wildcard',
    given: (world) => putSets(world, [aSet(['198.51.100.9'], { name: '*.example.com' })]),
  },
  {
    name: 'a delegation',
    reason: 'delegated-name',
    given: (world) => world.sets.set(ZONE, [aSet(['ns.other.example.'], { type: 'NS' })]),
  },
  {
    name: 'others without consent',
    reason: 'needs-merge',
    says: /198\.51\.100\.9.*--merge/s,
    given: (world) => putSets(world, [aSet(['198.51.100.9'])]),
  },
  {
    name: 'Route 53 refuses',
    reason: 'aws-refused',
    says: /told to refuse: AccessDenied.*Changes/s,
    given: (world) => {
      world.fault = (call) => (call === 'change' ? refusal('denied', 'AccessDenied') : null);
    },
  },
  {
    name: 'Route 53 is busy for ever',
    reason: 'aws-refused',
    given: (world) => {
      world.fault = (call) => (call === 'change' ? refusal('busy', 'PriorRequestNotComplete') : null);
    },
  },
];

/** The forward record stands. */
const OF_EC2: readonly Case[] = [
  {
    name: 'in its own words',
    reason: 'request-refused',
    given: (world) => {
      world.fault = (call) => (call === 'setPtr' ? refusal('refused', 'X', '<AWS says> "no"') : null);
    },
    says: /<AWS says> "no".*A record.*sending limits.*rdns-limits/s,
  },
  {
    name: 'BYOIP',
    reason: 'request-refused',
    eip: { pool: 'ipv4pool-ec2-1' },
    says: /in-addr\.arpa/,
    given: (world) => {
      world.fault = (call) => (call === 'setPtr' ? refusal('refused', 'X') : null);
    },
  },
  {
    name: 'service-managed',
    reason: 'request-refused',
    eip: { serviceManaged: 'nlb' },
    says: /AWS service \(nlb\) manages/,
    given: (world) => {
      world.fault = (call) => (call === 'setPtr' ? refusal('refused', 'X') : null);
    },
  },
  {
    // The policy need not be one in which the tag decides.
    name: 'denied without the tag',
    reason: 'request-refused',
    eip: { tags: {} },
    says: /told to refuse: UnauthorizedOperation.*policy of these credentials.*such as the deployment's.*create-tags --region/s,
    given: (world) => {
      world.fault = (call) => (call === 'setPtr' ? refusal('denied', 'UnauthorizedOperation') : null);
    },
  },
  {
    name: 'denied with the tag',
    reason: 'request-refused',
    says: /policy of these credentials(?!.*create-tags)/s,
    given: (world) => {
      world.fault = (call) => (call === 'setPtr' ? refusal('denied', 'UnauthorizedOperation') : null);
    },
  },
  {
    name: 'released meanwhile',
    reason: 'released',
    says: /A records/,
    given: (world) => {
      world.fault = (call) => (call === 'setPtr' ? refusal('missing', 'InvalidAllocationID.NotFound') : null);
    },
  },
];

async function refusedBy({ wish: more, eip, given }: Case, world: RdnsWorld = rdnsWorld(eip)) {
  given?.(world);
  const before = JSON.stringify([...world.sets, ...world.eips]);
  const { blocked, stage, again } = await drive(world, wish(more));
  expect({ stage, again }).toEqual({ stage: 'blocked', again: null });
  expect(world.writes).toEqual([]);
  expect(JSON.stringify([...world.sets, ...world.eips])).toBe(before);
  return blocked!;
}

function check(blocked: Awaited<ReturnType<typeof refusedBy>>, { reason, says }: Case): void {
  expect(blocked.reason).toBe(reason);
  const { text, whatToDo, message = '', command = '', zoneLine = '', changeBatch = '' } = blocked;
  const all = [text, message, whatToDo, command, zoneLine, changeBatch].join('\n');
  if (says !== undefined) expect(all).toMatch(says);
  expect(whatToDo.length).toBeGreaterThan(20);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(text + whatToDo).not.toMatch(/[\u0000-\u001f]/);
  // Whole sentences, and each of them in Korean, with the same addresses and names in it.
  expect(text).toMatch(/[.!?]$/);
  const korean = sentencesOf(blocked, 'ko');
  // What is wrong with a name is said by its parser.
  const ours = reason === 'invalid-hostname' ? [korean.whatToDo] : [korean.text, korean.whatToDo];
  for (const one of ours) {
    expect(one).toMatch(/[가-힣]/);
    expect(one).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|\(으\)로|undefined|\[object/);
  }
  for (const address of text.match(/\d+\.\d+\.\d+\.\d+/g) ?? []) expect(korean.text).toContain(address);
}

describe('the reverse DNS machine refuses a wish without a question', () => {
  it.each(AT_ONCE)('$name: $reason', async (one) => {
    const world = rdnsWorld();
    check(await refusedBy(one, world), one);
    expect(isWishReason(one.reason)).toBe(true);
    expect(world.calls).toEqual([]);
    expect(world.questions).toEqual([]);
  });
});

describe('the reverse DNS machine refuses an address', () => {
  it.each(OF_THE_ADDRESS)('$name: $reason', async (one) => {
    check(await refusedBy(one), one);
    expect(isWishReason(one.reason)).toBe(false);
  });
});

describe('the reverse DNS machine refuses to write the forward record, and names it for someone who can publish it', () => {
  it.each(OF_THE_RECORD)('$name: $reason', async (one) => {
    const blocked = await refusedBy(one);
    check(blocked, one);
    // What has no use for a record at this name names none.
    if (blocked.zoneLine !== undefined) expect(blocked.zoneLine).toMatch(/^[a-z.-]+\. 300 IN A 198\.51\.100\.25$/);
    if (blocked.changeBatch !== undefined) expect(JSON.parse(blocked.changeBatch).Changes).toHaveLength(1);
  });
});

describe('the reverse DNS machine prints no record that would merge two hosts, beside other addresses', () => {
  it.each<readonly [string, Partial<Wish>, (world: RdnsWorld) => void]>([
    ['Route 53 may be written', {}, () => {}],
    ['Route 53 is not to be written', { touchZones: false }, () => {}],
    ['there is no such zone', { zoneId: 'ZNONE' }, () => {}],
    ['the zone is private', {}, (world) => void Object.assign(world.zones[0]!, { isPrivate: true })],
    ['the zone is twice there', {}, (world) => void world.zones.push({ ...world.zones[0]!, id: 'ZTWIN' })],
    [
      'the zone is not the one that is asked',
      {},
      (world) => void Object.assign(world.zones[0]!, { nameServers: ['ns.example'] }),
    ],
  ])('where %s', async (_, more, given) => {
    const prepared = (world: RdnsWorld): void => {
      putSets(world, [aSet(['198.51.100.9'], { ttl: 7200 })]);
      given(world);
    };
    const one: Case = { name: '', reason: 'needs-merge', wish: more, given: prepared };
    const blocked = await refusedBy(one);
    const { zoneLine, changeBatch } = blocked;
    expect({ zoneLine, changeBatch }).toEqual({ zoneLine: undefined, changeBatch: undefined });
    // With the consent to merge it is written where it may be, and elsewhere the batch has both.
    if (blocked.reason === 'needs-merge') return;
    const consented = await refusedBy({ ...one, wish: { ...more, mayMerge: true } });
    const [change] = JSON.parse(consented.changeBatch ?? '').Changes;
    expect(change.Action).toBe('UPSERT');
    expect(change.ResourceRecordSet.ResourceRecords).toEqual([{ Value: '198.51.100.9' }, { Value: IP }]);
  });
});

describe('the reverse DNS machine reports a refusal of EC2', () => {
  it.each(OF_EC2)('$name: $reason', async (one) => {
    const world = rdnsWorld(one.eip);
    putSets(world, [aSet([IP])]);
    check(await refusedBy(one, world), one);
  });

  it.each(['FAILED', 'failed', 'SUCCEEDED?', ''])(
    'and an update that ends with the status "%s" as a failure',
    async (status) => {
      const world = rdnsWorld();
      world.ending = { status, reason: 'because of the weather' };
      const { blocked } = await drive(world, wish());
      expect(blocked).toMatchObject({ reason: 'request-failed', message: 'because of the weather' });
    },
  );
});

it('a leftover zone below the delegated one is not written to', async () => {
  const world = rdnsWorld();
  addZone(world, { ...world.zones[0]!, id: 'ZBELOW', name: NAME, nameServers: ['ns-9.awsdns.example'] });
  expect((await drive(world, wish())).stage).toBe('confirmed');
  expect(world.sets.get('ZBELOW')).toEqual([]);
});

it('of two zones with one name, the delegated one is written to', async () => {
  const world = rdnsWorld();
  addZone(world, { ...world.zones[0]!, id: 'ZTWIN', nameServers: ['ns-9.awsdns.example'] });
  addZone(world, { ...world.zones[0]!, id: 'ZPRIVATE', isPrivate: true, nameServers: [] });
  expect((await drive(world, wish())).stage).toBe('confirmed');
  expect(world.sets.get('ZTWIN')).toEqual([]);
});
