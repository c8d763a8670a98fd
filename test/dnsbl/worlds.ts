/** Lists and their servers for tests: a list literal, targets, and resolvers that behave as dying lists did. */
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import type { FailureReason } from '../../shared/dns/rcode.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import type { ListPorts } from '../../shared/dnsbl/lookup.ts';
import { address } from '../../shared/model/address.ts';
import type { Clock } from '../../shared/model/clock.ts';
import type { Target } from '../../shared/model/target.ts';
import { NOON, RESOLVER } from '../support/zone.ts';

export const list = (more: Partial<List> = {}): List => ({
  id: 'bl',
  name: 'Example list',
  operator: 'Example',
  operatorId: 'example',
  zone: 'bl.example',
  scope: ['ip4'],
  kind: 'block',
  severity: 'major',
  access: 'open',
  status: 'active',
  codes: [{ match: '127.0.0.2', means: 'spam source', effect: 'listed' }],
  refusals: [],
  testListed: '127.0.0.2',
  testUnlisted: '127.0.0.1',
  ...more,
});

export const ip = (text: string): Target => ({ kind: 'address', address: address(text), domains: [] });
export const domain = (name: string): Target => ({ kind: 'domain', domain: name });

/** Time passes only by waiting: a timer rings at once and moves the clock to its moment. */
export function waitingClock(): Clock {
  let time = 0;
  return {
    now: () => NOON + time,
    monotonic: () => time,
    after: (ms, task) => {
      const at = time + ms;
      let cancelled = false;
      queueMicrotask(() => {
        time = Math.max(time, at);
        if (!cancelled) task();
      });
      return () => {
        cancelled = true;
      };
    },
  };
}

/** A generator with a fixed start, so that a test sees the same names each time. */
export function dice(start = 1): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export const portsOf = (resolver: Resolver): ListPorts => ({ resolver, clock: waitingClock(), random: dice() });

export type Scripted = Resolver & { readonly questions: Question[] };

/** A resolver that answers from a function of the question and of how many were asked before. */
export function scripted(answer: (question: Question, index: number) => Answer | Promise<Answer>): Scripted {
  const questions: Question[] = [];
  const ask = async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    questions.push(question);
    return (await answer(question, questions.length - 1)) as Answer<T>;
  };
  return { ask, questions };
}

const trace = (question: Question, rcode: string) => ({
  name: question.name,
  type: question.type,
  resolver: RESOLVER,
  rcode,
  at: NOON,
  rttMs: 1,
});

export const addresses = (question: Question, ...records: readonly string[]): Answer<'A'> => ({
  kind: 'records',
  records,
  chain: [],
  ttl: 300,
  trace: trace(question, 'NOERROR'),
});

export const absent = (question: Question, reason: 'nxdomain' | 'nodata' = 'nxdomain'): Answer => ({
  kind: 'absent',
  reason,
  chain: [],
  ttl: 300,
  trace: trace(question, reason === 'nodata' ? 'NOERROR' : 'NXDOMAIN'),
});

export const failed = (question: Question, reason: FailureReason): Answer => ({
  kind: 'failed',
  reason,
  detail: `no luck: ${reason}`,
  trace: trace(question, reason.toUpperCase()),
});

/** Before the zone: the addresses that never send, of which one is among a list's controls. */
export const ROOT_SERVER =
  /^(?:4\.0\.41\.198|241\.5\.5\.192|17\.148\.36\.192|129\.14\.0\.193|42\.83\.7\.199|33\.27\.12\.202)\./;
