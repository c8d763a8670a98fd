/** What is wrong in a file of lists: what was expected at a place, one clause each. */
import type { Text } from '../model/language.ts';

export const expectedMatch = (shown: string): Text => ({
  en: `expected an address, A-B, a block such as 127.255.255.0/24, an octet *, bitmask:1 to bitmask:128, rcode:X|Y, control-missing or other, not "${shown}"`,
  ko: `응답을 나타내는 값이 아닙니다: "${shown}". 가능한 값: IP 주소, A-B, 127.255.255.0/24, 127.0.*.3, bitmask:1~128, rcode:X|Y, control-missing, other`,
});

export const expectedListing = (shown: string): Text => ({
  en: `expected answers inside 127.0.0.0/8 (RFC 5782 section 2.1), not "${shown}"`,
  ko: `127.0.0.0/8 안의 응답이어야 합니다(RFC 5782 2.1절): "${shown}"`,
});

export const expectedZone = (shown: string): Text => ({
  en: `expected a domain name, not "${shown}"`,
  ko: `도메인 이름이어야 합니다: "${shown}"`,
});

export const expectedTest = (shown: string): Text => ({
  en: `expected an address, a name or none, not "${shown}"`,
  ko: `IP 주소, 이름, none 중 하나여야 합니다: "${shown}"`,
});

export const ONE_KEY: Text = { en: 'expected {key} at most once', ko: '{key} 자리는 한 번만 쓸 수 있습니다.' };

export const EXPECTED_LINK: Text = {
  en: 'expected an http or https address',
  ko: 'http나 https URL이어야 합니다.',
};

export const EXPECTED_WORD: Text = {
  en: 'expected letters, digits, ".", "_" and "-"',
  ko: '영문자, 숫자, ".", "_", "-"만 쓸 수 있습니다.',
};

export const EXPECTED_MAILBOX: Text = { en: 'expected a mailbox', ko: '이메일 주소여야 합니다.' };

export const EXPECTED_LISTS: Text = { en: 'expected an array of lists', ko: '차단 목록의 배열이어야 합니다.' };

export const NO_LISTS: Text = {
  en: 'expected one list at least: with none, nothing would ever be found',
  ko: '차단 목록이 하나 이상 있어야 합니다.',
};

export const idTwice = (shown: string): Text => ({
  en: `expected an id of its own; "${shown}" is there twice`,
  ko: `같은 ID가 두 번 있습니다: "${shown}"`,
});

export const WHOLE_FILE: Text = { en: 'the file', ko: '파일' };

export const NO_VALUE: Text = { en: 'expected a value, and there is none', ko: '값이 없습니다.' };

export const expectedAtMost = (most: string, found: string): Text => ({
  en: `expected at most ${most}, not ${found}`,
  ko: `${most}까지 쓸 수 있습니다(현재 ${found}).`,
});

/** `what`: as valibot writes a type or a choice; null: it does not. */
export const expectedValue = (what: string | null, found: string): Text => ({
  en: `expected ${what ?? 'another value'}, not ${found}`,
  ko: what === null ? `쓸 수 없는 값입니다: ${found}` : `쓸 수 없는 값입니다: ${found}. 가능한 값: ${what}`,
});
