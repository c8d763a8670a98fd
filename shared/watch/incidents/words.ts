/** What is said of lists, groups and what makes a sender, a whole sentence in every language. */
import { josaOr } from '../../model/josa.ts';
import type { Text } from '../../model/language.ts';
import type { Ground } from '../../model/target.ts';
import { count } from '../../model/text.ts';

export const answersAgain = (list: string): Text => ({
  en: `${list} answers again.`,
  ko: `${list}에서 다시 응답합니다.`,
});

/** `why`: the summary of one of its cells. */
export const givesNoVerdict = (list: string, why: Text): Text => ({
  en: why.en.startsWith(list) ? why.en : `${list} gives no verdict. ${why.en}`,
  ko: why.ko.startsWith(list) ? why.ko : `${list}에서 등재 여부를 확인하지 못했습니다. ${why.ko}`,
});

export const failsItsControls = (list: string): Text => ({
  en: `${list} suddenly listed many of your senders, and fails its own controls. We do not trust it.`,
  ko: `${josaOr(list, '이/가', '목록')} 발송 IP 다수를 갑자기 등재한 것으로 응답하지만, 등재될 수 없는 시험용 값까지 등재된 것으로 응답합니다. 이 응답은 반영하지 않습니다.`,
});

export const listsNoneAnyMore = (list: string): Text => ({
  en: `${list} no longer lists any of them.`,
  ko: `${list}에 등재된 발송 IP가 더 이상 없습니다.`,
});

const SHOWN = 10;

/** `a, b and 7 more`. */
export function membersNamed(members: readonly string[]): Text {
  const shown = members.slice(0, SHOWN).join(', ');
  const more = members.length - SHOWN;
  return more > 0 ? { en: `${shown} and ${more} more`, ko: `${shown} 외 ${more}개` } : { en: shown, ko: shown };
}

export function listsSenders(list: string, members: readonly string[]): Text {
  const { en, ko } = membersNamed(members);
  return {
    en: `${list} lists ${count(members.length, 'sender')}: ${en}.`,
    ko: `발송 IP ${members.length}개가 ${list}에 등재되어 있습니다: ${ko}.`,
  };
}

/** Without its full stop: a record as a reader knows it, and until when it named the address. */
const LOST: Readonly<Record<Ground['kind'], (name: string, until: string) => Text>> = {
  spf: (domain, until) => ({
    en: `the SPF record of ${domain} named it until ${until}`,
    ko: `${domain}의 SPF 레코드(${until}까지)`,
  }),
  mx: (domain, until) => ({
    en: `the MX record of ${domain} named it until ${until}`,
    ko: `${domain}의 MX 레코드(${until}까지)`,
  }),
  ptr: (name, until) => ({
    en: `its reverse DNS was ${name} until ${until}`,
    ko: `역방향 DNS ${name}(${until}까지)`,
  }),
};

export function groundGone(address: string, gone: readonly Ground[]): Text {
  const lost = gone.map(({ kind, name, until = '' }) => LOST[kind](name, shortTime(until)));
  return {
    en: `${address} is still watched as a sender, but what made it one is gone: ${lost.map(({ en }) => en).join('; ')}.`,
    ko: `${address}의 감시를 계속하지만, 발송 IP로 지정했던 레코드가 없어졌습니다: ${lost.map(({ ko }) => ko).join(', ')}.`,
  };
}

/** `2026-11-30 18:39 UTC`. */
const shortTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export const groundBack = (address: string): Text => ({
  en: `What makes ${address} a sender is in place.`,
  ko: `${josaOr(address, '을/를', 'IP')} 발송 IP로 지정한 레코드가 있습니다.`,
});

export const namedByHand = (address: string): Text => ({
  en: `The tags or the settings name ${address} as a sender.`,
  ko: `태그나 설정에서 ${josaOr(address, '을/를', 'IP')} 발송 IP로 지정했습니다.`,
});
