/** Logs of whole dialogues: IIS, the connectors of Exchange, SmarterMail and MDaemon. The recipient is on an earlier line. */
import { type Dialect, found, rememberRecipient } from './dialect.ts';

const RCPT = /\bRCPT(?: - |\+TO:| TO:| )(?:TO:)?\+?\s?<?([^\s<>+,]{1,64}@[a-z0-9.-]{1,253})/i;
const REFUSED = /^[45]\d\d[ -]/;

/** `date time ip OutboundConnectionResponse ... 550+5.7.1+...`: blanks are written as `+` (W3C extended log). */
const iis: Dialect = {
  marks: ['OutboundConnection'],
  read: (line, memory) => {
    const words = line.split(' ');
    const at = words.findIndex((word) => /^OutboundConnection(?:Command|Response)$/.test(word));
    const address = words[at - 1] ?? '';
    if (at < 0) return undefined;
    const recipient = words[at] === 'OutboundConnectionCommand' ? RCPT.exec(line)?.[1] : undefined;
    if (recipient !== undefined) rememberRecipient(memory, `iis ${address}`, recipient);
    const reply = words.slice(at + 1).find((word) => /^[45]\d\d[+-]/.test(word));
    if (words[at] !== 'OutboundConnectionResponse' || reply === undefined) return undefined;
    return found({
      to: memory.recipients.get(`iis ${address}`),
      reply: reply.replaceAll('+', ' '),
      state: 'unknown',
      receivers: [address],
    });
  },
};

/** `time,connector,session,n,local,remote,<,550 5.7.1 ...,`: `>` was sent, `<` received. */
const exchange: Dialect = {
  marks: [',<,', ',>,'],
  read: (line, memory) => {
    const [, session = '', remote = '', sign, words = ''] =
      /^[^,]{10,40},[^,]{1,200},([^,]{1,40}),\d{1,9},[^,]{0,60},([^,]{0,60}),([<>]),(.*)$/.exec(line) ?? [];
    const recipient = sign === '>' ? RCPT.exec(words)?.[1] : undefined;
    if (recipient !== undefined) rememberRecipient(memory, `exchange ${session}`, recipient);
    const reply = words.replace(/^"|"?,[^,]{0,200}$/g, '').replaceAll('""', '"');
    if (sign !== '<' || !REFUSED.test(reply)) return undefined;
    return found({
      to: memory.recipients.get(`exchange ${session}`),
      reply: reply,
      receivers: [remote.replace(/:\d{1,5}$/, '')],
    });
  },
};

/** `[2026.11.30] 09:15:02.123 [12345] RSP: 550 ...`, `CMD: RCPT TO:<a@b>`. */
const smarterMail: Dialect = {
  marks: ['] RSP: ', '] CMD: '],
  read: (line, memory) => {
    const [, session = '', kind, words = ''] = /\[(\w{1,20})\] (RSP|CMD): (.*)$/.exec(line) ?? [];
    const recipient = kind === 'CMD' ? RCPT.exec(words)?.[1] : undefined;
    if (recipient !== undefined) rememberRecipient(memory, `smarter ${session}`, recipient);
    if (kind !== 'RSP' || !REFUSED.test(words)) return undefined;
    return found({ to: memory.recipients.get(`smarter ${session}`), reply: words });
  },
};

export const SESSIONS: readonly Dialect[] = [iis, exchange, smarterMail];
