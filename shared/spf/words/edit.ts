/** What a proposed record changes (items of a list), and why there is none, or no command for it (sentences). */
import { joinedTexts, type Text } from '../../model/language.ts';
import { count } from '../../model/text.ts';

export const recordsMerged = (records: number): Text => ({
  en: `${records} records merged into one`,
  ko: `레코드 ${records}개를 하나로 통합`,
});

export const UNRECOGNIZED_CORRECTED: Text = {
  en: 'the record that receivers did not recognize corrected',
  ko: '수신 서버가 인식하지 못한 레코드를 바로잡음',
};

export const takenFrom = (name: string): Text => ({
  en: `taken from ${name}`,
  ko: `${name}에 등록된 값을 옮김`,
});

export const FIRST_RECORD: Text = { en: 'a first record', ko: '첫 레코드' };

export const SPACE_ADDED: Text = { en: 'the missing space added', ko: '빠진 공백 추가' };

export const namedOnce = (terms: readonly string[], repetitions: number): Text => ({
  en: `${count(repetitions, 'repetition')} removed (${terms.join(', ')})`,
  ko: `중복 항목 ${repetitions}개 제거(${terms.join(', ')})`,
});

export const termsAdded = (terms: readonly string[]): Text => ({
  en: `${terms.join(', ')} added`,
  ko: `${terms.join(', ')} 추가`,
});

export const networksAdded = (networks: number): Text => ({
  en: `${count(networks, 'network')} of your senders added`,
  ko: `발송 IP 대역 ${networks}개 추가`,
});

export const mayRefuse = (term: string): Text => ({
  en: `${term} in one of the records may refuse what another one allows.`,
  ko: `한 레코드의 ${term} 항목이 다른 레코드에서 허용한 발송을 거부할 수 있습니다.`,
});

export const ONE_ALLOWS_EVERYBODY: Text = {
  en: 'One of the records allows everybody to send ("+all").',
  ko: '레코드 중 하나가 모든 IP를 허용합니다("+all").',
};

export const EXPLANATIONS_DIFFER: Text = {
  en: 'The records have different explanations (exp=).',
  ko: '레코드마다 설명문(exp=)이 다릅니다.',
};

export const tooManySenders = (senders: number): Text => ({
  en: `Its ${senders} senders are in too many networks for one record. Send from neighboring addresses, or from subdomains with records of their own.`,
  ko: `발송 IP ${senders}개의 대역이 너무 많아 한 레코드에 모두 적을 수 없습니다. 이웃한 IP로 모으거나, 별도의 레코드가 있는 하위 도메인에서 보내야 합니다.`,
});

export const recordsContradict = (why: Text): Text =>
  joinedTexts([{ en: 'The records contradict each other.', ko: '레코드끼리 서로 맞지 않습니다.' }, why], ' ');

export const EVERY_SENDER_PASSES: Text = {
  en: 'Every known sender passes when it is evaluated without its HELO name.',
  ko: 'HELO 이름 없이 평가하면 확인된 발송 IP가 모두 통과합니다.',
};

export const NOTHING_WRONG: Text = {
  en: 'Nothing is wrong with the record itself.',
  ko: '레코드 자체에는 문제가 없습니다.',
};

export const noFreeName = (networks: number): Text => ({
  en: `Its ${networks} networks of senders need a record of their own, and no name for it is free.`,
  ko: `발송 IP 대역 ${networks}개를 따로 적을 레코드가 필요하지만, 그 레코드에 쓸 이름이 남아 있지 않습니다.`,
});

export const wholeTakes = (cost: number): Text => ({
  en: `The whole record takes ${count(cost, 'DNS lookup')}.`,
  ko: `레코드 전체의 DNS 조회가 ${cost}회입니다.`,
});

export const noRecordBehind = (term: string): Text => ({
  en: `There is no record behind "${term}".`,
  ko: `"${term}" 항목이 가리키는 레코드가 없습니다.`,
});

export const isAliasOf = (domain: string, owner: string): Text => ({
  en: `${domain} is an alias (CNAME) of ${owner}, whose record serves others too.`,
  ko: `${domain} 도메인은 ${owner}의 별칭(CNAME)이며, 그 레코드는 다른 곳에서도 사용합니다.`,
});

export const NEIGHBORS_TOO_LARGE: Text = {
  en: 'The other TXT records of the name are too large for one command.',
  ko: '이 이름의 다른 TXT 레코드가 너무 커서 명령 하나에 담을 수 없습니다.',
};

export const SET_NOT_SEEN: Text = {
  en: 'The TXT records of the name could not be looked up.',
  ko: '이 이름의 TXT 레코드를 조회하지 못했습니다.',
};

export const SET_JUST_CHANGED: Text = {
  en: "The zone's own name servers answer other TXT records than the resolver, so they were changed a moment ago.",
  ko: '존(zone)의 네임서버와 리졸버가 응답한 TXT 레코드가 서로 다릅니다. 방금 변경된 것으로 보입니다.',
};
