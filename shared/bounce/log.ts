/** Lines of mail logs: Postfix, Exim, Sendmail. Only lines that say that something was refused or put off. */
import { addressIn, type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';
import { receiversIn } from './prose.ts';
import { domainOf, named } from './sent-as.ts';

const MAX_LINES = 2000;
const MAX_LINE = 4000;

/** Postfix: `to=<a@b>, relay=..., dsn=5.7.1, status=bounced (host ... said: 550 ...)`. */
const POSTFIX = /\bto=<([^>\s]{1,320})>.{0,600}?\bstatus=(?:bounced|deferred|expired|undeliverable) \(?(.*)$/;
/** Postfix as the receiver: `NOQUEUE: reject: RCPT from host[ip]: 554 5.7.1 ...; from=<> to=<>`. */
const POSTFIX_REJECT = /\breject: [A-Z-]{2,20} from \S{1,300}: ([45]\d\d .*)$/;
/** Exim: `** a@b R=router T=transport: reason` (failed), `== a@b ... defer (-44): reason`. */
const EXIM = /(?:^|\s)(?:\*\*|==) <?([^\s<>]{1,320}@[^\s<>:]{1,255})>?:?\s(.*)$/;
/** Sendmail: `to=<a@b>, ..., dsn=5.1.1, stat=User unknown`, some with `reply=`. */
const SENDMAIL = /\bto=<?([^>\s,]{1,320})>?,.{0,800}?\bstat=(.*)$/;

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
  const rejected = POSTFIX_REJECT.exec(line);
  if (rejected !== null) return failure(line, addressIn(/\bto=<[^>]{1,320}>/.exec(line)?.[0] ?? ''), rejected[1] ?? '');
  const [, to, words = ''] = POSTFIX.exec(line) ?? EXIM.exec(line) ?? SENDMAIL.exec(line) ?? [];
  if (to === undefined || /^\s{0,8}(?:sent|queued|ok)\b/i.test(words)) return undefined;
  const reply = /\breply=(.{1,500}?), stat=/.exec(line)?.[1];
  return failure(line, addressIn(to), reply === undefined ? words.replace(/\)$/, '') : `${reply} ${words}`);
}

function failure(line: string, recipient: string | undefined, said: string): Failure {
  const from = domainOf(/\bfrom=<([^>\s]{1,320})>/.exec(line)?.[1] ?? '');
  const status = /\bdsn=([245]\.\d{1,3}\.\d{1,3})/.exec(line)?.[1];
  return {
    ...(recipient === undefined ? {} : { recipient }),
    ...(status === undefined ? {} : { status }),
    ...named(from),
    said: said.slice(0, MAX_TEXT),
    around: '',
    receivers: receiversIn(line),
  };
}
