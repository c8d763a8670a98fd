/** What routes say of a request that they cannot do. Loaded when one is called. */
import type { Text } from '../model/language.ts';
import type { SpentLimit } from './ports.ts';

const PER = { minute: { en: 'a minute', ko: '1분에' }, day: { en: 'a day', ko: '하루에' } } as const;

export const tooManyChecksAtOnce = (checks: number, most: number): Text => ({
  en: `This request needs ${checks} checks, and the limit is ${most}. Send it in parts.`,
  ko: `이 요청에는 점검이 ${checks}회 필요하지만 한도는 ${most}회입니다. 나누어 보내세요.`,
});

export const budgetSpent = ({ checks, per }: SpentLimit, seconds: number): Text => ({
  en: `The limit of checks is reached (${checks} ${PER[per].en}). Try again in ${seconds} s.`,
  ko: `점검 한도를 모두 사용했습니다(${PER[per].ko} ${checks}회). ${seconds}초 뒤에 다시 시도하세요.`,
});

/** Checks. */
export const EXPECTED_TARGETS: Text = {
  en: 'targets: a list is required, for example ["203.0.113.25", {"domain": "example.com"}]',
  ko: 'targets: 목록이 필요합니다. 예: ["203.0.113.25", {"domain": "example.com"}]',
};

export const tooManyTargets = (count: number, most: number): Text => ({
  en: `targets: ${count} are too many for one request. The limit is ${most}.`,
  ko: `targets: 한 번에 ${most}개까지 보낼 수 있습니다. 지금은 ${count}개입니다.`,
});

export const namedTwiceInRequest = (at: string, target: string): Text => ({
  en: `${at}: ${target} is named twice with different domains. Give it all its domains in one entry.`,
  ko: `${at}: ${target} 항목이 서로 다른 도메인으로 두 번 있습니다. 한 항목에 도메인을 모두 적으세요.`,
});

export const ADDRESS_OR_DOMAIN: Text = {
  en: 'Give an address with its domains, or a domain alone.',
  ko: 'IP 주소와 그 도메인, 또는 도메인 하나만 지정하세요.',
};

export const EXPECTED_HELO: Text = {
  en: 'helo: a name is required, for example mail.example.com',
  ko: 'helo: 호스트 이름이 필요합니다. 예: mail.example.com',
};

export const tooManyDomains = (count: number, most: number): Text => ({
  en: `${count} domains are too many for one address. The limit is ${most}.`,
  ko: `IP 하나에 도메인은 ${most}개까지 지정할 수 있습니다. 지금은 ${count}개입니다.`,
});

export const notAnObject = (known: readonly string[]): Text => ({
  en: `A JSON object is required. It may have: ${known.join(', ')}`,
  ko: `JSON 객체가 필요합니다. 쓸 수 있는 필드: ${known.join(', ')}`,
});

export const unknownField = (field: string, known: readonly string[]): Text => ({
  en: `Unknown field "${field}". Known fields: ${known.join(', ')}`,
  ko: `없는 필드입니다: "${field}". 쓸 수 있는 필드: ${known.join(', ')}`,
});

export const notAListOfTexts = (name: string): Text => ({
  en: `${name}: a list of strings is required.`,
  ko: `${name}: 문자열 목록이 필요합니다.`,
});

export const listTooLong = (name: string, count: number, most: number): Text => ({
  en: `${name}: ${count} are too many. The limit is ${most}.`,
  ko: `${name}: ${most}개까지 지정할 수 있습니다. 지금은 ${count}개입니다.`,
});

export const NESTED_TOO_DEEP: Text = {
  en: 'The JSON is nested too deeply. Send a text, or a notification of SES.',
  ko: 'JSON이 너무 깊게 중첩되어 있습니다. 텍스트나 SES 알림을 보내세요.',
};

export const LOOKUP_NEEDS_TEXT: Text = {
  en: 'q: a string is required, for example {"q": "mx:example.com"}',
  ko: 'q: 문자열이 필요합니다. 예: {"q": "mx:example.com"}',
};

export const SPF_NEEDS_TEXTS: Text = {
  en: 'The fields must be strings, for example {"ip": "203.0.113.25", "sender": "news@example.com"}',
  ko: '필드는 문자열이어야 합니다. 예: {"ip": "203.0.113.25", "sender": "news@example.com"}',
};

/** The watch. */
export const NOT_FROM_NEXT: Text = {
  en: 'from: use the value of "next" in the previous page.',
  ko: 'from: 앞 페이지의 "next" 값을 그대로 쓰세요.',
};

export const notWatched = (address: string): Text => ({
  en: `${address} is not watched, or has not been checked yet. GET /check/${address} checks it now.`,
  ko: `${address}: 감시 대상이 아니거나 아직 점검하지 않았습니다. 지금 점검하려면 GET /check/${address} 요청을 보내세요.`,
});

export const NO_RUN_YET: Text = { en: 'There has been no run yet.', ko: '아직 실행된 점검이 없습니다.' };

export const noSuchSnooze = (id: string): Text => ({
  en: `There is no snooze "${id}", or it is over.`,
  ko: `없거나 이미 끝난 알림 일시 중지입니다: "${id}"`,
});

export const testNotDelivered = (channels: readonly string[]): Text => ({
  en: `The test notice could not be delivered: ${channels.join(', ')}`,
  ko: `테스트 알림을 보내지 못했습니다: ${channels.join(', ')}`,
});

/** Reverse names. */
export const NOT_BY_ALLOCATION_ID: Text = {
  en: 'This path takes an address, for example 203.0.113.25, not an allocation id.',
  ko: '이 경로에는 할당 ID가 아니라 IP 주소를 쓰세요. 예: 203.0.113.25',
};

export const EXPECTED_HOSTNAME: Text = {
  en: 'hostname: a name is required, for example "mail.example.com"',
  ko: 'hostname: 호스트 이름이 필요합니다. 예: "mail.example.com"',
};

export const MERGE_OR_REPLACE: Text = {
  en: 'merge and replace must be true or false.',
  ko: 'merge와 replace는 true나 false여야 합니다.',
};

export const EXPECTED_ZONE: Text = {
  en: 'zone: the id of a hosted zone is required, for example Z0123456789ABCDEFGHIJ',
  ko: 'zone: 호스팅 영역 ID가 필요합니다. 예: Z0123456789ABCDEFGHIJ',
};

/** `hostname`: what that job sets; null: it removes the name. */
export const jobUnderWay = (address: string, hostname: string | null): Text => ({
  en: `Another job for ${address} is running and ${hostname === null ? 'removes its reverse name' : `sets it to ${hostname}`}. Wait until it ends (GET shows it).`,
  ko: `${address}의 다른 작업이 진행 중입니다(${hostname === null ? '역방향 DNS 초기화' : `설정할 이름: ${hostname}`}). 끝날 때까지 기다리세요. 진행 상황은 GET으로 확인합니다.`,
});

/** Requests that another site's page has sent. */
export const answersOnlyTo = (hosts: readonly string[], host: string): Text => ({
  en: `This server answers to ${hosts.join(', ')}, not to "${host}".`,
  ko: `이 서버는 다음 이름으로만 응답합니다: ${hosts.join(', ')}. 요청한 이름: "${host}"`,
});

export const FOREIGN_ORIGIN: Text = {
  en: 'This server takes no requests from pages of other origins.',
  ko: '이 서버는 다른 출처(origin)의 페이지에서 보낸 요청을 받지 않습니다.',
};
