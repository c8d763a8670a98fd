/**
 * What the inbox keeps in the table (`memory.ts` has the rest of the layout). Nothing of a message and no recipient.
 *
 * | pk               | sk                    | what                                 |
 * | ---------------- | --------------------- | ------------------------------------ |
 * | BOUNCES#<day>    | receiver, cause, side | how many that day (UTC); for 35 days |
 * | BOUNCES#seen     | id of SNS, or key     | that it was counted; for two weeks   |
 * | BOUNCES#told     | what was reported     | until when it is not reported again  |
 */
import { CAUSES, type Side } from '../../../shared/bounce/diagnosis.ts';
import type { CauseTally } from '../../../shared/bounce/tally.ts';
import type { Clock } from '../../../shared/model/clock.ts';
import { DAY, MINUTE } from '../../../shared/model/duration.ts';
import { type Action, IS_NEW, itemKey, MAX_ACTIONS, number, type Table, type TableItem, textAt } from './table.ts';

const KEPT_MS = 35 * DAY;
/** As long as an event waits in the queue of failed ones, from where a person sends it again. */
const SEEN_MS = 14 * DAY;
/** The function's own time: Lambda tries again a minute after one that was killed. */
const LEASE_MS = MINUTE;
/** Rows of one day that are read, some 5 MB: recipients' domains are what strangers write, and must not crowd the others out. */
const MAX_ROWS = 20_000;

/** Something that is reported, and for how long it is not reported again. */
export type Claim = { readonly what: string; readonly forMs: number };

export type InboxTable = {
  /** Adds to the day's counts, once for a message however often it is delivered. `message`: SNS's id, or the key in the bucket. */
  readonly count: (message: string, day: string, counted: readonly CauseTally[]) => Promise<void>;
  readonly day: (day: string) => Promise<readonly CauseTally[]>;
  /** All of them or none, for as long as a try takes; false where one is claimed or reported already. */
  readonly claim: (claims: readonly Claim[]) => Promise<boolean>;
  /** It was reported. */
  readonly keep: (claims: readonly Claim[]) => Promise<void>;
  readonly release: (claims: readonly Claim[]) => Promise<void>;
};

const seconds = (ms: number) => ({ N: String(Math.ceil(ms / 1000)) });
const claimKey = ({ what }: Claim) => ({ pk: 'BOUNCES#told', sk: what.slice(0, 500) });

const claimItem = (claim: Claim, until: number): TableItem => ({
  ...itemKey(claimKey(claim)),
  until: seconds(until),
  ttl: seconds(until),
});

export function inboxIn(table: Table, clock: Clock): InboxTable {
  return {
    count: async (message, day, counted) => {
      const seen = { ...itemKey({ pk: 'BOUNCES#seen', sk: message }), ttl: seconds(clock.now() + SEEN_MS) };
      // The first action says whether the message is new; a transaction holds so many.
      const adding = counted.slice(0, MAX_ACTIONS - 1).map((one) => adds(one, day, clock.now()));
      await table.transact([{ kind: 'put', item: seen, condition: IS_NEW }, ...adding]);
    },
    day: async (day) => (await table.query(`BOUNCES#${day}`, { most: MAX_ROWS })).flatMap(tallyOf),
    claim: async (claims) => {
      const now = clock.now();
      const actions = claims.map((claim): Action => {
        return {
          kind: 'put',
          item: claimItem(claim, now + LEASE_MS),
          // What TTL is to delete may lie there for days.
          condition: {
            when: 'attribute_not_exists(#until) OR #until <= :now',
            names: { '#until': 'until' },
            values: { ':now': { N: String(Math.floor(now / 1000)) } },
          },
        };
      });
      return (await table.transact(actions)).length === 0;
    },
    keep: (claims) => table.putAll(claims.map((claim) => claimItem(claim, clock.now() + claim.forMs))),
    release: (claims) => table.remove(claims.map(claimKey)),
  };
}

function adds({ receiver, cause, side, count }: CauseTally, day: string, now: number): Action {
  return {
    kind: 'update',
    key: { pk: `BOUNCES#${day}`, sk: `${receiver} ${cause} ${side}` },
    update: 'SET #ttl = :ttl, #receiver = :receiver, #cause = :cause, #side = :side ADD #count :count',
    condition: {
      when: 'attribute_not_exists(#count) OR #count >= :none',
      names: { '#ttl': 'ttl', '#receiver': 'receiver', '#cause': 'cause', '#side': 'side', '#count': 'count' },
      values: {
        ':ttl': seconds(now + KEPT_MS),
        ':receiver': { S: receiver },
        ':cause': { S: cause },
        ':side': { S: side },
        ':count': { N: String(count) },
        ':none': { N: '0' },
      },
    },
  };
}

function tallyOf(item: TableItem): readonly CauseTally[] {
  const cause = CAUSES.find((one) => one === textAt(item, 'cause'));
  // A later version may count what this one does not know.
  if (cause === undefined) return [];
  return [
    { receiver: textAt(item, 'receiver'), cause, side: textAt(item, 'side') as Side, count: number(item, 'count') },
  ];
}
