/** Lines of mail logs: Postfix, Exim, Sendmail. Only lines that say that something was refused or put off. */
import { defined } from '../model/defined.ts';
import { addressIn, type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';
import { receiversIn } from './prose.ts';
import { domainOf, named } from './sent-as.ts';

const MAX_LINES = 2000;
const MAX_LINE = 4000;

/** Postfix: `to=<a@b>, relay=..., dsn=5.7.1, status=bounced (host ... said: 550 ...)`. */
const POSTFIX = /\bto=<([^>\s]{1,320})>.{0,600}?\bstatus=(?:bounced|deferred|expired|undeliverable) \(?(.*)$/;
/** What a server refused, and its words: in its own log, as the receiver. What is behind is about the client. */
const REJECTED = [
  // Postfix: `NOQUEUE: reject: RCPT from host[ip]: 554 5.7.1 ...; from=<> to=<>`, `milter-reject: END-OF-MESSAGE from host[ip]: 5.7.1 ...`.
  /\breject: [A-Z-]{2,20} from \S{1,300}: ([45](?:\d\d|\.\d{1,3}\.\d{1,3}) .*?)(?:; (?:from|proto)=.*)?$/,
  // Exim: `H=host [ip] F=<a@b> rejected RCPT <c@d>: ...`.
  /\brejected (?:(?:RCPT|MAIL) <[^>]{0,320}>|after DATA|by local_scan\(\)|EHLO or HELO \S{1,300}|connection in "\w{1,20}" ACL): (.*)$/,
  // Sendmail: `ruleset=check_rcpt, arg1=<c@d>, relay=host [ip], reject=550 5.7.1 ...`, `Milter: data, reject=550 5.7.1 ...`.
  /\breject=([45]\d\d .*)$/,
];
/** Whom for: `to=<c@d>`, `rejected RCPT <c@d>`, `arg1=<c@d>` of check_rcpt. */
const REJECTED_FOR = /\b(?:to=|rejected RCPT |check_rcpt, arg1=)<([^>\s]{1,320})>/;
/** Exim: `** a@b R=router T=transport: reason` (failed), `== a@b ... defer (-44): reason`. */
const EXIM = /(?:^|\s)(?:\*\*|==) <?([^\s<>]{1,320}@[^\s<>:]{1,255})>?:?\s(.*)$/;
/** qmail: `delivery 7: failure: 198.51.100.7_does_not_like_recipient./Remote_host_said:_550_...`. */
const QMAIL = /\b(?:failure|deferral): (\S+)$/;
/** Sendmail: `to=<a@b>, ..., dsn=5.1.1, stat=User unknown`, some with `reply=`. */
const SENDMAIL = /\bto=<?([^>\s,]{1,320})>?,.{0,800}?\bstat=(.*)$/;
/** Who was refused: `from host[ip]:`, `H=host (helo) [ip]`, `relay=host [ip],`. */
const CLIENT = /(?: from |\bH=|\brelay=)([^;,=]{0,300}?\[[0-9a-fA-F.:]{3,60}\])/;

export function failuresInLog(text: string): Failure[] {
  const found: Failure[] = [];
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    const failure = failureIn(line.slice(0, MAX_LINE));
    if (failure !== undefined) found.push(failure);
    if (found.length >= MAX_FAILURES) break;
  }
  return found;
}

function failureIn(line: string): Failure | undefined {
  const rejected = REJECTED.map((form) => form.exec(line)?.[1]).find((words) => words !== undefined);
  if (rejected !== undefined) {
    const refused = failure(line, addressIn(REJECTED_FOR.exec(line)?.[1] ?? ''), rejected);
    return { ...refused, around: CLIENT.exec(line)?.[1] ?? '', receivers: [] };
  }
  const spoken = QMAIL.exec(line)?.[1];
  if (spoken?.includes('_')) {
    const words = spoken.replaceAll('_', ' ');
    return { ...failure(line, undefined, words), receivers: receiversIn(words) };
  }
  const [, to, words = ''] = POSTFIX.exec(line) ?? EXIM.exec(line) ?? SENDMAIL.exec(line) ?? [];
  if (to === undefined || /^\s{0,8}(?:sent|queued|ok)\b/i.test(words)) return undefined;
  const reply = /\breply=(.{1,500}?), stat=/.exec(line)?.[1];
  return failure(line, addressIn(to), reply === undefined ? words.replace(/\)$/, '') : `${reply} ${words}`);
}

function failure(line: string, recipient: string | undefined, reply: string): Failure {
  const from = domainOf(/\b(?:from=|F=)<([^>\s]{1,320})>/.exec(line)?.[1] ?? '');
  const status = /\bdsn=([245]\.\d{1,3}\.\d{1,3})/.exec(line)?.[1];
  return {
    ...defined({ recipient, status }),
    ...named(from),
    reply: reply.slice(0, MAX_TEXT),
    around: '',
    receivers: receiversIn(line),
  };
}
