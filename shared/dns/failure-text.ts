/** Why a question has no answer, for a person. */
import { type Text, verbatim } from '../model/language.ts';
import { failureInWords } from '../net/words.ts';
import type { Failed } from './answer.ts';
import type { FailureReason } from './rcode.ts';

/** `rcode`: what the server sent; see `Trace`. `detail`: English, of which the numbers and codes are taken. */
const KOREAN: Readonly<Record<FailureReason, (rcode: string, detail: string) => string>> = {
  timeout: (_, detail) => {
    const [, seconds] = /^no answer within ([\d.]+) s$/.exec(detail) ?? [];
    return `${seconds === undefined ? '제한 시간' : `${seconds}초`} 안에 응답이 없었습니다`;
  },
  servfail: (rcode) => `서버가 처리하지 못했습니다(${rcode})`,
  refused: (rcode) => `서버가 조회를 거부했습니다(${rcode})`,
  network: (_, detail) => {
    const [, code] = /\((E[A-Z]+)\)$/.exec(detail) ?? [];
    const why = code === undefined ? '' : `(${failureInWords(verbatim(code)).ko.replace(/\(.*/, '')})`;
    return `서버에 연결하지 못했습니다${why}`;
  },
  malformed: () => '올바른 DNS 응답이 아니었습니다',
  stale: () => '만료된 응답이었습니다',
  unproven: () => '리졸버의 응답을 믿을 수 없습니다',
};

/** English has the whole detail; other languages the kind of failure, with its code and its time. */
export const failureText = ({ reason, detail, unsent, trace }: Failed): Text => ({
  en: detail,
  ko:
    unsent === true
      ? '제한 시간이나 조회 속도 제한 때문에 조회를 보내지 못했습니다'
      : KOREAN[reason](trace.rcode, detail),
});
