/** Whatever happens on the way, the end is the same: a crash behind any call, refusals in between, two writers at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../shared/reverse-dns/advance.ts';
import { isOver, type State, type Wish } from '../../shared/reverse-dns/state.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import {
  addEip,
  addressesOf,
  allocation,
  aSet,
  Died,
  drive,
  IP,
  NAME,
  putSets,
  type RdnsWorld,
  rdnsWorld,
  refusal,
  wish,
} from '../support/reverse-dns.ts';
import { runs } from '../support/thorough.ts';

const OTHER = '198.51.100.26';
const OLD = '198.51.100.9';
const RUNS = { numRuns: runs(60) };

describe('a crash of the reverse DNS machine', () => {
  const worlds: Record<string, readonly [() => RdnsWorld, Partial<Wish>]> = {
    create: [rdnsWorld, {}],
    merge: [
      () => {
        const world = rdnsWorld();
        putSets(world, [aSet([OLD])]);
        return world;
      },
      { mayMerge: true },
    ],
    undo: [
      () => {
        const world = rdnsWorld();
        Object.assign(world.eips.get('eipalloc-25')!, { ptrRecord: `${NAME}.`, dns: NAME });
        return world;
      },
      { hostname: null, mayReplace: 'any' },
    ],
  };

  it.each(Object.entries(worlds))(
    'behind every single call of %s comes to the same end, and writes once',
    async (_, [make, more]) => {
      const smooth = make();
      await drive(smooth, wish(more));
      expect(smooth.calls.length).toBeGreaterThan(3);
      for (let at = 1; at <= smooth.calls.length; at++) {
        const world = make();
        world.dieAfter = at;
        const state = await drive(world, wish(more));
        expect(state.stage, `killed behind call ${at}`).toBe('confirmed');
        expect(world.writes, `killed behind call ${at}`).toEqual(smooth.writes);
        expect(addressesOf(world)).toEqual(addressesOf(smooth));
      }
    },
  );

  it('that loses the whole state comes to the same end as well', async () => {
    const smooth = rdnsWorld();
    await drive(smooth, wish());
    for (let looks = 1; looks < 8; looks++) {
      const world = rdnsWorld();
      let state = begin(wish(), world.ports.clock);
      for (let look = 0; look < looks && !isOver(state); look++) {
        state = await advance(state, world.ports);
        if (state.again !== null) world.now = Date.parse(state.again);
      }
      expect((await drive(world, wish())).stage).toBe('confirmed');
      expect(world.writes).toEqual(smooth.writes);
    }
  });
});

it('crashes, throttling and early or late looks in any mixture do not change the end', async () => {
  const trouble = fc.record({
    deaths: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
    busy: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
    lateness: fc.array(fc.integer({ min: -5000, max: 90_000 }), { minLength: 1, maxLength: 10 }),
    merge: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(trouble, async ({ deaths, busy, lateness, merge }) => {
      const world = rdnsWorld();
      if (merge) putSets(world, [aSet([OLD])]);
      let calls = 0;
      world.fault = () => (busy.includes(++calls) ? refusal('busy', 'Throttling') : null);
      const left = [...deaths];
      let state = begin(wish({ mayMerge: merge }), world.ports.clock);
      for (let look = 0; look < 200 && !isOver(state); look++) {
        if (world.dieAfter === 0) world.dieAfter = left.shift() ?? 0;
        state = await advance(state, world.ports).catch((error) => {
          if (error instanceof Died) return state;
          throw error;
        });
        world.now = Math.max(world.now + 1000, Date.parse(state.again ?? '') + lateness[look % lateness.length]! || 0);
      }
      expect(state.blocked).toBeNull();
      expect(state.stage).toBe('confirmed');
      expect(world.writes.filter((write) => write.startsWith('set'))).toEqual([`set ${NAME}.`]);
      expect(addressesOf(world)).toEqual(merge ? [OLD, IP] : [IP]);
    }),
    RUNS,
  );
});

describe('two reverse DNS machines that write one record set', () => {
  /** Two Elastic IPs that are to share a name; `old` stands there already. */
  const shared = (old: readonly string[]): RdnsWorld => {
    const world = rdnsWorld();
    addEip(world, allocation({ allocationId: 'eipalloc-26', publicIp: OTHER }));
    if (old.length > 0) putSets(world, [aSet(old)]);
    return world;
  };

  it('both end confirmed in any order of their looks, and no value is dropped', async () => {
    const order = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60_000 })), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (turns, hasOld) => {
        const old = hasOld ? [OLD] : [];
        const world = shared(old);
        const wishes = [wish({ mayMerge: true }), wish({ mayMerge: true, address: OTHER })];
        const states: State[] = wishes.map((one) => begin(one, world.ports.clock));
        for (let turn = 0; turn < 400 && !states.every(isOver); turn++) {
          const [first, pause] = turns[turn % turns.length]!;
          // Whoever is not chosen has its turn all the same, now and then.
          const who = turn % 7 === 0 ? turn % 2 : first ? 0 : 1;
          states[who] = await advance(states[who]!, world.ports);
          world.now += pause;
        }
        for (const [who, state] of states.entries()) states[who] = await drive(world, state);
        expect(states.map(({ blocked }) => blocked?.text ?? null)).toEqual([null, null]);
        expect(new Set(addressesOf(world))).toEqual(new Set([...old, IP, OTHER]));
      }),
      RUNS,
    );
  });

  it('restore a value that was lost between a look and a write', async () => {
    const world = shared([OLD]);
    let other = begin(wish({ mayMerge: true, address: OTHER }), world.ports.clock);
    world.before.set('change', async () => {
      other = await advance(other, world.ports);
      world.now += 60_000;
    });
    const mine = await drive(world, wish({ mayMerge: true }));
    expect(world.writes.slice(0, 2)).toEqual([`UPSERT ${NAME} ${OLD} ${OTHER}`, `UPSERT ${NAME} ${OLD} ${IP}`]);
    expect((await drive(world, other)).stage).toBe('confirmed');
    expect(mine.stage).toBe('confirmed');
    expect(new Set(addressesOf(world))).toEqual(new Set([OLD, IP, OTHER]));
  });
});
