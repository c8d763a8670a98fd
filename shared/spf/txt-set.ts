/**
 * The whole TXT set that a proposal would replace: from the zone's own servers where they answer, because a resolver may
 * hold an old one, and its time to live has been counted down there.
 */
import type { Answer, Resolver, Txt } from '../dns/answer.ts';
import { askAuthorities, findCut, isCut } from '../dns/authority.ts';
import { canonicalName } from '../model/domain.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { joined } from './record.ts';
import { SET_JUST_CHANGED, SET_NOT_SEEN } from './words/edit.ts';
import { NEW_TTL } from './zone-line.ts';

export type TxtSet = {
  /** Where the record is published: at the end of the CNAME chain. */
  readonly owner: string;
  readonly records: readonly Txt[];
  readonly ttl: number;
  /** The name has no record yet, of any type. */
  readonly isNew: boolean;
  /** Why nothing that replaces the set may be printed; null: it was seen. */
  readonly unseen: Text | null;
};

/** Two servers of a zone are enough to tell whether they agree with the resolver. */
const SERVERS_ASKED = 2;

export async function readTxtSet(domain: string, answer: Answer<'TXT'> | null, resolver: Resolver): Promise<TxtSet> {
  if (answer === null || answer.kind === 'failed')
    return {
      owner: canonicalName(domain),
      records: [],
      ttl: NEW_TTL,
      isNew: false,
      unseen: SET_NOT_SEEN,
    };
  const owner = ownerOf(domain, answer);
  const seen = setOf(owner, answer);
  if (owner !== canonicalName(domain)) return seen;
  const own = await ownServersAnswer(owner, resolver);
  if (own === null) return seen;
  const theirs = setOf(owner, own);
  if (sameTexts(theirs.records, seen.records)) return theirs;
  return {
    ...theirs,
    unseen: SET_JUST_CHANGED,
  };
}

const setOf = (owner: string, answer: Exclude<Answer<'TXT'>, { kind: 'failed' }>): TxtSet => ({
  owner,
  unseen: null,
  records: answer.kind === 'records' ? answer.records : [],
  // A set that is about to leave a resolver's memory shows a few seconds: nobody published that.
  ttl: answer.kind === 'records' ? Math.max(answer.ttl, 60) : NEW_TTL,
  isNew: answer.kind === 'absent' && answer.chain.length === 0,
});

/** Null where they do not answer, or do not agree. */
async function ownServersAnswer(
  name: string,
  resolver: Resolver,
): Promise<Exclude<Answer<'TXT'>, { kind: 'failed' }> | null> {
  const cut = await findCut(name, { resolver });
  if (!isCut(cut)) return null;
  const some = { ...cut, nameServers: cut.nameServers.slice(0, SERVERS_ASKED) };
  const answers = await askAuthorities(some, { name, type: 'TXT' as const }, { resolver });
  const found = answers.flatMap((one) => (one.kind === 'failed' ? [] : [one]));
  return found[0] ?? null;
}

function sameTexts(one: readonly Txt[], other: readonly Txt[]): boolean {
  const [a, b] = [one, other].map((records) => JSON.stringify(records.map(joined).sort()));
  return a === b;
}

/** The end of the CNAME chain, if a host can be called that. */
function ownerOf(domain: string, answer: Exclude<Answer, { kind: 'failed' }>): string {
  const end = answer.chain.at(-1);
  return end !== undefined && /^[a-z0-9._-]+$/i.test(end) ? canonicalName(end) : canonicalName(domain);
}

/** How to see the set, where it has to be kept by hand. */
export const seeSet = (owner: string): string => `dig ${printable(owner, 253)} TXT +noall +answer`;
