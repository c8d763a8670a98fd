/**
 * Never lost: whatever the notices hold, however many they are, in whatever language, and whichever channels fail how: in the end
 * each channel has taken every notice, nothing was marked that was not in a message that was taken, and every message is within
 * its limit. The forms and the outbox's rules are the real ones; what is played is the network.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatForm } from '../../../shared/channels/chat/form.ts';
import type { Channel, PublishOutcome } from '../../../shared/channels/core/channel.ts';
import { snsForm } from '../../../shared/channels/sns/form.ts';
import { webhookForm } from '../../../shared/channels/webhook/form.ts';
import { WEBHOOK_BACK_OFF_MS } from '../../../shared/channels/webhook/index.ts';
import { defined } from '../../../shared/model/defined.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { Notice, Transition } from '../../../shared/model/incident.ts';
import { verbatim } from '../../../shared/model/language.ts';
import type { Digest } from '../../../shared/notices/digest.ts';
import { type Wording, wordingOf } from '../../../shared/notices/wording.ts';
import { newState } from '../../../shared/watch/incidents/state.ts';
import type { Memory } from '../../../shared/watch/run/memory.ts';
import { notify } from '../../../shared/watch/run/notify.ts';
import { fakeClock } from '../../support/clock.ts';
import { pureMemory } from '../../support/memory.ts';
import { runs } from '../../support/thorough.ts';
import { finding } from '../../support/watch.ts';

const HOUR = 3_600_000;
const TURNS: readonly Transition[] = [
  'opened',
  'worsened',
  'improved',
  'reminder',
  'cleared',
  'ended',
  'members',
  'blind',
];
const PROBLEMS = ['ptr.missing', 'ptr.generic', 'dnsbl.listed', 'dnsbl.critical'] as const;

/** What a text is repeated from: plain, wide, hostile to JSON, to mark-up and to terminals. */
const BITS = [
  'word ',
  '차단 목록 ',
  '"\\',
  '\u0000\u001b[31m',
  '<!channel>',
  '&',
  '`',
  '\ud83d\ude00',
  'é',
  '\r\n\r\n',
];

/** Mostly very few: a thousand histories are told through three channels, again and again. */
const FEW = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 6, arbitrary: fc.integer({ min: 4, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 13, max: 40 }) },
);
const SHORT = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: 7, max: 200 }) },
);

const batchOf = (count: fc.Arbitrary<number>, length: fc.Arbitrary<number>) =>
  fc.record({
    count,
    turns: fc.uniqueArray(fc.constantFrom(...TURNS), { minLength: 1, maxLength: 4 }),
    problems: fc.uniqueArray(fc.constantFrom(...PROBLEMS), { minLength: 1, maxLength: 3 }),
    lists: fc.integer({ min: 1, max: 30 }),
    accounts: fc.integer({ min: 0, max: 3 }),
    bit: fc.constantFrom(...BITS),
    length,
    named: fc.boolean(),
  });

const TRANSPORT = ['taken', 'taken', 'taken', 'refused', 'later', 'throws', 'taken and lost'] as const;

const historyOf = (batch: ReturnType<typeof batchOf>) =>
  fc.record({
    language: fc.constantFrom<'en' | 'ko'>('en', 'ko'),
    passes: fc.array(fc.record({ batch: fc.option(batch), minutes: fc.integer({ min: 0, max: 300 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    /** What becomes of each message, in turn, by channel; afterwards all is well. */
    network: fc.record({
      mail: fc.array(fc.constantFrom(...TRANSPORT), { maxLength: 6 }),
      chat: fc.array(fc.constantFrom(...TRANSPORT), { maxLength: 6 }),
      webhook: fc.array(fc.constantFrom(...TRANSPORT), { maxLength: 6 }),
    }),
  });

type Batch = ReturnType<typeof batchOf> extends fc.Arbitrary<infer T> ? T : never;
type History = ReturnType<typeof historyOf> extends fc.Arbitrary<infer T> ? T : never;

function noticeOf(n: number, batch: Batch, pass: number): Notice {
  const { turns, problems, lists, accounts, bit, length, named } = batch;
  const transition = turns[n % turns.length]!;
  const target = `198.${51 + pass}.${n >> 8}.${n & 255}`;
  const id = problems[n % problems.length]!;
  const text = bit.repeat(length);
  const seen: Finding = {
    ...finding(id, target, id.startsWith('dnsbl') ? `list-${n % lists}` : target),
    summary: `${target}: ${text}`,
    remedy: { text, command: `npx postwatch ${text}`, url: 'https://example.com/' },
    evidence: [
      {
        question: text,
        type: 'TXT',
        resolver: '192.0.2.53:53',
        rcode: 'NOERROR',
        answers: [text],
        ttl: 1,
        at: '2026-11-24T12:00:00.000Z',
        rttMs: 1,
      },
    ],
  };
  const before = {
    finding: seen.id,
    severity: seen.severity,
    status: seen.status,
    summary: text,
    value: text,
    since: '2026-11-24T11:00:00.000Z',
    incident: `i-${pass}-${n}`,
  };
  const names = Array.from({ length: n % 40 }, (_, at) => `203.0.113.${at}`);
  return {
    id: `n-${pass}-${n}`,
    run: `run-${pass}`,
    at: '2026-11-24T12:00:00.000Z',
    transition,
    target,
    incident: `i-${pass}-${n}`,
    finding: transition === 'ended' ? null : seen,
    before: transition === 'opened' ? null : before,
    ...defined({
      ended: transition === 'ended' ? 'unwatched' : undefined,
      members: transition === 'members' ? { joined: names, left: [], count: names.length } : undefined,
      name: named ? `mail${n}.example.com` : undefined,
      elasticIp: accounts === 0 ? undefined : { account: `12345678901${n % accounts}`, region: 'eu-west-1' },
    }),
  };
}

/** What one message says it carries, checked against what is in it and how large it is. */
const FORMS = {
  mail: (digest: Digest, wording: Wording) => {
    const { message, subject, attributes, carried } = snsForm(digest, wording);
    expect(Buffer.byteLength(message) + subject.length + JSON.stringify(attributes).length).toBeLessThan(262_144);
    expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
    const { default: machine, email } = JSON.parse(message);
    expect(JSON.parse(machine).notices.map(({ id }: Notice) => id)).toEqual(carried);
    expect(toldIn(email)).toBe(carried.length);
    return carried;
  },
  chat: (digest: Digest, wording: Wording) => {
    const { message, carried } = chatForm(digest, wording);
    const { content } = JSON.parse(message);
    expect(content.description.length).toBeLessThan(8000);
    expect(content.title.length).toBeLessThanOrEqual(250);
    expect(toldIn(content.description.slice(4))).toBe(carried.length);
    return carried;
  },
  webhook: (digest: Digest, wording: Wording) => {
    const { body, carried } = webhookForm(digest, wording, 0);
    expect(Buffer.byteLength(body)).toBeLessThan(1_000_000);
    const { notices, text } = JSON.parse(body);
    expect(notices.map(({ id }: Notice) => id)).toEqual(carried);
    expect(toldIn(text)).toBe(carried.length);
    return carried;
  },
} as const;

/** Entries begin at the margin; one of many says how many they are. The targets of a history are all different. */
function toldIn(text: string): number {
  const heads = text.split('\n').filter((line) => /^(\[[^\]]+\]|[A-Z]+) {2}\S/.test(line));
  return heads.reduce((sum, line) => {
    const many = /^(?:(?:\[[^\]]+\]|[A-Z]+) {2}){1,2}(?:(\d+) (?:address|target)|(?:IP|감시 대상) (\d+)개)/.exec(line);
    return sum + Number(many?.[1] ?? many?.[2] ?? 1);
  }, 0);
}

async function deliverAll({ language, passes, network }: History) {
  const [clock, memory] = [fakeClock(), pureMemory()];
  const wording = wordingOf({ language, zone: 'Asia/Seoul' });
  const taken = new Map<string, string[]>();
  const due: string[] = [];
  let wrong = 0;
  const markSent: Memory['markSent'] = async (channel, notices, at) => {
    wrong += notices.filter(({ id }) => !taken.get(channel)?.includes(id)).length;
    await memory.markSent(channel, notices, at);
  };
  const channelOf = (id: keyof typeof FORMS): Channel => {
    const [left, got] = [[...network[id]], [] as string[]];
    // The forms are pure: what was refused and is sent again is not looked at again.
    const seen = new Map<string, readonly string[]>();
    taken.set(id, got);
    const publish = async (digest: Digest): Promise<PublishOutcome> => {
      const key = digest.notices.map((notice) => notice.id).join();
      const carried = seen.get(key) ?? FORMS[id](digest, wording);
      seen.set(key, carried);
      const fate = left.shift() ?? 'taken';
      if (fate === 'throws') throw new Error('ECONNRESET');
      if (fate === 'refused') return { ok: false, why: verbatim('answered 503') };
      if (fate === 'later') return { ok: false, why: verbatim('answered 429'), retryAfterMs: 10 * HOUR };
      got.push(...carried);
      // The answer did not arrive: it comes once more, under the same ids.
      return fate === 'taken' ? { ok: true, carried } : { ok: false, why: verbatim('no answer') };
    };
    return { id, publish, ...defined({ backOffMs: id === 'webhook' ? WEBHOOK_BACK_OFF_MS : undefined }) };
  };
  const channels = (Object.keys(FORMS) as (keyof typeof FORMS)[]).map(channelOf);
  const pass = () => notify({ ...memory, markSent }, channels, wording, clock);
  for (const [at, { batch, minutes }] of passes.entries()) {
    const notices = batch === null ? [] : Array.from({ length: batch.count }, (_, n) => noticeOf(n, batch, at));
    due.push(...notices.map(({ id }) => id));
    await memory.commit([{ state: newState(`pass-${at}`), expected: 0, notices }]);
    await pass();
    clock.advance(minutes * 60_000);
  }
  // Each pass ends at the first message that fails, and a channel is left alone for two hours at most.
  for (let n = 0; n <= 6; n += 1) {
    clock.advance(2 * HOUR);
    await pass();
  }
  return { due, taken, wrong, network };
}

const reaches = (histories: fc.Arbitrary<History>, numRuns: number) =>
  fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const { due, taken, wrong, network } = await deliverAll(history);
      expect(wrong).toBe(0);
      for (const [channel, ids] of taken) {
        expect([...new Set(ids)].sort(), channel).toEqual([...due].sort());
        // One that fails makes no other repeat anything.
        const repeats = network[channel as keyof typeof FORMS].includes('taken and lost');
        if (!repeats) expect(ids.length, channel).toBe(due.length);
      }
    }),
    { numRuns: runs(numRuns) },
  );

describe('every notice reaches every channel', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('in 125 histories (%i of 8)', { timeout: 60_000 }, () =>
    reaches(historyOf(batchOf(FEW, SHORT)), 125),
  );

  it('in a history of many notices at once', { timeout: 60_000 }, () =>
    reaches(historyOf(batchOf(fc.integer({ min: 60, max: 600 }), fc.integer({ min: 0, max: 40 }))), 5),
  );

  it('in a history of very large notices', { timeout: 60_000 }, () =>
    reaches(historyOf(batchOf(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 400, max: 5000 }))), 10),
  );
});
