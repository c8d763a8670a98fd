/** Why a key cannot be read. */
import type { Text } from '../../model/language.ts';

export const BROKEN = {
  tooLong: { en: 'It is longer than any key.', ko: '어떤 키보다도 깁니다.' },
  base64url: {
    en: 'It is written in base64url (- and _) instead of base64 (+ and /).',
    ko: 'base64(+, /)가 아니라 base64url(-, _)로 적혀 있습니다.',
  },
  odd: (character: string): Text => ({
    en: `It holds "${character}", which is not a base64 character.`,
    ko: `base64에 쓸 수 없는 문자가 있습니다: "${character}".`,
  }),
  equals: { en: 'It has an equals sign in the middle.', ko: '중간에 등호(=)가 있습니다.' },
  octets: (octets: number, expected: number): Text => ({
    en: `It has ${octets} octets instead of ${expected}.`,
    ko: `${expected}바이트여야 하는데 ${octets}바이트입니다.`,
  }),
  cut: (octets: number, all: number): Text => ({
    en: `Only ${octets} of its ${all} octets are there.`,
    ko: `전체 ${all}바이트 중 ${octets}바이트만 있습니다.`,
  }),
  noRsa: { en: 'It is not an RSA key.', ko: 'RSA 키가 아닙니다.' },
};
