/** A finding in a few words, as it is named in a line of several: without a capital or a full stop. */
import type { Finding } from '../model/finding.ts';
import type { FindingId, NotifiedFindingId } from '../model/findings/index.ts';
import { isNotified, noticeWords } from '../model/findings/words.ts';
import { inEach, type Text, within } from '../model/language.ts';

/** What has to be known of a list where its findings are named. */
export type ListName = {
  readonly name: string;
  readonly critical: boolean;
  /** As it is known by what it answered: `Spamhaus CSS`. */
  readonly listedAs?: (answers: readonly string[]) => string;
};

export type ListNames = (list: string) => ListName | undefined;

/** Of those that are in no notice; one without a title is named by its summary. */
const TITLES: Readonly<Partial<Record<Exclude<FindingId, NotifiedFindingId>, Text>>> = {
  'ptr.several': { en: 'several PTR records', ko: 'PTR 레코드 여러 개' },
  'ptr.helo-mismatch': { en: 'HELO name differs from the reverse DNS', ko: 'HELO 이름과 역방향 DNS 불일치' },
  'ptr.alias': { en: 'reverse DNS is an alias', ko: '역방향 DNS가 별칭(CNAME)' },
  'dnsbl.info': { en: 'listed, for information only', ko: '참고용 목록 등재' },
  'dnsbl.allowed': { en: 'on an allow list', ko: '허용 목록 등록' },
  'spf.near-limit': { en: 'SPF is near the limit of DNS lookups', ko: 'SPF의 DNS 조회 횟수가 한도에 가까움' },
  'spf.ptr-term': { en: 'SPF uses the ptr mechanism', ko: 'SPF에 권장하지 않는 ptr 항목 사용' },
  'spf.long': { en: 'SPF record is long', ko: 'SPF 레코드가 김' },
  'spf.missing-space': { en: 'SPF strings join without a space', ko: 'SPF 문자열 사이에 공백 없음' },
  'spf.dead-include': { en: 'SPF includes a domain without SPF', ko: 'SPF 레코드가 없는 도메인을 include' },
  'spf.dead-term': { en: 'SPF has a term without an answer', ko: 'SPF에 응답이 없는 항목' },
  'spf.ignored': { en: 'a part of the SPF record is ignored', ko: 'SPF 레코드 일부가 무시됨' },
  'spf.wide': { en: 'SPF allows a very wide range', ko: 'SPF가 허용하는 대역이 넓음' },
  'spf.type99': { en: 'obsolete SPF record type', ko: '폐지된 SPF 유형(type 99) 레코드' },
  'spf.include-changed': { en: 'an SPF include has changed', ko: 'SPF include의 내용이 바뀜' },
};

const titleOf = ({ id, summary, translated }: Finding): Text => {
  if (isNotified(id)) return inEach((language) => noticeWords(id)[language].headline);
  return TITLES[id] ?? inEach((language) => (language === 'en' ? summary : translated[language]).replace(/\.$/, ''));
};

const LISTED: Readonly<Partial<Record<FindingId, (list: string) => Text>>> = {
  'dnsbl.listed': (list) => ({ en: `listed on ${list}`, ko: `${list} 등재` }),
  'dnsbl.policy': (list) => ({ en: `listed on ${list} for policy reasons`, ko: `${list} 등재(정책 목록)` }),
};

export const listName = (finding: Finding, nameOf: ListNames): string => {
  const known = nameOf(finding.subject);
  const answers = finding.evidence.find(({ type }) => type === 'A')?.answers ?? [];
  return known?.listedAs?.(answers) ?? known?.name ?? finding.subject;
};

/** `of`: whom the line is about already. */
export function findingTitle(finding: Finding, nameOf: ListNames, of: string = finding.target): Text {
  const listed = LISTED[finding.id];
  if (listed !== undefined) return listed(listName(finding, nameOf));
  return finding.subject === of ? titleOf(finding) : within(finding.subject, titleOf(finding));
}
