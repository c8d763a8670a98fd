/** The machine from the wish to its end, against an AWS with a memory. */
import { describe, expect, it } from 'vitest';
import type { Resolver } from '../../shared/dns/answer.ts';
import { advance } from '../../shared/reverse-dns/advance.ts';
import { hasWritten, type State } from '../../shared/reverse-dns/state.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import {
  addressesOf,
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
} from '../support/reverse-dns.ts';
import { zone } from '../support/zone.ts';

const stepsOf = ({ steps }: State) => steps.map(({ stage, outcome }) => `${stage} ${outcome}`);

/** The name stands in EC2 and DNS, and the forward record with it. */
function settled(world: RdnsWorld, name = NAME): RdnsWorld {
  putSets(world, [aSet([IP], { name })]);
  for (const eip of world.eips.values()) Object.assign(eip, { ptrRecord: `${name}.`, dns: `${name}.` });
  return world;
}

describe('the reverse DNS machine on its way to the proof', () => {
  it('creates the forward record, asks EC2, waits, and proves the name by four answers', async () => {
    const world = rdnsWorld();
    const state = await drive(world, wish());
    expect(state).toMatchObject({ stage: 'confirmed', blocked: null, again: null });
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
    expect(stepsOf(state)).toEqual([
      'plan found',
      'forward done',
      'forward found',
      'forward found',
      'forward done',
      'requested found',
      'applied found',
    ]);
    const proof = state.steps.at(-1)!.evidence!.map(({ type, question, answers }) => `${type} ${question} ${answers}`);
    const ptr = `PTR 25.100.51.198.in-addr.arpa ${NAME}`;
    expect(proof).toEqual([ptr, ptr, `A ${NAME} ${IP}`, `A ${NAME} ${IP}`, `A ${NAME} ${IP}`]);
    // Past every cache, and the zones' own servers without recursion.
    const forward = world.questions.filter(({ name }) => name === NAME);
    expect(forward.every(({ fresh }) => fresh === true)).toBe(true);
    const byServers = world.questions.filter(({ server }) => server !== undefined).slice(-3);
    expect(byServers.map(({ type, server }) => `${type} ${server?.port}`)).toEqual(['PTR 53', 'A 53', 'A 53']);
  });

  it('never sleeps: every step ends at once and says when the next one is due', async () => {
    const world = rdnsWorld();
    let state = begin(wish(), world.ports.clock);
    for (let look = 0; look < 3; look++) {
      state = await advance(state, world.ports);
      expect(Date.parse(state.again!)).toBeGreaterThan(world.now);
    }
    expect(world.now).toBe(Date.parse(state.startedAt));
  });

  it('has a result where there is nothing to do', async () => {
    const world = settled(rdnsWorld());
    const state = await advance(begin(wish(), world.ports.clock), world.ports);
    expect(state.stage).toBe('confirmed');
    expect(hasWritten(state)).toBe(false);
    expect(world.writes).toEqual([]);
    expect(world.log).toEqual([]);
  });

  it('does not ask EC2 again for what was asked already', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    await world.ports.elasticIps.setPtr('eipalloc-25', NAME);
    const state = await drive(world, wish());
    expect(state.stage).toBe('confirmed');
    expect(world.writes).toEqual([`set ${NAME}.`]);
  });

  it('finds the address by its allocation id, and a name in capitals with its dot', async () => {
    const world = rdnsWorld();
    const state = await drive(world, wish({ address: 'eipalloc-25', hostname: 'MAIL.Example.COM.' }));
    expect(state).toMatchObject({ stage: 'confirmed', allocation: { publicIp: IP } });
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  });

  it('adds to the existing record with consent, and keeps its TTL', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet(['198.51.100.1', '198.51.100.2'], { ttl: 60 }), aSet(['10 mx.example.com.'], { type: 'MX' })]);
    const state = await drive(world, wish({ mayMerge: true }));
    expect(state.stage).toBe('confirmed');
    expect(world.writes[0]).toBe(`UPSERT ${NAME} 198.51.100.1 198.51.100.2 ${IP}`);
    expect(world.sets.get('ZEXAMPLE')!.find(({ type }) => type === 'A')!.ttl).toBe(60);
    expect(world.sets.get('ZEXAMPLE')).toHaveLength(2);
  });

  it('needs no Route 53 for a zone of someone else once the record is there', async () => {
    const world = rdnsWorld();
    world.delegations.set('elsewhere.example', ['ns.provider.example']);
    world.elsewhere = { 'mx.elsewhere.example': { A: [IP] } };
    const state = await drive(world, wish({ hostname: 'mx.elsewhere.example', touchZones: false }));
    expect(state.stage).toBe('confirmed');
    expect(world.calls.some((call) => ['named', 'recordSets', 'change'].includes(call))).toBe(false);
  });

  it('needs no tag with the rights of the caller', async () => {
    const world = rdnsWorld({ tags: {} });
    expect((await drive(world, wish())).stage).toBe('confirmed');
  });

  it('accepts a name that is an alias of one that resolves back', async () => {
    const world = rdnsWorld();
    world.elsewhere = { [NAME]: { CNAME: 'host.example.com' } };
    putSets(world, [aSet([IP], { name: 'host.example.com' })]);
    // EC2 follows it as well.
    world.before.set('setPtr', () => putSets(world, [aSet([IP]), aSet([IP], { name: 'host.example.com' })]));
    expect((await drive(world, wish())).stage).toBe('confirmed');
  });
});

describe('the reverse DNS machine that undoes', () => {
  it('resets, waits and proves that the name is gone, and does not change Route 53', async () => {
    const world = settled(rdnsWorld());
    const state = await drive(world, wish({ hostname: null, mayReplace: [NAME] }));
    expect(state).toMatchObject({ stage: 'confirmed', before: NAME });
    expect(world.writes).toEqual(['reset']);
    expect(addressesOf(world)).toEqual([IP]);
    expect(world.calls.filter((call) => !['find', 'ptr', 'resetPtr'].includes(call))).toEqual([]);
  });

  it.each([null, 'ec2-198-51-100-25.eu-west-1.compute.amazonaws.com.'])('has nothing to undo of %s', async (ptr) => {
    const world = rdnsWorld();
    Object.assign(world.eips.get('eipalloc-25')!, { ptrRecord: ptr, dns: ptr });
    const state = await drive(world, wish({ hostname: null }));
    expect(state.stage).toBe('confirmed');
    expect(world.writes).toEqual([]);
  });

  it('keeps a name that is not the one we set', async () => {
    const world = settled(rdnsWorld(), 'theirs.example.com');
    const state = await drive(world, wish({ hostname: null, mayReplace: [NAME] }));
    expect(state.blocked?.reason).toBe('different-ptr');
    expect(world.writes).toEqual([]);
  });

  it('has no proof while a resolver still answers the old name', async () => {
    const world = settled(rdnsWorld());
    world.elsewhere = { '25.100.51.198.in-addr.arpa': { PTR: [NAME] } };
    const state = await drive(world, wish({ hostname: null, mayReplace: 'any' }));
    expect(state.blocked).toMatchObject({ reason: 'unproved', text: expect.stringContaining('PTR record') });
  });
});

describe('the patience of the reverse DNS machine', () => {
  it('is at least ten minutes a stage, over as many invocations as needed', async () => {
    const world = rdnsWorld();
    const begun = world.now;
    world.ending = { status: 'PENDING', reason: '' };
    const state = await drive(world, wish());
    expect(state.blocked).toMatchObject({ reason: 'not-applied', text: expect.stringContaining('PENDING') });
    expect(world.now - begun).toBeGreaterThan(600_000);
    // The looks fill no list.
    expect(state.steps.length).toBeLessThan(12);
  });

  it('waits out throttling and a change in flight', async () => {
    const world = rdnsWorld();
    world.fault = (call, nth) => {
      if (call === 'change' && nth <= 3) return refusal('busy', 'PriorRequestNotComplete');
      return ['find', 'ptr', 'named', 'setPtr', 'changeStatus'].includes(call) && nth <= 2
        ? refusal('busy', 'Throttling')
        : null;
    };
    const state = await drive(world, wish());
    expect(state.stage).toBe('confirmed');
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  });

  it('needs no GetChange where that is denied, since the name servers answer', async () => {
    const world = rdnsWorld();
    world.fault = (call) => (call === 'changeStatus' ? refusal('denied', 'AccessDenied') : null);
    expect((await drive(world, wish())).stage).toBe('confirmed');
  });

  it('waits for an earlier request of someone, whose name then needs consent', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP]), aSet([IP], { name: 'other.example.com' })]);
    await world.ports.elasticIps.setPtr('eipalloc-25', 'other.example.com');
    const refused = await drive(world, wish());
    expect(refused.blocked?.reason).toBe('different-ptr');
    const allowed = await drive(world, wish({ mayReplace: ['other.example.com'] }));
    expect(allowed.stage).toBe('confirmed');
  });

  it('takes an EC2 answer that lags behind its own write as its own', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    Object.assign(world.eips.get('eipalloc-25')!, { ptrRecord: 'old.example.com.' });
    let lag = 3;
    const { elasticIps } = world.ports;
    const ptr: typeof elasticIps.ptr = async (id) => {
      const answer = await elasticIps.ptr(id);
      const isOld = world.writes.length > 0 && lag-- > 0;
      return isOld ? { ok: true, value: { ptrRecord: 'old.example.com.', update: null } } : answer;
    };
    world.ports = { ...world.ports, elasticIps: { ...elasticIps, ptr } };
    expect((await drive(world, wish({ mayReplace: 'any' }))).stage).toBe('confirmed');
    expect(world.writes).toEqual([`set ${NAME}.`]);
  });

  it('waits for one name server that lags behind', async () => {
    const world = rdnsWorld();
    const { resolver } = world.ports;
    const until = world.now + 300_000;
    const nothing = zone({ [NAME]: {}, 'example.com': { NS: SERVERS } });
    let nth = 0;
    // Of two servers one still knows of no record, and so does the public resolver.
    const ask: Resolver['ask'] = (question) => {
      const isOld = question.name === NAME && world.now < until && (question.server === undefined || nth++ % 2 === 0);
      return (isOld ? nothing : resolver).ask(question);
    };
    world.ports = { ...world.ports, resolver: { ask } };
    const state = await drive(world, wish());
    expect(state.stage).toBe('confirmed');
    const requested = state.steps.find(({ text }) => text.startsWith('EC2 accepted'))!;
    expect(Date.parse(requested.at)).toBeGreaterThanOrEqual(until);
  });

  it('has no proof, and never confirms, where a name server cannot be asked', async () => {
    const world = settled(rdnsWorld());
    const { resolver } = world.ports;
    const ask: Resolver['ask'] = (question) =>
      question.server === undefined
        ? resolver.ask(question)
        : zone({}, { failing: { [`${question.type} ${question.name}`]: 'timeout' } }).ask(question);
    world.ports = { ...world.ports, resolver: { ask } };
    const state = await drive(world, wish());
    expect(state.blocked).toMatchObject({
      reason: 'unproved',
      text: expect.stringContaining('could not be looked up'),
    });
    expect(world.writes).toEqual([]);
  });

  it('ends in a result with a resolver that answers nothing', async () => {
    const world = rdnsWorld();
    const ask: Resolver['ask'] = (question) =>
      zone({}, { failing: { [`${question.type} ${question.name}`]: 'servfail' } }).ask(question);
    world.ports = { ...world.ports, resolver: { ask } };
    const state = await drive(world, wish());
    expect(state.blocked?.reason).toBe('dns-unanswered');
    expect(world.writes).toEqual([]);
  });
});

describe('the reverse DNS machine while others are at work', () => {
  it('restores a record that someone removed meanwhile, and keeps theirs', async () => {
    const world = rdnsWorld();
    world.before.set('ptr', () => {
      world.before.set('setPtr', () => {
        world.before.set('ptr', () => putSets(world, [aSet(['198.51.100.9'])]));
      });
    });
    const state = await drive(world, wish({ mayMerge: true }));
    expect(state.stage).toBe('confirmed');
    expect(new Set(addressesOf(world))).toEqual(new Set(['198.51.100.9', IP]));
  });

  it('waits for a name that someone asks for between the plan and the request, and is then blocked', async () => {
    const world = settled(rdnsWorld());
    putSets(world, [aSet([IP]), aSet([IP], { name: 'theirs.example.com' })]);
    world.before.set('ptr', () => {
      world.before.set('ptr', () => void world.ports.elasticIps.setPtr('eipalloc-25', 'theirs.example.com'));
    });
    const state = await drive(world, wish());
    expect(state.blocked?.reason).toBe('different-ptr');
    expect(world.writes).toEqual(['set theirs.example.com.']);
  });

  it('gives the forward record new patience the second time', async () => {
    const world = settled(rdnsWorld());
    const state = await advance(begin(wish(), world.ports.clock), world.ports);
    putSets(world, []);
    const applied: State = { ...state, stage: 'applied', again: state.startedAt };
    world.now = Date.parse(state.deadline) - 1;
    const again = await advance(applied, world.ports);
    expect(again.stage).toBe('forward');
    expect(Date.parse(again.deadline) - world.now).toBeGreaterThan(600_000);
  });

  it('gives up after an hour where the record is removed again and again', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    world.fault = (call) => {
      if (call === 'ptr' && world.writes.includes(`set ${NAME}.`)) putSets(world, [aSet(['198.51.100.9'])]);
      return null;
    };
    const state = await drive(world, wish({ mayMerge: true }));
    expect(state.stage).toBe('blocked');
    expect(state.steps.length).toBeLessThanOrEqual(60);
  });

  it('does not restore a removed record once its patience has ended', async () => {
    const world = rdnsWorld();
    const state = await advance(begin(wish(), world.ports.clock), world.ports);
    world.now = Date.parse(state.deadline);
    world.before.set('recordSets', () => putSets(world, []));
    const ask: Resolver['ask'] = (question) => zone({ 'example.com': { NS: SERVERS } }).ask(question);
    world.ports = { ...world.ports, resolver: { ask } };
    expect((await advance(state, world.ports)).blocked?.reason).toBe('forward-not-answered');
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`]);
  });

  it('never replaces by CREATE: a record made since the look needs consent', async () => {
    const world = rdnsWorld();
    world.before.set('change', () => putSets(world, [aSet(['198.51.100.9'])]));
    const state = await drive(world, wish());
    expect(state.blocked?.reason).toBe('needs-merge');
    expect(addressesOf(world)).toEqual(['198.51.100.9']);
  });

  it('sees another request to EC2 and does not touch it', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP]), aSet([IP], { name: 'theirs.example.com' })]);
    let state = await advance(begin(wish(), world.ports.clock), world.ports);
    expect(state.stage).toBe('requested');
    await world.ports.elasticIps.setPtr('eipalloc-25', 'theirs.example.com');
    state = await drive(world, state);
    expect(state.blocked).toMatchObject({ reason: 'replaced', text: expect.stringContaining('theirs.example.com') });
    expect(world.writes.at(-1)).toBe('set theirs.example.com.');
  });

  it('ends where the address is released while EC2 works on it', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    const state = await advance(begin(wish(), world.ports.clock), world.ports);
    world.eips.clear();
    expect((await drive(world, state)).blocked?.reason).toBe('released');
  });
});

describe('the log of the reverse DNS machine', () => {
  it('has every write with its caller, before it is sent and after', async () => {
    const world = rdnsWorld();
    world.fault = (call) => (call === 'setPtr' ? refusal('refused', 'Nope', 'not\ntoday') : null);
    await drive(world, wish({ caller: 'ops\u001b[31m\nforged' }));
    expect(world.log.map(({ call, outcome, resource }) => [call, resource, outcome])).toEqual([
      ['route53:ChangeResourceRecordSets', 'ZEXAMPLE', null],
      ['route53:ChangeResourceRecordSets', 'ZEXAMPLE', 'accepted'],
      ['ec2:ModifyAddressAttribute', 'eipalloc-25', null],
      ['ec2:ModifyAddressAttribute', 'eipalloc-25', 'Nope'],
    ]);
    expect(new Set(world.log.map(({ caller }) => caller))).toEqual(new Set(['ops [31m forged']));
    expect(world.log.at(-1)!.message).toBe('refused: not today');
  });
});
