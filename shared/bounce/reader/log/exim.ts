/** Exim: `**` failed, `==` deferred, `=>` delivered, lines of a host, and what it refuses itself. */
import { type Dialect, found, hostAndAddress } from './dialect.ts';

const ID = /(\w{6}-(?:\w{6}|\w{11})-\w{2,4}|\w{1,8}-\w{1,11}-\w{1,4}) (?:\*\*|==|=>|->|H=)/;
const FAILED = /(?:^|\s)(\*\*|==) <?([^\s<>]{1,320}@[^\s<>:]{1,255})>?:?\s(.*)$/;
const DELIVERED = /(?:^|\s)[=-]> \S{0,320}?<?([^\s<>]{1,320}@[^\s<>:]{1,255})>?\s/;
/** `R=router T=transport H=host [ip]:25 X=... CV=yes DT=1s`: of the log, whatever they are called. */
const METADATA =
  /(?<![^\s(])(?:R|T|H|X|CV|DN|SNI|A|DT|QT|F|P|S|U|C|Q|I|PS|id)=(?:"[^"]{0,300}"|[^\s"]{1,300})(?: \([^()]{0,253}\))?(?: \[[^\]]{2,45}\](?::\d{1,5})?)?/g;

/** A line's newline is written as `\n`; `DT=` may be behind the receiver's words. */
const reasonIn = (text: string): string => text.replace(/ DT=[\d.hms]{1,12}\s{0,4}$/, '').replaceAll('\\n', '\n');

const delivery: Dialect = {
  marks: ['**', '==', '=>', '->'],
  read: (line, memory) => {
    const queueId = ID.exec(line)?.[1];
    const [, flag, to, rest = ''] = FAILED.exec(line) ?? [];
    if (to === undefined) {
      const sent = DELIVERED.exec(line)?.[1];
      if (sent !== undefined) memory.delivered.add(`${queueId} ${sent.toLowerCase()}`);
      return undefined;
    }
    const reason = reasonIn(rest);
    return found({
      to,
      queueId,
      reply: /SMTP error from remote/.test(reason) ? reason : reason.replace(METADATA, ' ').trim(),
      state: flag === '==' ? 'queued' : 'returned',
      from: /\b(?:F=|from )<([^>\s]{1,320})>/.exec(rest)?.[1],
      receivers: [
        ...hostAndAddress(/\bH=(.{1,400})/.exec(rest)?.[1] ?? ''),
        ...hostAndAddress(/[:>] (host \S{1,253} \[.{2,50})/.exec(rest)?.[1] ?? ''),
      ],
    });
  },
};

const host: Dialect = {
  marks: ['SMTP error from remote'],
  read: (line) => {
    const [, at = '', words] =
      /\bH=(\S{1,253} \[[^\]]{2,45}\])(?::\d{1,5})?:? (SMTP error from remote mail.*)$/.exec(line) ?? [];
    if (words === undefined) return undefined;
    const one = found({
      reply: reasonIn(words),
      queueId: ID.exec(line)?.[1],
      state: 'queued',
      from: /MAIL FROM:<([^>\s]{1,320})>/.exec(words)?.[1],
      to: /RCPT TO:<([^>\s]{1,320})>/.exec(words)?.[1],
      receivers: hostAndAddress(at),
    });
    return { ...one, isOfHost: true };
  },
};

/** `H=host (helo) [ip] F=<a@b> rejected RCPT <c@d>: ...`. */
const REJECTED =
  /\brejected (?:(?:RCPT|MAIL) <[^>]{0,320}>|after DATA|by local_scan\(\)|EHLO or HELO \S{1,300}|connection in "\w{1,20}" ACL): (.*)$/;
const refusal: Dialect = {
  marks: ['rejected '],
  read: (line) => {
    const words = REJECTED.exec(line)?.[1];
    if (words === undefined) return undefined;
    return found({
      to: /\brejected RCPT <([^>\s]{1,320})>/.exec(line)?.[1],
      from: /\bF=<([^>\s]{1,320})>/.exec(line)?.[1],
      reply: words,
      around: /\bH=([^;,=]{0,300}?\[[0-9a-fA-F.:]{3,60}\])/.exec(line)?.[1] ?? '',
      state: 'refused',
      isInbound: true,
    });
  },
};

/** First what Exim refuses: such a line may hold `==` or `**` as well. */
export const EXIM: readonly Dialect[] = [refusal, delivery, host];
