/** Why a question has no answer, for a person. */
import { type Text, verbatim } from '../model/language.ts';
import { codeInWords, failureInWords } from '../net/words.ts';
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

/** Beside the resolver's name, without a verb. */
const BRIEFLY: Readonly<Record<FailureReason, (rcode: string, detail: string) => Text>> = {
  timeout: (_, detail) => {
    const [, seconds] = /^no answer within ([\d.]+) s$/.exec(detail) ?? [];
    return seconds === undefined
      ? { en: 'timed out', ko: '시간 초과' }
      : { en: `no answer within ${seconds} s`, ko: `${seconds}초 안에 응답 없음` };
  },
  servfail: (rcode) => ({ en: `answered ${rcode}`, ko: `${rcode} 응답` }),
  refused: (rcode) => ({ en: `answered ${rcode}`, ko: `${rcode} 응답` }),
  network: (_, detail) => {
    const [, code = ''] = /\((E[A-Z]+)\)$/.exec(detail) ?? [];
    return codeInWords(code) ?? { en: 'cannot be reached', ko: '연결 실패' };
  },
  malformed: () => ({ en: 'answered with something other than DNS', ko: '올바른 DNS 응답이 아님' }),
  stale: () => ({ en: 'expired answers', ko: '만료된 응답' }),
  unproven: () => ({ en: 'not to be trusted', ko: '믿을 수 없는 응답' }),
};

/** The kind of failure in a few words: `connection refused`. */
export const failureBriefly = ({ reason, detail, unsent, trace }: Failed): Text =>
  unsent === true ? { en: 'no time left to query it', ko: '조회할 시간 없음' } : BRIEFLY[reason](trace.rcode, detail);

/** English has the whole detail; other languages the kind of failure, with its code and its time. */
export const failureText = ({ reason, detail, unsent, trace }: Failed): Text => ({
  en: detail,
  ko:
    unsent === true
      ? '제한 시간이나 조회 속도 제한 때문에 조회를 보내지 못했습니다'
      : KOREAN[reason](trace.rcode, detail),
});
