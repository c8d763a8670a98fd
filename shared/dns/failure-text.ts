/** Why a question has no answer, for a person. */
import type { Text } from '../model/language.ts';
import type { Failed } from './answer.ts';
import type { FailureReason } from './rcode.ts';

/** `rcode`: what the server sent; see `Trace`. */
const KOREAN: Readonly<Record<FailureReason, (rcode: string) => string>> = {
  timeout: () => '제한 시간 안에 응답이 없었습니다',
  servfail: (rcode) => `서버가 처리하지 못했습니다(${rcode})`,
  refused: (rcode) => `서버가 조회를 거부했습니다(${rcode})`,
  network: () => '서버에 연결하지 못했습니다',
  malformed: () => '올바른 DNS 응답이 아니었습니다',
  stale: () => '만료된 응답이었습니다',
  unproven: () => '리졸버의 응답을 믿을 수 없습니다',
};

/** English has the whole detail; other languages the kind of failure, with the response code where a server sent one. */
export const failureText = ({ reason, detail, unsent, trace }: Failed): Text => ({
  en: detail,
  ko: unsent === true ? '제한 시간이나 조회 속도 제한 때문에 조회를 보내지 못했습니다' : KOREAN[reason](trace.rcode),
});
