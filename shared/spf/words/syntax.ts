/** What is wrong with the syntax of a term, a macro or a record. */
import { type Text, within } from '../../model/language.ts';

export const NO_TERM: Text = {
  en: 'It is neither a mechanism nor a modifier.',
  ko: 'SPF 항목의 형식이 아닙니다.',
};

export const unknownMechanism = (name: string): Text => ({
  en: `SPF has no mechanism "${name}".`,
  ko: `SPF에는 "${name}" 항목이 없습니다.`,
});

export const ALL_TAKES_NO_VALUE: Text = { en: '"all" takes no value.', ko: 'all 항목에는 값을 붙일 수 없습니다.' };

export const needsDomain = (name: string): Text => ({
  en: `"${name}" needs a colon and a domain.`,
  ko: `${name} 항목에는 콜론(:)과 도메인이 필요합니다.`,
});

export const needsNetwork = (name: string): Text => ({
  en: `"${name}" needs a colon and a network.`,
  ko: `${name} 항목에는 콜론(:)과 IP 대역이 필요합니다.`,
});

export const ONLY_A_DOMAIN_FOLLOWS: Text = {
  en: 'Only a colon and a domain may follow its name.',
  ko: '항목 이름 뒤에는 콜론(:)과 도메인만 붙일 수 있습니다.',
};

export const noPrefixLength = (given: string, most: number): Text => ({
  en: `"${given}" is not a prefix length (0 to ${most}).`,
  ko: `"${given}" 값은 프리픽스 길이(0~${most})가 아닙니다.`,
});

export const takesHostName = (name: string, family: 'ip4' | 'ip6'): Text => ({
  en: `"${name}" takes a host name. An address is written "${family}:...".`,
  ko: `${name} 항목에는 호스트 이름을 적습니다. IP 주소는 ${family}: 항목에 적습니다.`,
});

export const noIpAddress = (given: string, family: 'ip4' | 'ip6'): Text => ({
  en: `"${given}" is not an IPv${family.slice(2)} address.`,
  ko: `"${given}" 값은 IPv${family.slice(2)} 주소가 아닙니다.`,
});

export const unknownMacro = (shown: string): Text => ({
  en: `${shown} is not a macro.`,
  ko: `${shown} 표기는 SPF 매크로가 아닙니다.`,
});

export const onlyInExplanation = (shown: string): Text => ({
  en: `${shown} is allowed in the text of an explanation only.`,
  ko: `${shown} 매크로는 설명문(exp)에서만 쓸 수 있습니다.`,
});

export const keepsNoPart = (shown: string): Text => ({
  en: `${shown} keeps no part of the value. The number must not be zero.`,
  ko: `${shown} 매크로의 숫자는 0일 수 없습니다.`,
});

export const LONELY_PERCENT: Text = {
  en: 'A "%" must be followed by "{letter...}", "%", "_" or "-".',
  ko: '"%" 뒤에는 "{글자...}", "%", "_", "-" 중 하나가 와야 합니다.',
};

export const DOMAIN_MISSING: Text = { en: 'The domain is missing.', ko: '도메인이 빠져 있습니다.' };

export const noFullName = (given: string): Text => ({
  en: `"${given}" does not end in a full domain name.`,
  ko: `"${given}" 값이 완전한 도메인 이름으로 끝나지 않습니다.`,
});

export const notPrintable = (place: number, code: string): Text => ({
  en: `Byte ${place} of the record is 0x${code}. Only printable ASCII is allowed.`,
  ko: `레코드의 ${place}번째 바이트(0x${code})가 ASCII 문자가 아닙니다.`,
});

export const occursAgain = (name: string): Text => ({
  en: `"${name}=" occurs more than once.`,
  ko: `${name}= 항목이 두 번 이상 나옵니다.`,
});

/** `"ip4:1.2.3": "1.2.3" is not an IPv4 address.` */
export const ofTerm = (term: string, text: Text): Text => within(`"${term}"`, text);
