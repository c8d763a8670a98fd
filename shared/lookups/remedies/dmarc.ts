/** Advice about DMARC (RFC 9989, RFC 9990). */
import type { Text } from '../../model/language.ts';
import { type AdviceTable, act, acts, type Given } from './entry.ts';

const VALUES: Readonly<Record<string, Text>> = {
  psd: { en: 'y, n or u', ko: 'y, n, u 중 하나' },
  t: { en: 'y or n', ko: 'y, n 중 하나' },
  fo: { en: '0, 1, d and s with colons between them', ko: '0, 1, d, s 값을 콜론으로 이어 쓴 것' },
  adkim: { en: 'r or s', ko: 'r, s 중 하나' },
  aspf: { en: 'r or s', ko: 'r, s 중 하나' },
};

export const DMARC_ADVICE = {
  'dmarc.publish': ({ domain }: Given<{ readonly domain: string }>) =>
    acts(
      act(
        `Create a mailbox for the reports, such as dmarc@${domain}.`,
        `보고서를 받을 메일함을 만드세요. 예: dmarc@${domain}`,
      ),
      act(`Publish this TXT record at _dmarc.${domain}.`, `_dmarc.${domain}에 다음 TXT 레코드를 등록하세요.`, {
        record: `"v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`,
      }),
      act(
        'Once the reports show that all your mail passes, go on to p=quarantine, and later to p=reject.',
        '보고서에서 모든 메일이 통과하는 것을 확인한 뒤 p=quarantine, p=reject 순서로 강화하세요.',
      ),
    ),
  'dmarc.policy-and-reports': ({ domain }: Given<{ readonly domain: string }>) =>
    acts(
      act(
        'Write p=none behind "v=DMARC1;", or a stricter policy if you know that all your mail passes.',
        '"v=DMARC1;" 뒤에 p=none 태그를 쓰세요. 모든 메일이 통과하는 것을 확인했다면 더 엄격한 정책을 써도 됩니다.',
      ),
      act(
        `Add an address for reports that exists, such as rua=mailto:dmarc@${domain}`,
        `보고서를 받을 실제 주소를 추가하세요. 예: rua=mailto:dmarc@${domain}`,
      ),
    ),
  /** `tag`: the one that decides for the domain. */
  'dmarc.raise-policy': ({ tag, at }: Given<{ readonly tag: string; readonly at: string }>) =>
    act(
      `Once the reports show that all your mail passes, write ${tag}=quarantine in the record at _dmarc.${at}, and later ${tag}=reject.`,
      `보고서에서 모든 메일이 통과하는 것을 확인한 뒤 _dmarc.${at} 레코드를 ${tag}=quarantine, ${tag}=reject 순서로 강화하세요.`,
    ),
  'dmarc.end-testing': (_: Given<object>) =>
    act(
      'Remove t=y once the reports show that all your mail passes.',
      '보고서에서 모든 메일이 통과하는 것을 확인한 뒤 t=y 태그를 지우세요.',
    ),
  /** `isPartial`: a pct below 100 is among them. */
  'dmarc.remove-tags': ({ tags, isPartial }: Given<{ readonly tags: string; readonly isPartial: boolean }>) =>
    acts(
      isPartial
        ? act(
            'If some of your mail still fails, lower the policy by one step first (reject to quarantine, quarantine to none): without pct= it applies to all mail.',
            '아직 통과하지 못하는 메일이 있다면 정책을 먼저 한 단계 낮추세요(reject는 quarantine, quarantine은 none). pct= 태그가 없으면 정책이 모든 메일에 적용됩니다.',
          )
        : null,
      act(`Remove ${tags} from the record.`, `레코드에서 다음 태그를 지우세요: ${tags}`),
    ),
  'dmarc.fix-tags': (_: Given<object>) =>
    act(
      'If a tag is misspelled, correct it. Otherwise remove it.',
      '철자가 틀린 태그는 고치고, 필요 없는 태그는 지우세요.',
    ),
  'dmarc.move-subdomain-tags': (_: Given<object>) =>
    acts(
      act(
        'If they should apply to the whole organization, write them in the record of the organizational domain.',
        '조직 전체에 적용하려면 조직 도메인의 레코드에 쓰세요.',
      ),
      act(
        'If this domain should be an organization of its own, add psd=n to this record.',
        '이 도메인을 별도 조직으로 다루려면 이 레코드에 psd=n 태그를 추가하세요.',
      ),
    ),
  'dmarc.write-policy': ({ tag }: Given<{ readonly tag: string }>) =>
    act(
      `Write ${tag}=none, or ${tag}=quarantine or ${tag}=reject if you know that all your mail passes.`,
      `${tag}=none 값을 쓰세요. 모든 메일이 통과하는 것을 확인했다면 ${tag}=quarantine, ${tag}=reject 값도 쓸 수 있습니다.`,
    ),
  'dmarc.write-value': ({ tag }: Given<{ readonly tag: string }>) => {
    const { en, ko } = VALUES[tag] ?? { en: 'the standard has it', ko: '표준에 맞는 값' };
    return act(
      `Write ${tag}= as ${en}, or remove the tag.`,
      `${tag}= 태그의 값을 고치거나 태그를 지우세요. 쓸 수 있는 값: ${ko}`,
    );
  },
  'dmarc.report-address': (_: Given<object>) =>
    act(
      'Write it as mailto:name@domain, and separate several with commas.',
      'mailto:이름@도메인 형식으로 쓰고, 여러 개는 쉼표로 구분하세요.',
    ),
  'dmarc.add-reports': ({ domain }: Given<{ readonly domain: string }>) =>
    act(
      `Add a mailbox that exists to the record, such as rua=mailto:dmarc@${domain}`,
      `실제로 있는 메일함을 레코드에 추가하세요. 예: rua=mailto:dmarc@${domain}`,
    ),
  'dmarc.own-mailbox': (_: Given<object>) =>
    act('Send the reports to a mailbox of your own domain.', '자체 도메인의 메일함으로 보고서를 받으세요.'),
  'dmarc.ask-consent': ({ host, name }: Given<{ readonly host: string; readonly name: string }>) =>
    acts(
      act(
        `Ask the operator of ${host} to publish this TXT record.`,
        `${host} 운영자에게 다음 TXT 레코드를 등록해 달라고 요청하세요.`,
        { record: `${name}. IN TXT "v=DMARC1"` },
      ),
      act('Or send the reports to a mailbox of your own domain.', '또는 자체 도메인의 메일함으로 보고서를 받으세요.'),
    ),
  'dmarc.ask-no-detour': ({ host, name }: Given<{ readonly host: string; readonly name: string }>) =>
    act(
      `Ask the operator of ${host} to remove rua= from the record at ${name}, or to name a mailbox at ${host} in it.`,
      `${host} 운영자에게 ${name} 레코드에서 rua= 태그를 지우거나 ${host}의 메일함을 적어 달라고 요청하세요.`,
    ),
} as const satisfies AdviceTable;
