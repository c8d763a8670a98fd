/**
 * Whose words they are. A report has several voices: the server that writes it, the receiver that it quotes, the message that it
 * returns, and a person who asks about it. Only what the receiver replied is evidence, wherever there is a reply; all other voices
 * say "blocked", "not found" or "DKIM" for reasons of their own.
 */
import { defined } from '../../model/defined.ts';
import { MAX_TEXT } from '../failure.ts';

/** What is read of one text: a reply is near its beginning, and each form below passes over it once. */
const MAX_SEARCH = MAX_TEXT * 3;

type Opening = {
  /** Where the words before the reply begin. */
  readonly at: number;
  /** Where the reply itself begins. */
  readonly from: number;
  /** What ends it, where it is in quotes or brackets. */
  readonly close?: string;
  /** What it begins with, where its code is written in another place. */
  readonly code?: string;
};

/** A text as its two voices. */
export type Voices = {
  /** The receiver's words, from its code on; undefined where the text quotes none. */
  readonly reply: string | undefined;
  /** What the reporter says around them. */
  readonly reporter: string;
};

const BARE = /^\s{0,40}(?:smtp; ?)?(?=#?[45]\d\d(?:[\s-]|$))/i;

/** Words that only ever introduce what another server said; a reply is behind them even where it has no code. */
const STRONG: readonly RegExp[] = [
  // Postfix, qmail, SmarterMail: "host mx.example.net[192.0.2.25] said: 550 ...", "Remote host said: ...".
  /\b(?:said|responded|replied|answered)(?: with)?:\s{0,12}/gi,
  /\brefused to talk to\s{1,8}me:\s{1,12}/gi,
  // Exim: "SMTP error from remote mail server after RCPT TO:<a@b>: 550 ...".
  /\bSMTP error from remote mail(?:er| server) after (?:(?:pipelined )?(?:MAIL FROM|RCPT TO):<[^>\n]{0,320}>[^:\n]{0,200}|[^:\n]{1,80}):\s{1,40}(?:host \S{1,253} \[[^\]\n]{2,45}\]:\s{1,10})?/g,
  // Google's pages and reports.
  /\bresponse(?: from the remote server)? was:\s{1,20}/gi,
  /\berror that the other server returned was:\s{1,20}/gi,
  /\bserver (?:response was|responded with|response):\s{1,10}/gi,
  /\bupstream error: /gi,
];

/** Signs behind which a reply begins if a code does. */
const WEAK: readonly RegExp[] = [
  // Exchange: "Remote Server returned '550 ...'", in any language.
  /(?<![\p{L}\d])['"\u2018\u201c\u300c]{1}(?=[45]\d\d(?:[ -]|$))/gu,
  /(?<=[\s(])#(?=[45]\d\d[ -])/g,
  /(?<![a-z])smtp; {0,2}(?=[45]\d\d[ -])/gi,
  /(?<=\()reason: (?=[45]\d\d[ -])/gi,
  /\b(?:reason|error|diagnos[a-z]{2,6}|details|response|result|description|message|cause|grund|motivo|raison|fehler)\s?:\s{0,10}(?=[45]\d\d[ -])/gi,
];

/** A reply without any introduction: a line that begins with a code, a code with its enhanced code, a code behind a colon. */
const ALONE: readonly RegExp[] = [
  // Not Sendmail's own line about a recipient: `550 5.1.1 <a@b>... User unknown`.
  /(?<=^[ \t>|]{0,12})(?![45]\d\d (?:[45]\.\d{1,3}\.\d{1,3} )?<[^>\s]{1,320}>\.\.\. )(?=[45]\d\d[ -]\S)/gm,
  /(?<![\d.])(?!\S{3} \S{5,9} <[^>\s]{1,320}>\.\.\. )(?=[45]\d\d[ -]{1,2}#?[45]\.\d{1,3}\.\d{1,3}(?![\d.]{0,6}\d)[ :;(-]{0,2}\S)/g,
  /(?<=[:>)\]] {1,2})(?=[45]\d\d[ -][^\d\s])/g,
];

/** Stalwart: "rejected command 'RCPT TO:<a@b>' with code 550 (5.7.1) 'words'". */
const WITH_CODE = /\bwith code ([45]\d\d)(?: \(([45]\.\d{1,3}\.\d{1,3})\))? (['"])/g;

const LABELS_OF_CODES = /(?:status|error|smtp|reply|return) code:?\s{0,4}$/i;
const CLOSES: ReadonlyMap<string, string> = new Map([
  ["'", "'"],
  ['"', '"'],
  ['\u2018', '\u2019'],
  ['\u201c', '\u201d'],
  ['\u300c', '\u300d'],
]);

/** The two voices of a text that speaks of one recipient. */
export function voicesIn(whole: string): Voices {
  const text = whole.slice(0, MAX_SEARCH);
  const bare = BARE.exec(text);
  if (bare !== null) return { reply: deepest(cut(text.slice(bare[0].length))), reporter: '' };
  const spoken = transcript(text);
  if (spoken !== undefined) return spoken;
  const opening = openingIn(text);
  if (opening === undefined) return { reply: undefined, reporter: text };
  const said = cut(text.slice(opening.from), opening.close);
  const reply = deepest(`${opening.code ?? ''}${said}`);
  return {
    reply: reply.trim() === '' ? undefined : reply,
    reporter: `${text.slice(0, opening.at)}\n${text.slice(opening.from + said.length)}`,
  };
}

/** Here the receiver quotes the sender's own MX, which it asked about the sender. */
const CALLOUT = /sender address rejected|sender verif|callout|callback|verif(?:y|ying|ication) /i;

/** A relay quotes what it heard itself: "550 Mailbox unavailable. The server response was: 550 5.7.1 ...". */
function deepest(reply: string, depth = 0): string {
  const isCallout = CALLOUT.test(reply);
  const opening = depth > 2 || isCallout ? undefined : (first(reply, STRONG, true) ?? withCode(reply) ?? quoted(reply));
  // A line may have been broken behind the code.
  if (opening === undefined) return reply.trim().replace(/^([45]\d\d)\s{1,100}/, '$1 ');
  const inner = `${opening.code ?? ''}${cut(reply.slice(opening.from), opening.close)}`;
  return deepest(inner, depth + 1);
}

const quoted = (reply: string): Opening | undefined => {
  const found = /\breturned (['"])(?=[45]\d\d[ -])/i.exec(reply);
  return found === null ? undefined : { at: found.index, from: found.index + found[0].length, close: found[1] ?? "'" };
};

/** Where in a line a reply begins, or what introduces one on the next. */
export const openingOf = (line: string): Pick<Opening, 'at' | 'from'> | undefined =>
  openingIn(line) ?? (BARE.test(line) ? { at: 0, from: 0 } : undefined);

function openingIn(text: string): Opening | undefined {
  return (
    first(text, STRONG, true) ??
    withCode(text) ??
    first(text, WEAK, true) ??
    first(text, ALONE, true) ??
    first(text, STRONG, false)
  );
}

function withCode(text: string): Opening | undefined {
  WITH_CODE.lastIndex = 0;
  const found = WITH_CODE.exec(text);
  if (found === null) return undefined;
  const [all, code = '', enhanced, close = "'"] = found;
  const written = enhanced === undefined ? `${code} ` : `${code} ${enhanced} `;
  return { at: found.index, from: found.index + all.length, close, code: written };
}

/** The first of the places where such an introduction is followed by a reply. */
function first(text: string, forms: readonly RegExp[], needsCode: boolean): Opening | undefined {
  let best: Opening | undefined;
  for (const form of forms) {
    for (const found of text.matchAll(form)) {
      if (best !== undefined && found.index >= best.at) break;
      const opening = opened(text, found);
      if (
        opening === undefined ||
        (needsCode && !/^#?[45]\d\d(?:[\s-]|$)/.test(text.slice(opening.from, opening.from + 5)))
      )
        continue;
      best = opening;
      break;
    }
  }
  return best;
}

/** The receiver goes on to quote what it heard about the sender: that is no reply to the message. */
const QUOTES_CALLOUT = /sender address rejected|sender verif(?:y|ication)|callout/i;
const QUOTE_REACH = 160;

function opened(text: string, found: RegExpExecArray): Opening | undefined {
  const from = found.index + found[0].length;
  if (QUOTES_CALLOUT.test(text.slice(Math.max(0, found.index - QUOTE_REACH), found.index))) return undefined;
  const before = text.slice(Math.max(0, found.index - 30), found.index);
  if (found[0] === '' && LABELS_OF_CODES.test(before)) return undefined;
  const sign = found[0].trim();
  const close =
    CLOSES.get(sign) ??
    CLOSES.get(text.charAt(from)) ??
    (sign === '#' ? '##' : sign === 'reason:' && before.endsWith('(') ? ')' : undefined);
  // `said: "550 ..."`
  const isQuoted = CLOSES.has(text.charAt(from)) && !CLOSES.has(sign);
  return { at: found.index, from: isQuoted ? from + 1 : from, ...defined({ close }) };
}

const REPLIED = /^[^\n<]{0,60}?(?:<<<|<--|\bRSP:) {0,2}([45]\d\d(?:[ -].{0,2000}|$))/;
/** A line of a reply that its server wrote without a code. */
const CONTINUED = /^[^\n<]{0,60}?(?:<<<|<--|\bRSP:) (?![1-5]\d\d(?:[ -]|$))(.{1,2000})$/;
/** What a server says only because of the refusal before: no recipient is left. */
const AFTERMATH = /^(?:503|554 5\.5\.1)[ -]|no valid recipients|need rcpt/i;

/** The dialogue of Sendmail, Courier (`<<<`) and MDaemon (`<--`): the refusal that decided. */
function transcript(text: string): Voices | undefined {
  const groups: string[][] = [];
  const rest: string[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const said = REPLIED.exec(line)?.[1]?.trimEnd() ?? (isOpen ? CONTINUED.exec(line)?.[1]?.trimEnd() : undefined);
    if (said === undefined) {
      rest.push(line);
      isOpen = false;
      continue;
    }
    if (isOpen) groups.at(-1)?.push(said);
    else groups.push([said]);
    isOpen = true;
  }
  const deciding = groups.filter(([line = '']) => !AFTERMATH.test(line));
  const group = deciding.find(([line = '']) => line.startsWith('5')) ?? deciding[0] ?? groups[0];
  return group === undefined ? undefined : { reply: deepest(group.join('\n')), reporter: rest.join('\n') };
}

/** What the reporter goes on with behind a reply. */
const GOES_ON =
  /^\s{0,12}(?:giving up on |i'm not going to try|[-=_*]{3,}|>>> |<<< [23]|--> |<-- |\.{3} while talking|(?:reporting-mta|final-recipient|original-recipient|action|status|remote-mta|last-attempt-date|will-retry-until|diagnostic-code|dsn generated by|message rejected by|remote server|sent by|received|return-path|x-[a-z-]{2,40})\s?:|original message (?:headers|details)|message hops|notification details|the mail system\s*$|[45]\d\d [45]\.\d\.\d <[^>\s]{1,320}>\.\.\. )/i;
const BEHIND = /\s{0,8}\(in reply\s{1,8}to\s[^()]{2,60}\)|\/Giving up on |\s{1,4}Giving up on \d/;

/** A reply to its end. */
function cut(text: string, close?: string): string {
  const paragraph = untilBlank(text);
  if (close !== undefined) {
    const at = close === '##' ? closing(paragraph, [' ##\n', '> #SMTP#']) : lastBefore(paragraph, close);
    if (at > 0) return paragraph.slice(0, at);
  }
  const at = BEHIND.exec(paragraph)?.index;
  return at === undefined ? paragraph : paragraph.slice(0, at);
}

const closing = (text: string, ends: readonly string[]): number => {
  const places = ends.map((end) => `${text}\n`.indexOf(end)).filter((at) => at > 0);
  return places.length === 0 ? -1 : Math.min(...places);
};

/** The last such sign at the end of a line, else the last one at all: words may hold apostrophes of their own. */
function lastBefore(text: string, close: string): number {
  const lines = text.split('\n');
  let at = 0;
  for (const line of lines) {
    const trimmed = line.trimEnd().replace(/[.,;)]{1,3}$/, '');
    if (trimmed.endsWith(close)) return at + trimmed.length - close.length;
    at += line.length + 1;
  }
  return text.lastIndexOf(close);
}

/** Up to the blank line, unless the reply says by its hyphen that it goes on (RFC 5321 section 4.2.1), or to what the reporter goes on with. */
function untilBlank(text: string): string {
  const lines = text.split('\n');
  const kept: string[] = [];
  let goesOn = '';
  for (const line of lines) {
    const isStart = kept.every((one) => one.trim() === '');
    if (line.trim() === '') {
      if (!isStart && goesOn === '') break;
      kept.push(line);
      continue;
    }
    if (!isStart && GOES_ON.test(line)) break;
    if (kept.at(-1)?.trim() === '' && !isStart && !line.trimStart().startsWith(goesOn)) break;
    kept.push(line);
    goesOn = /^\s{0,12}([45]\d\d)-/.exec(line)?.[1] ?? '';
  }
  return kept.join('\n').trimEnd();
}

/** What known reporters write into every report, whatever the receiver said. */
const BANNERS: readonly RegExp[] = [
  /This is the mail system at host \S{1,253}/gi,
  /I'm sorry to have to inform you that your message could not\s+be delivered to one or more recipients\. It's attached below\./gi,
  /For further assistance, please send mail to \S{1,80}/gi,
  /If you do so, please include this problem report\. You can\s+delete your own text from the attached returned message\./gi,
  /This message was created automatically by mail delivery software[^\n]{0,40}/gi,
  /A message that you (?:sent|have sent) could not be delivered to (?:one or more|all) of its\s+recipients\./gi,
  /This is a permanent error[.;](?: I've given up\. Sorry it didn't work out\.| The following address\(?es\)? failed:)?/gi,
  /Hi\. This is the [^\n]{1,200}/gi,
  /I'm afraid I wasn't able to deliver your message to the following addresses\./gi,
  /(?:^|\n|\*\* )Message (?:blocked|not delivered)\b/gi,
  /Your message to \S{1,320} has been blocked\./gi,
  /See (?:the )?technical details below(?: for more information)?\./gi,
  /There was a (?:temporary )?problem delivering your message to \S{1,320}\./gi,
  /LEARN MORE/gi,
];

/** The reporter's own sentence, for where no reply is there. */
export const withoutBanners = (text: string): string =>
  BANNERS.reduce((left, banner) => left.replace(banner, ' '), text);
