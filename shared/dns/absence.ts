/**
 * What is said to be missing, and whether the same resolver rules it out elsewhere: for where nobody else can be asked. What
 * knows nothing of the internet but the controls, or hides the records of one type, contradicts itself.
 */
import type { Text } from '../model/language.ts';
import type { Absent, Answer, Question, RecordType, Resolver } from './answer.ts';
import { nameOnlyFor, ROOT_WITHOUT_SERVERS, serversWithoutAddress } from './words.ts';

export type WitnessedAbsence = {
  readonly name: string;
  readonly type: RecordType;
  readonly reason: Absent['reason'];
  /** `host:port` of the resolver that says so. */
  readonly resolver: string;
};

export type Impossible = {
  /** Whole sentences about the resolver. */
  readonly why: Text;
  /** True: nothing that it calls missing may be believed. False: what is odd is this name, and anyone who serves it may be to blame. */
  readonly isResolver: boolean;
};

type Ask = (question: Question) => Promise<Answer>;

/** Null where nothing speaks against the absence. */
export async function whyImpossible(absence: WitnessedAbsence, { ask }: Resolver): Promise<Impossible | null> {
  const here: Ask = (question) => ask({ ...question, via: absence.resolver });
  return (
    (await rootWithoutServers(absence, here)) ?? (await topWithoutAddresses(absence, here)) ?? otherType(absence, here)
  );
}

async function rootWithoutServers({ type }: WitnessedAbsence, ask: Ask): Promise<Impossible | null> {
  if (type !== 'NS') return null;
  const { kind } = await ask({ name: '.', type: 'NS' });
  return kind === 'absent' ? { why: ROOT_WITHOUT_SERVERS, isResolver: true } : null;
}

/** Every public top-level domain has that many (com: 13, in-addr.arpa: 6); a network's own "com" hardly does. */
const LEAST_SERVERS = 4;
const SERVERS_TRIED = 2;

/** Anyone who knows the servers of a top-level domain and finds no address of theirs has not asked them. */
async function topWithoutAddresses({ name }: WitnessedAbsence, ask: Ask): Promise<Impossible | null> {
  const top = topOf(name);
  const servers = await ask({ name: top, type: 'NS' });
  if (servers.kind !== 'records' || servers.records.length < LEAST_SERVERS) return null;
  const tried = servers.records.slice(0, SERVERS_TRIED).map(String);
  const addresses = await Promise.all(
    tried.flatMap((server) => (['A', 'AAAA'] as const).map((type) => ask({ name: server, type }))),
  );
  if (!addresses.every(({ kind }) => kind === 'absent')) return null;
  return { why: serversWithoutAddress(top, tried), isResolver: true };
}

const topOf = (name: string): string => {
  const labels = name.replace(/\.$/, '').split('.');
  return labels.slice(labels.at(-1) === 'arpa' ? -2 : -1).join('.');
};

/** A name is there for every type or for none (RFC 8020 section 2). */
async function otherType({ name, type, reason }: WitnessedAbsence, ask: Ask): Promise<Impossible | null> {
  const other = type === 'A' ? 'TXT' : 'A';
  const answer = await ask({ name, type: other });
  const isThere = answer.kind === 'records' || (answer.kind === 'absent' && answer.reason === 'nodata');
  if (answer.kind === 'failed' || isThere === (reason === 'nodata')) return null;
  const [without, having] = isThere ? [type, other] : [other, type];
  return { why: nameOnlyFor(name, { without, having }), isResolver: false };
}
