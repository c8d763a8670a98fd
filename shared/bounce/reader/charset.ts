/**
 * Octets as text. UTF-8 first; where that fails, the charset that the text itself states or gives away, since status parts and
 * pasted files have none of their own. What is then still no text becomes U+FFFD.
 */
import { type Parsed, parsed, problem } from '../../model/parsed.ts';

/** Named by senders of bounces, and known to the decoder (Encoding Standard, section 4.2). */
const STATED =
  /charset="?\s{0,4}(euc-kr|ks_c_5601-1987|windows-949|gbk|gb2312|gb18030|big5|shift_jis|euc-jp|iso-2022-jp|koi8-r|windows-125\d|iso-8859-\d{1,2})/i;
/** Of these, the one in which the octets are text: what it is written with, and what only a wrong charset shows. */
const TRIED: readonly (readonly [charset: string, letters: RegExp, strange: RegExp])[] = [
  ['euc-kr', /[가-힣]/g, /[\u3040-\u30ff\u4e00-\u9fff]/g],
  ['gb18030', /[\u4e00-\u9fff，。、：]/g, /[\u3040-\u30ff가-힣]/g],
  ['shift_jis', /[\u3040-\u30ff\u4e00-\u9fff。、]/g, /[\uff61-\uff9f]/g],
  ['euc-jp', /[\u3040-\u30ff\u4e00-\u9fff。、]/g, /[\uff61-\uff9f]/g],
];
const MAX_TRIED = 64 * 1024;

export function decodedText(octets: Uint8Array): string {
  const text = new TextDecoder().decode(octets);
  if (text.includes('\u001b$')) return new TextDecoder('iso-2022-jp').decode(octets);
  if (!text.includes('\ufffd')) return text;
  const stated = STATED.exec(text.slice(0, MAX_TRIED))?.[1];
  return new TextDecoder(stated ?? likely(octets.subarray(0, MAX_TRIED))).decode(octets);
}

/** Two octets a letter, or one: Western. */
function likely(octets: Uint8Array): string {
  const high = octets.reduce((count, octet) => (octet >= 0x80 ? count + 1 : count), 0);
  const scored = TRIED.map(([charset, letters, strange]) => {
    const text = new TextDecoder(charset).decode(octets);
    const wrong = (text.match(strange)?.length ?? 0) + (text.split('\ufffd').length - 1);
    return { charset, score: 2 * (text.match(letters)?.length ?? 0) - 4 * wrong };
  });
  const [best] = scored.toSorted((one, other) => other.score - one.score);
  return best !== undefined && best.score > high * 0.7 ? best.charset : 'windows-1252';
}

const BINARY = problem({
  en: 'The input is binary. It must be text: a bounce message, an SMTP reply, mail-log lines or SES JSON.',
  ko: '텍스트 파일이 아닙니다. 반송 메일, SMTP 응답, 메일 로그, SES JSON 중 하나를 텍스트로 입력하세요.',
});
/** A NUL or two is what a tool left behind; more, and it is no text. */
const MAX_NULS = 3;
const LOOKED_AT = 8192;

/** UTF-16 with its mark or without, or one of the above; a problem where it is no text at all. */
export function readText(octets: Uint8Array): Parsed<string> {
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return parsed(new TextDecoder('utf-16le').decode(octets));
  if (first === 0xfe && second === 0xff) return parsed(new TextDecoder('utf-16be').decode(octets));
  const end = withoutNuls(octets);
  const nuls = end.subarray(0, LOOKED_AT).reduce((count, octet) => (octet === 0 ? count + 1 : count), 0);
  if (nuls > MAX_NULS && nuls * 2.5 > Math.min(end.length, LOOKED_AT)) {
    return parsed(new TextDecoder(first === 0 ? 'utf-16be' : 'utf-16le').decode(octets));
  }
  if (nuls > MAX_NULS || (nuls > 0 && end.some(isControl)) || (end.length === 0 && octets.length > 0)) return BINARY;
  return parsed(decodedText(end).replaceAll('\u0000', ' '));
}

/** Neither NUL, nor what ends or moves a line, nor the escape of ISO-2022 and of colors. */
const isControl = (octet: number): boolean => octet > 0 && octet < 32 && ![8, 9, 10, 11, 12, 13, 27].includes(octet);

/** Without the NULs at its end. */
function withoutNuls(octets: Uint8Array): Uint8Array {
  let end = octets.length;
  while (end > 0 && octets[end - 1] === 0) end--;
  return octets.subarray(0, end);
}
