/**
 * Reads a log line by line and keeps a bounded number of groups, so that a log of any length needs the same memory. What is
 * remembered of single messages is the newest: whether a message came through in the end is only known while it is.
 */
import { defined } from '../../model/defined.ts';
import { printable } from '../../model/text.ts';
import { diagnoseFailure, type FailureAnswer } from '../diagnose.ts';
import type { Diagnosis, Unmatched } from '../diagnosis.ts';
import type { NamedList } from '../facts.ts';
import type { Failure } from '../failure.ts';
import { mtaIn } from '../mta.ts';
import type { Found } from '../reader/log/dialect.ts';
import { withPort25 } from '../situation.ts';
import { byHarm, type LogGroup, type LogReport } from './groups.ts';
import { lineReader, type ToldLine } from './reading.ts';
import { receiverName } from './receivers.ts';
import { shapeOf } from './shape.ts';

const MOST = {
  groups: 1000,
  shapes: 5000,
  messages: 50_000,
  hosts: 5000,
  domains: 5000,
  examples: 3,
  recipients: 5,
  ownDomains: 20,
  unmatched: 100,
};
const MAX_EXAMPLE = 300;

export type LogTally = {
  readonly add: (line: string) => void;
  readonly report: () => LogReport;
};

type Seen = { readonly failure: Failure; readonly queueId: string | undefined } & Pick<ToldLine, 'line' | 'stamp'>;

type OpenGroup = {
  readonly diagnosis: Diagnosis;
  readonly receiver: string | undefined;
  count: number;
  attempts: number;
  deliveredLater: number;
  firstSeen: string | undefined;
  lastSeen: string | undefined;
  readonly recipients: Set<string>;
  readonly examples: string[];
  readonly domains: Set<string>;
};

/** @param lists those whose zones a reply may name: the table of lists */
export function logTally(lists: readonly NamedList[]): LogTally {
  const read = lineReader();
  const groups = openGroups();
  const answers = answersByShape(lists);
  const hosts = new Map<string, Seen>();
  const named = new Set<string>();
  const unmatched = unmatchedTexts();
  const sent = deliveries();
  let lines = 0;

  const count = (seen: Seen): void => {
    const { failure } = seen;
    const answer = answers(failure);
    if (answer.unmatched !== undefined) unmatched.add(answer.unmatched);
    if (answer.diagnosis !== undefined)
      groups.add({ ...answer.diagnosis, ...defined({ recipient: failure.recipient }) }, seen);
  };
  /** A line about a host counts where no line of the same message names a recipient. */
  const take = ({ failure, queueId, isOfHost }: Found, { line, stamp }: ToldLine): void => {
    const seen: Seen = { failure, queueId, line, stamp };
    if (queueId === undefined) count(seen);
    else if (isOfHost === true) wait(queueId, seen);
    else {
      hosts.delete(queueId);
      keepNewest(named, MOST.messages).add(queueId);
      count(seen);
    }
  };
  const wait = (queueId: string, seen: Seen): void => {
    if (named.has(queueId)) return;
    const oldest = hosts.size >= MOST.hosts ? firstOf(hosts) : undefined;
    if (oldest !== undefined) {
      hosts.delete(oldest[0]);
      count(oldest[1]);
    }
    hosts.set(queueId, seen);
  };
  return {
    add: (given) => {
      lines++;
      const told = read(given);
      if (told === undefined) return;
      for (const one of told.found) take(one, told);
      for (const message of told.delivered) if (groups.came(message) || !isLocal(told.line)) sent.add(message);
    },
    report: () => {
      for (const seen of hosts.values()) count(seen);
      hosts.clear();
      return { lines, ...reportOf(groups.all(), sent), ...unmatched.all() };
    },
  };
}

/** Handed to the server itself or to a program on it: nothing has left the machine. */
const isLocal = (line: string): boolean =>
  /\brelay=(?:local|virtual|dovecot|maildrop|procmail|none\b|127\.|\[?::1|localhost)|\bT=\w{0,30}(?:local|dovecot|virtual|lmtp)/.test(
    line,
  );

function firstOf<K, V>(map: ReadonlyMap<K, V>): readonly [K, V] | undefined {
  for (const entry of map) return entry;
  return undefined;
}

/** Room for one more: the oldest goes. */
function keepNewest(known: Set<string>, most: number): Set<string> {
  if (known.size >= most) for (const oldest of known) return known.delete(oldest) ? known : known;
  return known;
}

function answersByShape(lists: readonly NamedList[]): (failure: Failure) => FailureAnswer {
  const known = new Map<string, FailureAnswer>();
  return (failure) => {
    const shape = shapeOf(failure);
    const before = known.get(shape);
    if (before !== undefined) return before;
    if (known.size >= MOST.shapes) known.clear();
    const answer = diagnoseFailure(failure, lists);
    known.set(shape, answer);
    return answer;
  };
}

function unmatchedTexts() {
  const texts = new Map<string, Unmatched>();
  let unmatchedCount = 0;
  return {
    add: (one: Unmatched): void => {
      unmatchedCount++;
      if (texts.size < MOST.unmatched) texts.set(one.text, one);
    },
    all: () => ({ unmatched: [...texts.values()], unmatchedCount }),
  };
}

function deliveries() {
  const byDomain = new Map<string, number>();
  let delivered = 0;
  return {
    add: (message: string): void => {
      delivered++;
      const domain = message.slice(message.lastIndexOf('@') + 1);
      if (byDomain.has(domain) || byDomain.size < MOST.domains) byDomain.set(domain, (byDomain.get(domain) ?? 0) + 1);
    },
    total: () => delivered,
    to: (domain: string): number => byDomain.get(domain) ?? 0,
  };
}
type Deliveries = ReturnType<typeof deliveries>;

const CAUSES_OF_A_DOMAIN = /^(?:spf|dkim|dmarc|auth|domain|sender)-/;

function openGroups() {
  const groups = new Map<string, OpenGroup>();
  const messages = new Map<string, OpenGroup>();
  const groupFor = (diagnosis: Diagnosis, failure: Failure, line: string): OpenGroup => {
    const { rule, side, direction, ip, sentFrom, host, mailFrom, listedBy, cause } = diagnosis;
    const ofDomain = CAUSES_OF_A_DOMAIN.test(cause) ? (host ?? mailFrom) : host;
    const receiver = direction === 'inbound' ? undefined : receiverName(diagnosis, failure.receivers);
    const whole = JSON.stringify([rule, side, direction, listedBy, ip ?? sentFrom, ofDomain, receiver]);
    const isFull = groups.size >= MOST.groups && !groups.has(whole);
    // Where there are too many receivers or addresses, what is left over of a rule is one group.
    const key = isFull ? JSON.stringify([rule, side, direction]) : whole;
    const before = groups.get(key);
    if (before !== undefined) return before;
    const known = newGroup({ ...diagnosis, ...defined({ mta: mtaIn(line) }) }, isFull ? undefined : receiver);
    groups.set(key, known);
    return known;
  };
  return {
    add: (diagnosis: Diagnosis, { failure, queueId, line, stamp }: Seen): void => {
      const group = groupFor(diagnosis, failure, line);
      const message = queueId === undefined ? undefined : `${queueId} ${failure.recipient}`;
      const isNew = message === undefined || messages.get(message) !== group;
      note(group, diagnosis, { line, stamp }, isNew);
      if (message === undefined) return;
      const oldest = messages.size >= MOST.messages ? firstOf(messages) : undefined;
      if (oldest !== undefined) messages.delete(oldest[0]);
      messages.set(message, group);
    },
    /** Whether it was one of those that failed before. */
    came: (message: string): boolean => {
      const group = messages.get(message);
      if (group === undefined) return false;
      group.deliveredLater++;
      return messages.delete(message);
    },
    all: () => [...groups.values()],
  };
}

const newGroup = (diagnosis: Diagnosis, receiver: string | undefined): OpenGroup => ({
  diagnosis,
  receiver,
  count: 0,
  attempts: 0,
  deliveredLater: 0,
  firstSeen: undefined,
  lastSeen: undefined,
  recipients: new Set(),
  examples: [],
  domains: new Set(),
});

function note(
  group: OpenGroup,
  { recipient }: Diagnosis,
  { line, stamp }: Pick<ToldLine, 'line' | 'stamp'>,
  isNew: boolean,
): void {
  group.attempts++;
  if (isNew) group.count++;
  group.firstSeen ??= stamp;
  group.lastSeen = stamp ?? group.lastSeen;
  if (group.examples.length < MOST.examples && isNew) group.examples.push(printable(line, MAX_EXAMPLE));
  if (recipient === undefined) return;
  if (group.recipients.size < MOST.recipients) group.recipients.add(recipient);
  if (group.domains.size < MOST.ownDomains) group.domains.add(recipient.slice(recipient.lastIndexOf('@') + 1));
}

/** What an address is or does, as far as a receiver judges it: several that agree mean the address. */
const ABOUT_THE_ADDRESS = /^(?:ip-|dynamic-ip|ptr-|fcrdns-|helo-|open-relay|complaints)/;
const SEVERAL = 3;

function reportOf(open: readonly OpenGroup[], sent: Deliveries): Pick<LogReport, 'refusals' | 'delivered' | 'groups'> {
  const delivered = sent.total();
  const diagnoses = withPort25(
    open.map(({ diagnosis }) => diagnosis),
    delivered > 0,
  );
  const refusers = new Map<string, Set<string>>();
  for (const { diagnosis, receiver } of open) {
    const ip = diagnosis.ip ?? diagnosis.sentFrom;
    if (ip === undefined || receiver === undefined || !ABOUT_THE_ADDRESS.test(diagnosis.cause)) continue;
    if (diagnosis.direction === 'outbound') refusers.set(ip, (refusers.get(ip) ?? new Set()).add(receiver));
  }
  const groups = open.map(
    ({ domains, recipients, examples, firstSeen, lastSeen, receiver, ...counts }, at): LogGroup => {
      const diagnosis = diagnoses[at] ?? counts.diagnosis;
      const there = [...domains].reduce((sum, domain) => sum + sent.to(domain), 0);
      const refusedBy = refusers.get(diagnosis.ip ?? diagnosis.sentFrom ?? '');
      const isRefused = ABOUT_THE_ADDRESS.test(diagnosis.cause) && (refusedBy?.size ?? 0) >= SEVERAL;
      return {
        ...counts,
        diagnosis,
        ...defined({ receiver, firstSeen, lastSeen }),
        recipients: [...recipients],
        examples,
        deliveredElsewhere: Math.max(0, delivered - there),
        refusedBy: isRefused ? [...(refusedBy ?? [])].sort() : [],
      };
    },
  );
  return { refusals: groups.reduce((sum, one) => sum + one.count, 0), delivered, groups: groups.toSorted(byHarm) };
}
