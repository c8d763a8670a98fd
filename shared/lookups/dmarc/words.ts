/** What is said of a domain's DMARC record and its reports (RFC 9989, RFC 9990). */

import type { Text } from '../../model/language.ts';
import { sentences } from '../../model/sentence.ts';

export const noDmarc = (domain: string, exists: boolean): Text =>
  sentences(
    {
      en: `There is no DMARC record at ${domain} or above it.`,
      ko: `${domain} 도메인과 그 상위 도메인에 DMARC 레코드가 없습니다.`,
    },
    exists
      ? {
          en: 'Gmail, Yahoo and Microsoft require one from bulk senders.',
          ko: 'Gmail, Yahoo, Microsoft는 대량 발신자에게 DMARC 레코드를 요구합니다.',
        }
      : { en: 'The domain itself does not exist (NXDOMAIN).', ko: '도메인 자체가 존재하지 않습니다(NXDOMAIN).' },
  );

export const ignoredRecord = (at: string): Text => ({
  en: `The record of ${at} has no valid policy and no address for reports: receivers act as if there were no record (RFC 9989).`,
  ko: `${at}의 DMARC 레코드에 올바른 정책과 보고서 주소가 모두 없습니다. 수신 서버는 레코드가 없는 것으로 처리합니다(RFC 9989).`,
});

export type PolicyInForce = {
  readonly domain: string;
  /** Whose record it is, if not the domain's own. */
  readonly from: string | null;
  readonly exists: boolean;
  /** The tag that decides; null where the default counts. */
  readonly tag: string | null;
  readonly policy: string;
  /** What receivers should do: one step milder while it says t=y. */
  readonly applied: string;
};

export function policyInForce({ domain, from, exists, tag, policy, applied }: PolicyInForce): Text {
  const by = tag === null ? '' : ` (${tag}=)`;
  return sentences(
    {
      en: `The DMARC policy of ${domain} is ${policy}${by}.`,
      ko: `${domain} 도메인의 DMARC 정책은 ${policy}입니다${by.trim()}.`,
    },
    ...(from === null
      ? []
      : [{ en: `It comes from the record of ${from}.`, ko: `${from}의 레코드에 지정된 정책입니다.` }]),
    ...(exists ? [] : [{ en: 'The domain itself does not exist.', ko: '도메인 자체는 존재하지 않습니다.' }]),
    ...(applied === policy
      ? []
      : [
          {
            en: `Because of t=y, receivers should apply ${applied} instead.`,
            ko: `t=y 표시가 있어 수신 서버는 한 단계 완화된 ${applied} 정책을 적용합니다.`,
          },
        ]),
    ...(applied === 'none'
      ? [
          {
            en: 'Mail that fails is delivered all the same, so the domain can be spoofed.',
            ko: '인증에 실패한 메일도 전달되므로 도메인을 사칭할 수 있습니다.',
          },
        ]
      : []),
  );
}

export const removedTags = (tags: string): Text => ({
  en: `RFC 9989 removed ${tags}. Receivers that follow it ignore such tags.`,
  ko: `RFC 9989에서 폐지된 태그가 있습니다: ${tags}. 이 표준을 따르는 수신 서버는 무시합니다.`,
});

export const unknownTags = (tags: string): Text => ({
  en: `The record has tags that are not known, and receivers ignore them: ${tags}.`,
  ko: `알려지지 않은 태그라 수신 서버가 무시합니다: ${tags}`,
});

export const SUBDOMAIN_TAGS_IGNORED: Text = {
  en: 'sp and np count only in the record of the organizational domain, and this record is below it.',
  ko: 'sp, np 태그는 조직 도메인의 레코드에서만 적용됩니다. 이 레코드는 그 아래 도메인의 레코드입니다.',
};

export const TESTING: Text = {
  en: 't=y asks receivers to apply the policy one step milder.',
  ko: 't=y 태그가 있어 수신 서버는 정책을 한 단계 완화해 적용합니다.',
};

export const notAPolicy = (shown: string): Text => ({
  en: `${shown} is not a valid policy.`,
  ko: `올바른 정책이 아닙니다: ${shown}`,
});

export const notAValue = (shown: string): Text => ({
  en: `${shown} is not a valid value, so receivers use the default.`,
  ko: `올바른 값이 아니어서 수신 서버는 기본값을 사용합니다: ${shown}`,
});

export const notAReportAddress = (text: string): Text => ({
  en: `"${text}" is not a valid address for reports.`,
  ko: `보고서를 받을 주소가 올바르지 않습니다: "${text}".`,
});

export const NO_REPORTS: Text = {
  en: 'The record names no address for reports (rua=), so you cannot see who sends in your name.',
  ko: '보고서를 받을 주소(rua=)가 없어 누가 이 도메인으로 메일을 보내는지 알 수 없습니다.',
};

export const cannotAgree = (host: string, domain: string): Text => ({
  en: `${host} cannot agree to take reports about ${domain}: the name of its record would be too long.`,
  ko: `${host}에서는 ${domain} 도메인의 보고서 수신에 동의할 수 없습니다. 동의 레코드의 이름이 너무 깁니다.`,
});

export const notAgreed = (host: string, domain: string): Text => ({
  en: `${host} has not agreed to take reports about ${domain}, so receivers do not send them there.`,
  ko: `${host}에서 ${domain} 도메인의 보고서 수신에 동의하지 않아 보고서가 전달되지 않습니다.`,
});

export const passedOn = (host: string, address: string): Text => ({
  en: `${host} passes the reports on to "${address}", at another host, so receivers send none.`,
  ko: `${host}에서 보고서를 다른 호스트의 주소("${address}")로 돌려 보고서가 전달되지 않습니다.`,
});
