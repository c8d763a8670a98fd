/**
 * A digest as SNS takes it: a text for mail, the machine form for everybody else, and attributes that a subscription can
 * filter on. Bounds are SNS's own: 256 KiB in octets for everything, a subject of ASCII under 100 characters. What has no
 * room is left out in an order (evidence first, then the notices that weigh least) and counted, never cut in the middle.
 */
import type { Digest } from '../digest.ts';
import { section, weight } from '../section.ts';
import type { Wording } from '../wording.ts';
import { bytes, cut, escapedBytes, fitting } from './fitting.ts';

export type SnsForm = {
  readonly subject: string;
  /** With `MessageStructure: 'json'`. */
  readonly message: string;
  /** Each a `String.Array`. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
};

const MOST_BYTES = 256 * 1024;
/** Subject and attributes count as well. */
const RESERVED = 8 * 1024;
/** Of the text: nobody reads more, and some mail systems cut it. */
const TEXT_BYTES = 96 * 1024;

export function snsForm(digest: Digest, wording: Wording): SnsForm {
  const subject = asciiSubject(digest.subjectInEnglish ?? digest.subject);
  const email = digest.notices.length === 0 ? cut(digest.text, TEXT_BYTES) : fittingText(digest, wording);
  const rest = { email, sms: subject };
  const room = MOST_BYTES - RESERVED - bytes(JSON.stringify(rest));
  return {
    subject,
    message: JSON.stringify({ default: machine(digest, room), ...rest }),
    attributes: attributesOf(digest),
  };
}

/** "ASCII text that begins with a letter, number or punctuation mark", at most 99 of them. */
export function asciiSubject(text: string): string {
  const ascii = text.replaceAll('…', '...').replaceAll(/[^\x20-\x7e]/g, '?');
  return ascii.length > 99 ? `${ascii.slice(0, 96)}...` : ascii;
}

function fittingText({ intro, notices }: Digest, wording: Wording): string {
  const head = intro === undefined ? [] : [cut(intro, TEXT_BYTES / 2).trimEnd()];
  const kept: string[] = [];
  let size = head.reduce((sum, text) => sum + escapedBytes(text), 0);
  for (const notice of notices) {
    const text = section(notice, wording);
    size += escapedBytes(text) + 4;
    if (size > TEXT_BYTES) break;
    kept.push(text);
  }
  const left = notices.length - kept.length;
  return `${[...head, ...kept, ...(left === 0 ? [] : [wording.texts.leftOut(left)])].join('\n\n')}\n`;
}

/** The machine form as one line of JSON, in at most `room` octets once it is a string inside JSON. */
function machine({ subject, text, intro, notices }: Digest, room: number): string {
  const words = notices.length === 0 ? text : intro;
  const base = { version: 1, subject, ...(words === undefined ? {} : { text: cut(words, 64 * 1024) }) };
  return JSON.stringify({ ...base, ...fitting(notices, room - escapedBytes(JSON.stringify(base)) - 20, escapedBytes) });
}

function attributesOf({ notices }: Digest): Readonly<Record<string, readonly string[]>> {
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
