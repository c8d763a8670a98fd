/** What is said of many senders that lost the same at once, a whole sentence in every language. */
import type { FindingId } from '../../model/findings/index.ts';
import type { Text } from '../../model/language.ts';
import { count } from '../../model/text.ts';
import { membersNamed } from '../incidents/words.ts';

export const NOBODY_LEFT: Text = {
  en: 'None of the senders has the problem any more.',
  ko: '이 문제가 있는 발송 IP가 더 이상 없습니다.',
};

export function sendersNamed(targets: readonly string[]): Text {
  const { en, ko } = membersNamed(targets);
  return { en: `${count(targets.length, 'sender')}: ${en}.`, ko: `발송 IP ${targets.length}개: ${ko}.` };
}

/** The fact about the home that the senders share, by finding. */
export const OF_HOME: Readonly<Partial<Record<FindingId, (name: string) => Text>>> = {
  'spf.none': (domain) => ({ en: `${domain} has no SPF record.`, ko: `${domain}에 SPF 레코드가 없습니다.` }),
  'spf.permerror': (domain) => ({
    en: `The SPF record of ${domain} cannot be evaluated (permerror).`,
    ko: `${domain}의 SPF 레코드를 평가할 수 없습니다(permerror).`,
  }),
  'spf.not-authorised': (domain) => ({
    en: `The SPF record of ${domain} does not allow its senders.`,
    ko: `${domain}의 SPF 레코드가 발송 IP를 허용하지 않습니다.`,
  }),
  'spf.softfail': (domain) => ({
    en: `The SPF record of ${domain} ends in softfail for its senders.`,
    ko: `${domain}의 SPF 레코드에 발송 IP가 없습니다(softfail).`,
  }),
  'spf.neutral': (domain) => ({
    en: `The SPF record of ${domain} says nothing about its senders (neutral).`,
    ko: `${domain}의 SPF 레코드가 발송 IP의 허용 여부를 정하지 않았습니다(neutral).`,
  }),
  'spf.plus-all': (domain) => ({
    en: `The SPF record of ${domain} allows every address (+all).`,
    ko: `${domain}의 SPF 레코드가 모든 IP를 허용합니다(+all).`,
  }),
  'ptr.missing': (name) => ({
    en: `Several senders lost their reverse DNS at the same time, in ${name}.`,
    ko: `여러 발송 IP의 역방향 DNS가 동시에 없어졌습니다. 공통된 곳: ${name}.`,
  }),
  'ptr.not-confirmed': (name) => ({
    en: `The reverse DNS of several senders stopped resolving back at the same time, in ${name}.`,
    ko: `여러 발송 IP의 역방향 DNS가 동시에 정방향 조회와 일치하지 않게 되었습니다. 공통된 곳: ${name}.`,
  }),
  'ptr.generic': (name) => ({
    en: `The reverse DNS of several senders became generic at the same time, in ${name}.`,
    ko: `여러 발송 IP의 역방향 DNS가 동시에 자동 생성된 기본 이름으로 바뀌었습니다. 공통된 곳: ${name}.`,
  }),
  'sender.ground-gone': (domain) => ({
    en: `${domain} no longer names addresses that it named as its senders.`,
    ko: `${domain}의 레코드에서 발송 IP로 지정했던 IP가 없어졌습니다.`,
  }),
};
