/** The TXT records that are looked up by name, and how a receiver knows each of them. */
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { recordNoun } from '../core/words.ts';
import { trimBlanks } from './mend-text.ts';
import { WHY_NOT } from './words.ts';

export type RecordKind = {
  /** `DMARC record`, in a sentence. */
  readonly noun: Text;
  /** What it begins with; null where anything may come first. */
  readonly start: string | null;
  /** As receivers recognise it, from the first character on. */
  readonly isOne: (text: string) => boolean;
  /** Whether it was meant to be one: its version is somewhere in it. */
  readonly isLike: (text: string) => boolean;
  /** What keeps a text that is like one from being one. */
  readonly why: (text: string) => Text;
};

const MAX_START = 300;

const isLike = (version: string): RecordKind['isLike'] => {
  const pattern = new RegExp(
    `(?:^|[^a-z0-9])v[ \\t]*[=:][ \\t]*${version.slice(0, -1)}[ \\t]*${version.slice(-1)}`,
    'i',
  );
  return (text) => pattern.test(text.slice(0, MAX_START));
};

/** Why a text with the version in it is not recognised, from the most to the least telling. */
const whyNot =
  (version: string): RecordKind['why'] =>
  (text) => {
    const [first = ''] = trimBlanks(text.slice(0, MAX_START)).split(';', 1);
    if (!new RegExp(`^v[ \\t]*[=:][ \\t]*${version}`, 'i').test(first)) return WHY_NOT.notFirst(version);
    const rest = trimBlanks(first.replace(/^v[ \t]*[=:][ \t]*/i, ''));
    if (rest.length > version.length && !/^[\w.]/.test(rest.slice(version.length)))
      return WHY_NOT.noSemicolon(version, printable(rest.slice(version.length), 20));
    if (rest.toLowerCase() === version.toLowerCase() && rest !== version) return WHY_NOT.wrongCase(version);
    return WHY_NOT.otherStart(version);
  };

/** A version tag whose value is matched exactly, with blanks around the sign allowed (DMARC: RFC 9989 section 4.8; BIMI). */
const hasVersion =
  (version: string) =>
  (text: string): boolean => {
    const first = text.split(';', 1)[0] ?? '';
    const at = first.indexOf('=');
    return (
      at > 0 && trimBlanks(first.slice(0, at)).toLowerCase() === 'v' && trimBlanks(first.slice(at + 1)) === version
    );
  };

/** A record that begins with these very characters (RFC 8460 section 3, RFC 8461 section 3.1); blanks may be before the semicolon. */
const beginsWith =
  (version: string) =>
  (text: string): boolean =>
    text.startsWith(`v=${version}`) && /^[ \t]*;/.test(text.slice(version.length + 2));

const versioned = (name: string, version: string, isOne: RecordKind['isOne']): RecordKind => ({
  noun: recordNoun(name),
  start: `v=${version};`,
  isOne,
  isLike: isLike(version),
  why: whyNot(version),
});

export const DMARC_RECORD = versioned('DMARC', 'DMARC1', hasVersion('DMARC1'));
export const BIMI_RECORD = versioned('BIMI', 'BIMI1', hasVersion('BIMI1'));
export const TLSRPT_RECORD = versioned('TLS-RPT', 'TLSRPTv1', beginsWith('TLSRPTv1'));
export const STS_RECORD = versioned('MTA-STS', 'STSv1', beginsWith('STSv1'));

/** Any TXT record there with a key may be the one: the version tag is optional (RFC 6376 section 3.6.1). */
export const DKIM_KEY: RecordKind = {
  noun: { en: 'DKIM key', ko: 'DKIM 키' },
  start: null,
  isOne: (text) => /(?:^|;)[ \t\r\n]*p[ \t\r\n]*=/i.test(text.slice(0, 5000)),
  isLike: isLike('DKIM1'),
  why: () => WHY_NOT.noKey,
};

/** At a name that is not a selector's: the start of a DMARC record ("p=reject") is not a key. */
export const DKIM_ELSEWHERE: RecordKind = {
  ...DKIM_KEY,
  isOne: (text) =>
    DKIM_KEY.isOne(text) && (DKIM_KEY.isLike(text) || /p[ \t]*=[ \t]*[A-Za-z0-9+/]{40}/.test(text.slice(0, 5000))),
};
