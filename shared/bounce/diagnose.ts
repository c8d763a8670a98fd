/** From a text to diagnoses: recognise what it is, find the rule for each recipient, read what it names. Asks nothing. */
import { defined } from '../model/defined.ts';
import { type Parsed, parsed } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import { CAUSE_FACTS } from './causes.ts';
import { classify, isUnderstood, type Ruling, stronger } from './classify.ts';
import { type Codes, readCodes } from './codes.ts';
import type { CheckName, Diagnosed, Diagnosis, Unmatched } from './diagnosis.ts';
import { type NamedList, namedList, senderAddress, senderHost } from './facts.ts';
import { type Failure, MAX_FAILURES, maskAddresses } from './failure.ts';
import { MAX_INPUT, recognise } from './input.ts';
import { receiversIn } from './prose.ts';
import { readText } from './reader/charset.ts';
import { voicesIn, withoutBanners } from './reader/voices.ts';
import { REMEDIES } from './remedies.ts';
import { named } from './sent-as.ts';
import { situated, withPort25 } from './situation.ts';

const MAX_SHOWN = 500;

/**
 * A bounce, a reply, log lines, SES JSON or pasted text; octets or characters. Of more than 1 MiB the beginning is read. A
 * problem is returned where there is no text at all to read.
 * @param lists those whose zones a text may name: the table of lists
 */
export async function diagnose(input: Uint8Array | string, lists: readonly NamedList[]): Promise<Parsed<Diagnosed>> {
  const octets = typeof input === 'string' ? undefined : input.subarray(0, MAX_INPUT);
  const text =
    typeof input === 'string' ? parsed(input.replaceAll('\u0000', ' ')) : readText(input.subarray(0, MAX_INPUT));
  if (!text.ok) return text;
  const { kind, failures: read, other, hasDelivered = false } = await recognise(text.value, octets);
  const failures = read.map(heard);
  const diagnoses: Diagnosis[] = [];
  const unmatched: Unmatched[] = [];
  for (const failure of failures) {
    const codes = readCodes(failure.reply === '' ? failure.around : failure.reply, failure.status);
    const ruling = rulingFor(failure, codes);
    // A class of codes says what may be meant, and no rule knew the words.
    if (ruling === undefined || !isUnderstood(ruling)) unmatched.push(withoutRule(failure, codes));
    if (ruling !== undefined) diagnoses.push(situated(diagnosis(failure, codes, ruling, lists), failure.receivers));
  }
  // A pasted text without a rule and without a code was no bounce.
  const isNothing = failures.length === 0 || (kind === 'text' && diagnoses.length === 0 && !unmatched.some(hasCode));
  return parsed(
    isNothing
      ? { kind: 'nothing', diagnoses: [], unmatched: [], isFull: false, ...defined({ other }) }
      : { kind, diagnoses: withPort25(diagnoses, hasDelivered), unmatched, isFull: failures.length >= MAX_FAILURES },
  );
}

const hasCode = ({ smtpCode, enhancedCode }: Unmatched): boolean =>
  smtpCode !== undefined || enhancedCode !== undefined;

/** A failure whose `said` is the receiver's reply, where the input holds one in any voice. */
function heard(failure: Failure): Failure {
  const own = voicesIn(failure.reply).reply;
  const wider = failure.around === '' ? undefined : voicesIn(failure.around).reply;
  if (own === undefined && wider === undefined) {
    return { ...failure, reply: withoutBanners(failure.reply).trim(), around: withoutBanners(failure.around) };
  }
  const said = wider !== undefined && isBeginningOf(own, wider) ? wider : (own ?? wider ?? '');
  const around = failure.direction === 'inbound' ? failure.around : own === undefined ? '' : (wider ?? '');
  return { ...failure, reply: said, around, receivers: [...new Set([...failure.receivers, ...receiversIn(said)])] };
}

/** Sendmail gives the first line of a reply as the reason, and the whole of it in its transcript. */
function isBeginningOf(own: string | undefined, wider: string): boolean {
  const [one, other] = [own ?? '', wider].map((text) => text.replace(/^([45]\d\d)-/, '$1 ').replace(/\s{1,100}/g, ' '));
  return one !== undefined && other !== undefined && one.length < other.length && other.startsWith(one);
}

/** The reply first; what else is quoted of the receiver, or the reporter's own sentence, only where the reply says nothing. */
function rulingFor({ reply, around, receivers }: Failure, codes: Codes): Ruling | undefined {
  const ruling = classify({ text: reply, codes, receivers });
  if (isUnderstood(ruling) || around === '' || around === reply) return ruling;
  const wider = classify({ text: around, codes, receivers });
  // Of two codes the wider text's weighs more: it says what was refused, the recipient or the message.
  return stronger(wider, ruling);
}

function withoutRule({ reply, around }: Failure, { smtp, enhanced }: Codes): Unmatched {
  return {
    text: printable(maskAddresses(reply === '' ? around : reply), MAX_SHOWN),
    ...defined({ smtpCode: smtp, enhancedCode: enhanced }),
  };
}

function diagnosis(failure: Failure, codes: Codes, { rule }: Ruling, lists: readonly NamedList[]): Diagnosis {
  const facts = CAUSE_FACTS[rule.cause];
  const words = failure.reply === '' ? failure.around : failure.reply;
  const ip = senderAddress(failure);
  // What a recipient's mailbox or the way to it is called says nothing about the sender.
  const host = facts.side === 'recipient' || facts.side === 'network' ? undefined : senderHost(failure, ip);
  const listedBy = listOf(rule, words, lists);
  const retry = rule.retry ?? facts.retry;
  const minutes = rule.retryAfterMinutes ?? facts.retryAfterMinutes;
  return {
    rule: rule.id,
    provider: rule.provider,
    cause: rule.cause,
    side: rule.side ?? facts.side,
    retry,
    ...defined({ retryAfterMinutes: retry === 'wait' && minutes !== undefined ? minutes : undefined, ip, host }),
    ...named(failure.mailFrom, failure.headerFrom, failure.signatures),
    ...defined({
      recipient: failure.recipient,
      reportedBy: failure.reportedBy,
      smtpCode: codes.smtp,
      enhancedCode: codes.enhanced,
      listedBy,
    }),
    direction: failure.direction ?? 'outbound',
    state: failure.state ?? 'unknown',
    ...defined({ until: failure.until, sentFrom: ip === undefined ? failure.sentFrom : undefined }),
    checks: checksFor(rule.checks ?? facts.checks, listedBy, lists),
    live: [],
    remedy: REMEDIES[rule.remedy ?? facts.remedy],
    text: printable(words, MAX_SHOWN).trim(),
  };
}

const LISTINGS = [
  'ip-blocklisted',
  'domain-blocklisted',
  'url-blocklisted',
  'dynamic-ip',
  'ip-reputation',
  'dns-failure',
];

/** The list that the text names, or else the one that the rule knows of. */
function listOf({ cause, listedBy }: Ruling['rule'], words: string, lists: readonly NamedList[]): string | undefined {
  return (LISTINGS.includes(cause) ? namedList(words, lists) : undefined) ?? listedBy;
}

/** The list named is asked first. */
function checksFor(
  checks: readonly CheckName[],
  listedBy: string | undefined,
  lists: readonly NamedList[],
): CheckName[] {
  const isKnown = lists.some(({ id, zone }) => id === listedBy && zone !== null);
  const named: CheckName[] = isKnown ? [`dnsbl:${listedBy}`] : [];
  return [...new Set([...named, ...checks])];
}
