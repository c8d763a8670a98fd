/** Sendmail: `stat=` and, in newer builds, `reply=`; and what its rule sets refuse. */
import { type Dialect, found, hostAndAddress } from './dialect.ts';

const DELIVERY = /\bto=<?([^>\s,]{1,320})>?,.{0,1500}?\bstat=(.*)$/;
const QUEUE_ID = /\]: (\w{10,20}): /;

const delivery: Dialect = {
  marks: [' stat='],
  read: (line, memory) => {
    const [, to, words = ''] = DELIVERY.exec(line) ?? [];
    if (to === undefined || !line.includes(', ')) return undefined;
    const queueId = QUEUE_ID.exec(line)?.[1];
    if (/^\s{0,8}(?:sent|queued|ok)\b/i.test(words)) {
      memory.delivered.add(`${queueId} ${to.toLowerCase()}`);
      return undefined;
    }
    const reply = /\breply=(.{1,1500}?), stat=/.exec(line)?.[1];
    const status = /\bdsn=([45]\.\d{1,3}\.\d{1,3})/.exec(line)?.[1];
    // What Sendmail calls an exit code says less than the status beside it, unless that says nothing either.
    const isExitCode = /^Service unavailable$/.test(words.trim()) && status !== undefined && !status.endsWith('.0.0');
    const isQuoted = /^[45]\d\d[ -]/.test(reply ?? '');
    return found({
      to,
      queueId,
      reply: reply ?? (isExitCode ? '' : words.replace(/^Deferred: (?=\S)/, '')),
      status: isQuoted ? undefined : status,
      state: /^Deferred/i.test(words) ? 'queued' : 'returned',
      receivers: hostAndAddress(/\brelay=(.{1,400})/.exec(line)?.[1] ?? ''),
    });
  },
};

/** `ruleset=check_rcpt, arg1=<c@d>, relay=host [ip], reject=550 5.7.1 ...`, `Milter: data, reject=550 5.7.1 ...`. */
const refusal: Dialect = {
  marks: ['reject='],
  read: (line) => {
    const words = /\breject=([45]\d\d .*)$/.exec(line)?.[1];
    if (words === undefined) return undefined;
    return found({
      to: /\b(?:to=|check_rcpt, arg1=)<([^>\s]{1,320})>/.exec(line)?.[1],
      from: /\bfrom=<([^>\s]{1,320})>/.exec(line)?.[1],
      reply: words,
      around: /\brelay=([^;,=]{0,300}?\[[0-9a-fA-F.:]{3,60}\])/.exec(line)?.[1] ?? '',
      state: 'refused',
      isInbound: true,
    });
  },
};

export const SENDMAIL: readonly Dialect[] = [refusal, delivery];
