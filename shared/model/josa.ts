/**
 * The Korean particle that fits a word whose sound is only known when the program runs: 203.0.113.25는, mail.example.com은.
 * Prefer sentences that need none (a particle that never changes, or a Korean noun behind the value). How a Latin word
 * sounds cannot be read off its letters: what no rule here covers gives null, and a noun takes the particle instead.
 */

const PAIRS = {
  '은/는': { open: '는', rieul: '은', closed: '은' },
  '이/가': { open: '가', rieul: '이', closed: '이' },
  '을/를': { open: '를', rieul: '을', closed: '을' },
  '과/와': { open: '와', rieul: '과', closed: '과' },
  '으로/로': { open: '로', rieul: '로', closed: '으로' },
  '이나/나': { open: '나', rieul: '이나', closed: '이나' },
  '이며/며': { open: '며', rieul: '이며', closed: '이며' },
} as const;

export type JosaPair = keyof typeof PAIRS;

/** How a word ends when it is spoken: on a vowel, on ㄹ, or on any other consonant. */
type Ending = 'open' | 'rieul' | 'closed';

/** Only the end of a word decides; longer texts are not read from their beginning. */
const LONGEST_READ = 256;

const endings = (byEnding: Readonly<Record<Ending, string>>): ReadonlyMap<string, Ending> =>
  new Map(
    (['open', 'rieul', 'closed'] as const).flatMap((ending) =>
      byEnding[ending].split(' ').map((word): [string, Ending] => [word.toLowerCase(), ending]),
    ),
  );

/** Words that are read as words: the last word of a text is looked up, in any case. */
const KNOWN_WORDS = endings({
  open: `DMARC HELO EHLO S3 SORBS NODATA REFUSED pass permerror temperror include Spamhaus Barracuda Micro Mailspike UCEPROTECT Abusix Validity Cloudmark Proofpoint Mimecast Yahoo Google Microsoft Apple iCloud Postfix Postwatch Lambda GovCloud`,
  rieul: 'Gmail Sendmail hanmail softfail fail neutral SERVFAIL all ~all -all +all ?all',
  closed: 'DKIM CNAME SpamCop ZEN Daum Amazon Exim Outlook Datadog none NXDOMAIN token webhook',
});

const TOP_LEVEL_DOMAINS = endings({
  open: 'org io ai dev info biz me jp de uk us eu tv edu gov cloud site test arpa invalid',
  rieul: 'kr fr email mail mil local internal example nl pl',
  closed: 'com net app online shop cn vn in',
});

const DIGITS: readonly Ending[] = [
  'closed', // 영, 십, 백, 천, 만
  'rieul', // 일
  'open', // 이
  'closed', // 삼
  'open', // 사
  'open', // 오
  'closed', // 육
  'rieul', // 칠
  'rieul', // 팔
  'open', // 구
];

const letterEnding = (letter: string): Ending => {
  if ('LR'.includes(letter.toUpperCase())) return 'rieul';
  return 'MN'.includes(letter.toUpperCase()) ? 'closed' : 'open';
};

/** Without what is not spoken at the end: spaces, stops, closing quotation marks, and what is in brackets. */
function spoken(text: string): string {
  let rest = text;
  for (;;) {
    const trimmed = withoutBrackets(rest.replace(/[\s."'`”’」』]+$/u, ''));
    if (trimmed === rest) return rest;
    rest = trimmed;
  }
}

/** Brackets that close at the end go with all that is in them; a bracket that never opened stays. */
function withoutBrackets(text: string): string {
  if (!text.endsWith(')')) return text;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    else if (text[at] === '(') depth -= 1;
    if (depth === 0) return text.slice(0, at);
  }
  return text;
}

const lastWord = (text: string): string => (text.split(/\s+/u).at(-1) ?? '').replace(/^[("'`“‘「『]+/u, '');

function hangulEnding(word: string): Ending | null {
  const code = (word.codePointAt(word.length - 1) ?? 0) - 0xac00;
  if (code < 0 || code > 0xd7a3 - 0xac00) return null;
  const consonant = code % 28;
  if (consonant === 0) return 'open';
  return consonant === 8 ? 'rieul' : 'closed';
}

/** 2001:db8::f ends on its letter, 2001:db8:: on the word colon, and a digit is read as any other. */
function ipv6Ending(word: string): Ending | null {
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(word)) return null;
  if (word.endsWith('::')) return 'closed';
  return /[a-f]$/i.test(word) ? 'open' : null;
}

/** A host, a domain or a mail address; a name of two letters that the table lacks is spelled. */
function domainEnding(word: string): Ending | null {
  const [, label] = /^[\w@+.-]+\.([a-z][a-z0-9-]+)$/i.exec(word) ?? [];
  if (label === undefined) return null;
  const known = TOP_LEVEL_DOMAINS.get(label.toLowerCase());
  return known ?? (/^[a-z]{2}$/i.test(label) ? letterEnding(label.slice(-1)) : null);
}

function numberEnding(word: string): Ending | null {
  if (/[0-9]%$/.test(word)) return 'open';
  // A label with letters before its digit (mail.example.mp3) is a name, and names are read by the rule above.
  return /\.[a-z][a-z0-9-]*$/i.test(word) ? null : (DIGITS[Number.parseInt(word.slice(-1), 10)] ?? null);
}

const spelledEnding = (word: string): Ending | null =>
  /^[A-Z0-9/-]*[A-Z]$/.test(word) ? letterEnding(word.slice(-1)) : null;

/** A table of 25 lists asks about the same address in each of its rows. */
let last: { readonly text: string; readonly ending: Ending | null } = { text: '', ending: null };

function endingOf(text: string): Ending | null {
  if (text !== last.text) last = { text, ending: readEnding(text) };
  return last.ending;
}

function readEnding(text: string): Ending | null {
  const word = lastWord(spoken(text.slice(-LONGEST_READ).normalize('NFC')));
  return (
    KNOWN_WORDS.get(word.toLowerCase()) ??
    hangulEnding(word) ??
    ipv6Ending(word) ??
    domainEnding(word) ??
    numberEnding(word) ??
    spelledEnding(word)
  );
}

/** The word with its particle (`SPF는`, `PTR을`, `example.com으로`); null where nobody can know how the word sounds. */
export function josa(word: string, pair: JosaPair): string | null {
  const ending = endingOf(word);
  return ending === null ? null : `${word}${PAIRS[pair][ending]}`;
}

/** The word with its particle, or with a Korean noun behind it that takes the particle: `postwatch.json 파일을`. */
export const josaOr = (word: string, pair: JosaPair, noun: string): string =>
  josa(word, pair) ?? `${word} ${noun}${PAIRS[pair][endingOf(noun) ?? 'open']}`;
