/** What a diagnosis says about the sender as it is today: whole sentences in every language. */

import { inEach, type Text } from '../model/language.ts';
import { sentences } from '../model/sentence.ts';

const NAME_ADDRESS: Text = {
  en: 'Name it with --ip (in the API: ?ip=).',
  ko: '--ip 옵션(API에서는 ?ip=)으로 지정하세요.',
};
const NAME_DOMAIN: Text = {
  en: 'Name it with --domain (in the API: ?domain=).',
  ko: '--domain 옵션(API에서는 ?domain=)으로 지정하세요.',
};

export const NO_ADDRESS = sentences(
  { en: 'The text does not name the address that sent the mail.', ko: '본문에 발송 IP가 없습니다.' },
  NAME_ADDRESS,
);
export const NO_DOMAIN = sentences(
  { en: 'The text does not name the domain that the mail was sent for.', ko: '본문에 발송 도메인이 없습니다.' },
  NAME_DOMAIN,
);
export const ADDRESS_UNKNOWN = sentences(
  { en: 'The sending address is not known.', ko: '발송 IP를 알 수 없습니다.' },
  NAME_ADDRESS,
);
export const DOMAIN_UNKNOWN = sentences(
  { en: 'The sending domain is not known.', ko: '발송 도메인을 알 수 없습니다.' },
  NAME_DOMAIN,
);

export const NOTHING_CAME: Text = { en: 'The check returned no result.', ko: '점검 결과가 없습니다.' };
export const NO_GREETING: Text = {
  en: 'The text does not name the EHLO greeting, or the name is not a full host name.',
  ko: '본문에 HELO 이름이 없거나, 전체 호스트 이름이 아닙니다.',
};
export const TLS_UNSEEN: Text = {
  en: 'Only the log of your server shows whether it uses TLS when it sends.',
  ko: '발송할 때 TLS를 쓰는지는 발송 서버의 로그에서만 확인할 수 있습니다.',
};

/** What the receiver sees of a list cannot be seen from here; `now`: what was found. */
export const receiverAsks = (now: Text): Text =>
  sentences(
    {
      en: 'We cannot see from here how the receiver queries the list. Our own query found this:',
      ko: '수신 서버가 목록을 어떻게 조회하는지는 외부에서 확인할 수 없습니다. 직접 조회한 결과는 다음과 같습니다:',
    },
    now,
  );
export const mayBeReason = (now: Text): Text =>
  sentences(now, {
    en: 'This is wrong now and may be the reason. The refusal does not name its reason.',
    ko: '지금 잘못되어 있으며 이것이 원인일 수 있습니다. 거부 메시지에는 사유가 나와 있지 않습니다.',
  });
export const inOrderHere = (now: Text): Text =>
  sentences(now, {
    en: "This is in order. We cannot see the receiver's own reason from here.",
    ko: '이 항목은 정상입니다. 수신 측의 사유는 외부에서 확인할 수 없습니다.',
  });

export const onlyFrom = (domain: string): Text =>
  sentences(
    {
      en: `The text shows From (${domain}) but not MAIL FROM, which SPF checks.`,
      ko: `본문에는 발신자 주소(From)의 도메인 ${domain}만 있고, SPF가 확인하는 MAIL FROM 도메인은 없습니다.`,
    },
    NAME_DOMAIN,
  );
export const maybeAnother = (domain: string): Text =>
  sentences(
    {
      en: `The text names ${domain}, which has no SPF record. The mail may have been sent for another domain.`,
      ko: `본문에 나온 ${domain} 도메인에는 SPF 레코드가 없습니다. 다른 도메인으로 보낸 메일일 수 있습니다.`,
    },
    NAME_DOMAIN,
  );

export const NOT_TESTED: Text = {
  en: 'Not tested: this diagnosis made no DNS queries.',
  ko: '이 진단에서는 DNS를 조회하지 않아 확인하지 못했습니다.',
};
export const WEBSITE_UNSEEN: Text = {
  en: 'This is not visible from here: the receiver reads the website of the sending domain and looks for a contact on it.',
  ko: '여기서는 확인할 수 없습니다. 수신 측은 발신 도메인의 웹사이트에 운영자 연락처가 있는지 봅니다.',
};
export const GREETING_UNSEEN: Text = {
  en: 'The refusal does not show the name that your server greets with. It must resolve to the sending address.',
  ko: '거부 메시지에 HELO 이름이 없습니다. 발송 서버의 HELO 이름은 발송 IP로 조회되어야 합니다.',
};

export const heloConfirmed = (name: string, ip: string): Text => ({
  en: `${name} resolves to ${ip}.`,
  ko: `${name}의 정방향 조회 결과는 ${ip}입니다.`,
});
export const heloUnknown = (name: string, why: Text): Text => ({
  en: `${name} could not be looked up: ${why.en}.`,
  ko: `${name} 이름을 조회하지 못했습니다. ${why.ko}.`,
});
export const heloMissing = (name: string): Text => ({
  en: `${name} has no address.`,
  ko: `${name} 이름에 A 레코드와 AAAA 레코드가 없습니다.`,
});
export const heloResolves = (name: string, there: string): Text => ({
  en: `${name} resolves to ${there}.`,
  ko: `${name}의 정방향 조회 결과는 ${there}입니다.`,
});
export const heloElsewhere = (name: string, there: string, ip: string): Text => ({
  en: `${name} resolves to ${there}, not to ${ip}.`,
  ko: `${name}의 정방향 조회 결과는 ${there}입니다. 발송 IP(${ip})와 다릅니다.`,
});

export const listOfReceiver = (id: string): Text => ({
  en: `Nobody but the receiver can query the list ${id}: it is the receiver's own, or you have left it out.`,
  ko: `${id} 목록은 수신 측의 자체 목록이거나 설정에서 제외한 목록이라 조회할 수 없습니다.`,
});
/** `why`: that it needs a key, has shut down, or has no zone. `page`: where a person can look the address up. */
export const listClosed = (name: string, why: 'needs-key' | 'dead' | 'no-zone', page: string | undefined): Text =>
  sentences(LIST_CLOSED[why](name), page === undefined ? MORE_LISTS : lookUpAt(page));

const LIST_CLOSED = {
  'needs-key': (name: string): Text => ({
    en: `${name} needs a key, so it was not queried.`,
    ko: `${name} 목록은 키가 있어야 조회할 수 있습니다.`,
  }),
  dead: (name: string): Text => ({ en: `${name} has shut down.`, ko: `${name} 목록은 운영이 종료되었습니다.` }),
  'no-zone': (name: string): Text => ({
    en: `${name} cannot be queried by DNS.`,
    ko: `${name} 목록은 DNS로 조회할 수 없습니다.`,
  }),
};
const MORE_LISTS: Text = {
  en: 'For details, run "npx postwatch lists --all".',
  ko: '자세한 내용은 "npx postwatch lists --all" 명령으로 확인하세요.',
};
const lookUpAt = (page: string): Text => ({
  en: `Look up the address here: ${page}`,
  ko: `조회 페이지에서 직접 확인하세요: ${page}`,
});
export const outsideScope = (name: string, scope: string): Text => ({
  en: `${name} lists only ${scope}.`,
  ko: `${name} 목록의 등재 대상이 아닙니다(${scope}).`,
});

export const domainNotAsked = (domain: string, most: number): Text => ({
  en: `One diagnosis asks the mail hosts of at most ${most} domains. ${domain} was not asked.`,
  ko: `진단 한 번에 메일 서버를 확인하는 도메인은 ${most}개까지입니다. ${domain} 도메인은 확인하지 않았습니다.`,
});

const NO_SIGNATURE: Text = {
  en: 'The text shows no DKIM signature, and a key can only be found by its selector.',
  ko: '본문에 DKIM 서명이 없습니다. 키는 셀렉터를 알아야 찾을 수 있습니다.',
};
export const noSignature = (domain: string | undefined): Text => {
  const command = `npx postwatch lookup dkim:<selector>:${domain ?? '<domain>'}`;
  return sentences(NO_SIGNATURE, { en: `Look it up with "${command}".`, ko: `"${command}" 명령으로 조회하세요.` });
};
export const ofKey = (name: string, result: Text): Text => inEach((language) => `${name}: ${result[language]}`);
export const keyRetired = (result: Text): Text =>
  sentences(result, {
    en: 'If the message is weeks old, the key may have been retired since.',
    ko: '몇 주 지난 메일이라면 그사이에 키가 폐기되었을 수 있습니다.',
  });
export const notKeyName = (name: string): Text => ({
  en: `${name} is not a valid name, so it was not looked up.`,
  ko: `올바른 이름이 아니어서 조회하지 않았습니다: ${name}`,
});
export const keyThere = (name: string, found: Text): Text => ({
  en: `The key ${name} is there (${found.en}). If its signature fails, the message was changed on its way or signed with another key.`,
  ko: `${name} 키가 있습니다(${found.ko}). 그런데도 서명 검증에 실패했다면 전송 중에 메일이 바뀌었거나 다른 키로 서명한 것입니다.`,
});

export const noMailFrom = (ip: string, why: Text): Text => ({
  en: `No mail can come from ${ip}: ${why.en}.`,
  ko: `메일을 보낼 수 없는 IP입니다: ${ip}(${why.ko}). 인터넷에서 보이는 발송 IP를 입력하세요.`,
});
export const notSelector = (given: string): Text => ({
  en: `"${given}" is not a valid DKIM selector (for example, s1 or 2026.mail).`,
  ko: `올바른 DKIM 셀렉터가 아닙니다: "${given}"(예: s1, 2026.mail).`,
});
