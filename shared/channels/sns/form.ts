/**
 * A digest as SNS takes it: a text for mail, the machine form for everyone else, and attributes that a subscription can
 * filter on. Bounds are SNS's own: 256 KiB in octets for everything, a subject of ASCII under 100 characters. Mail and machine form
 * tell of the same notices, which are named in `carried`; the others go out in further messages.
 */
import { defined } from '../../model/defined.ts';
import type { Notice } from '../../model/incident.ts';
import { weight } from '../../notices/about.ts';
import { type Digest, subjectsOfPart } from '../../notices/digest.ts';
import type { Wording } from '../../notices/wording.ts';
import { bytes, cut, escapedBytes, fittingNotices, fittingText } from '../core/fitting.ts';
import { SNS_LIMITS } from './limits.ts';

export type SnsForm = {
  readonly subject: string;
  /** With `MessageStructure: 'json'`. */
  readonly message: string;
  /** Each a `String.Array`. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Ids of the notices that are in it. */
  readonly carried: readonly string[];
};

/** The subject, twice, and what holds the parts together. */
const RESERVED = 2 * 1024;
/** Of a report's words in the machine form. */
const WORDS_BYTES = 64 * 1024;

export function snsForm(digest: Digest, wording: Wording): SnsForm {
  const words = wordsOf(digest);
  const attributes = attributesOf(digest.notices);
  const fixed = RESERVED + bytes(JSON.stringify(attributes)) + (words === undefined ? 0 : doubled(words));
  const sizes = { size: escapedBytes, noticeSize: escapedBytes };
  const room = { text: SNS_LIMITS.text, all: SNS_LIMITS.all - fixed, spare: SNS_LIMITS.text / 4, ...sizes };
  const { text: email, notices, left } = fittingText(digest, wording, room);
  const { subject: shown, subjectInEnglish } = subjectsOfPart(digest, notices, wording);
  const subject = asciiSubject(subjectInEnglish ?? shown);
  const rest = { email, sms: subject };
  const base = { version: 1, subject: shown, ...defined({ text: words }) };
  const most = SNS_LIMITS.all - fixed - bytes(JSON.stringify(rest)) + (words === undefined ? 0 : doubled(words));
  const machine = fittingNotices(notices, left, most - escapedBytes(JSON.stringify(base)) - 200, escapedBytes);
  return {
    subject,
    message: JSON.stringify({ default: JSON.stringify({ ...base, ...machine }), ...rest }),
    attributes: left === 0 ? attributes : attributesOf(notices),
    carried: notices.map(({ id }) => id),
  };
}

/** What a machine gets in words: all of a message without notices, and what is around those of a report. */
function wordsOf(message: Digest): string | undefined {
  const { intro, outro, notices } = message;
  const text = notices.length === 0 ? message.text : [intro, outro].filter((one) => one !== undefined).join('\n');
  return text === '' ? undefined : cut(text, WORDS_BYTES, doubled);
}

/** Octets of a text as a string in JSON that is itself a string in JSON. */
const doubled = (text: string): number => escapedBytes(JSON.stringify(text));

/** "ASCII text that begins with a letter, number or punctuation mark", at most 99 of them. */
export function asciiSubject(text: string): string {
  const ascii = text.replaceAll('…', '...').replaceAll(/[^\x20-\x7e]/g, '?');
  return ascii.length > 99 ? `${ascii.slice(0, 96)}...` : ascii;
}

function attributesOf(notices: readonly Notice[]): SnsForm['attributes'] {
  const all = {
    severity: notices.map(weight),
    check: notices.flatMap(({ finding, before }) => finding?.check ?? before?.finding.split('.', 1)[0] ?? []),
    status: notices.flatMap(({ finding }) => finding?.status ?? []),
    account: notices.flatMap(({ elasticIp }) => elasticIp?.account ?? []),
    region: notices.flatMap(({ elasticIp }) => elasticIp?.region ?? []),
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, values]) => (values.length === 0 ? [] : [[name, [...new Set(values)].sort()]])),
  );
}
