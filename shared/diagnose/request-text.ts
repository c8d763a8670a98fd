/**
 * The request as it can be pasted into a form or a mail, with the evidence filled in. What comes from a refusal, from DNS or from
 * a stranger stands on one line behind a label, printable and cut: it can begin no line of its own, and so no header.
 */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { isoTime } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import { valueSeen } from '../model/finding.ts';
import type { Language } from '../model/language.ts';
import { printable } from '../model/text.ts';
import type { Fact } from './asking.ts';
import type { Precondition, SenderStanding } from './preconditions.ts';
import type { RequestTo } from './requests.ts';
import type { DiagnosedSender } from './subject.ts';

export type PreparedRequest = {
  /** Whom it is for, in words. */
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  /** Lines ended by "\n". What only the sender knows stands in square brackets, to be filled in. */
  readonly text: string;
  readonly url?: string;
};

type Words = {
  readonly subject: (what: string) => string;
  readonly resolverSubject: (what: string) => string;
  readonly greeting: string;
  readonly ask: readonly string[];
  readonly askResolver: readonly string[];
  readonly labels: Readonly<
    Record<'address' | 'domain' | 'ptr' | 'spf' | 'list' | 'contact' | 'refusal' | 'checked', string>
  >;
  readonly cause: string;
  /** In the place of a contact, where only some mailboxes of the domain are heard. */
  readonly onlyFrom: (mailboxes: readonly string[]) => string;
  readonly thanks: string;
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    subject: (what) => `Mail from ${what} is refused: please review`,
    resolverSubject: (what) => `Your server refuses mail from ${what} because a blocklist does not answer it`,
    greeting: 'Dear postmaster team,',
    ask: ['mail from the sender below is refused by your system. Please review the block and lift it.'],
    askResolver: [
      'your server refuses mail from the sender below, but not because it is listed: the list refused to answer your',
      'resolver (an open or public resolver, too many queries, or a list that has closed), and the refusal was read as a',
      'listing. Please ask the list through a resolver of your own or with a key, ignore answers in 127.255.255.0/24, and',
      'take lists that have closed out of your configuration.',
    ],
    labels: {
      address: 'Address',
      domain: 'Domain',
      ptr: 'Reverse DNS',
      spf: 'SPF',
      list: 'List',
      contact: 'Contact',
      refusal: 'Refusal',
      checked: 'Checked on',
    },
    cause: '[What you found and stopped, or since when the address is yours. Do not claim what you have not checked.]',
    onlyFrom: (mailboxes) => `[Write from ${mailboxes.join(' or ')}: a request from another mailbox is not heard.]`,
    thanks: 'Thank you.',
  },
  ko: {
    subject: (what) => `${what} 발송 메일 수신 차단 해제 요청`,
    resolverSubject: (what) => `${what} 메일 거부: 차단 목록(DNSBL) 조회 설정 확인 요청`,
    greeting: '안녕하세요, 메일 운영 담당자님.',
    ask: [
      '아래 발신 서버에서 보낸 메일이 귀사 시스템에서 거부되고 있습니다. 차단 사유를 확인하시고 해제해 주시기 바랍니다.',
    ],
    askResolver: [
      '아래 발신 서버의 메일이 거부되고 있으나, 차단 목록에 등재되었기 때문이 아닙니다. 차단 목록이 귀사의 DNS 리졸버에',
      '대한 응답을 거부했고(공개 리졸버 사용, 조회 한도 초과 또는 목록 운영 종료), 그 응답이 등재로 해석되었습니다.',
      '자체 리졸버나 인증 키로 조회하고 127.255.255.0/24 응답은 무시하도록 설정을 확인해 주시기 바랍니다.',
    ],
    labels: {
      address: '발신 IP',
      domain: '도메인',
      ptr: '역방향 DNS(PTR)',
      spf: 'SPF 결과',
      list: '차단 목록',
      contact: '연락처',
      refusal: '거부 메시지',
      checked: '확인 일시',
    },
    cause: '[확인하고 조치한 내용 또는 IP를 할당받은 날짜를 적어 주세요. 확인하지 않은 내용은 적지 마세요.]',
    onlyFrom: (mailboxes) =>
      `[${mailboxes.join(' 또는 ')} 주소로 보내 주세요. 다른 주소로 보낸 요청은 처리되지 않습니다.]`,
    thanks: '감사합니다.',
  },
};

/** Undefined while a precondition is unmet, or while it is not known for whom one would ask. */
export function prepare(
  diagnosis: Diagnosis,
  request: RequestTo,
  subject: DiagnosedSender,
  standing: SenderStanding,
  now: number,
): PreparedRequest | undefined {
  const { to, language, about } = request;
  const what = about === 'domain' ? subject.domain : subject.ip;
  if (what === undefined || standing.preconditions.some(({ status }) => status === 'unmet')) return undefined;
  const words = WORDS[language];
  const isResolver = about === 'resolver';
  const { url } = diagnosis.remedy;
  return {
    to,
    language,
    subject: field((isResolver ? words.resolverSubject : words.subject)(what), 200),
    text: [
      words.greeting,
      '',
      ...(isResolver ? words.askResolver : words.ask),
      '',
      ...facts(diagnosis, subject, standing, { words, request, now }).map(([label, value]) => `${label}: ${value}`),
      ...(isResolver ? [] : ['', words.cause]),
      '',
      words.thanks,
      '',
    ].join('\n'),
    // A form of the receiver's; the pages about a list's manners are for the reader.
    ...defined({ url: url === undefined || isResolver ? undefined : url }),
  };
}

type Filled = { readonly words: Words; readonly request: RequestTo; readonly now: number };

function facts(
  { listedBy, text }: Diagnosis,
  { ip, domain }: DiagnosedSender,
  { ptr, spf, preconditions }: SenderStanding,
  { words, request, now }: Filled,
): readonly (readonly [string, string])[] {
  const { labels } = words;
  const rows: (readonly [string, string | undefined])[] = [
    [labels.address, ip],
    [labels.domain, domain],
    [labels.ptr, reverseName(ptr)],
    [labels.spf, spfWord(spf)],
    [labels.list, listedBy],
    [labels.contact, contactOf(domain, preconditions, { words, request })],
    [labels.refusal, text],
    [labels.checked, `${isoTime(now).slice(0, 16).replace('T', ' ')} UTC`],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, field(value, 500)] as const]));
}

function contactOf(
  domain: string | undefined,
  preconditions: readonly Precondition[],
  { words, request: { from } }: Pick<Filled, 'words' | 'request'>,
): string | undefined {
  if (domain === undefined) return undefined;
  if (hasPostmaster(preconditions)) return `postmaster@${domain}`;
  return from === undefined ? undefined : words.onlyFrom(from.map((name) => `${name}@${domain}`));
}

const field = (value: string, most: number): string => printable(value, most).trim();

/** The name that leads back, as DNS has it. */
function reverseName(facts: readonly Fact[]): string | undefined {
  const confirmed = facts.find(({ id }) => id === 'ptr.confirmed');
  return confirmed === undefined ? undefined : valueSeen({ check: 'ptr', evidence: confirmed.evidence });
}

const spfWord = (facts: readonly Fact[]): string | undefined =>
  facts.some(({ id }) => id === 'spf.pass') ? 'pass' : undefined;

const hasPostmaster = (preconditions: readonly Precondition[]): boolean =>
  preconditions.some(({ id, status }) => id === 'postmaster' && status === 'met');
