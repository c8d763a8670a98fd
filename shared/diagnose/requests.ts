/**
 * Whom to ask, by remedy: receivers and operators that process requests, the language they are written in, and the lists that
 * feed a receiver, from which the address must be gone before asking there helps.
 */
import { CAUSE_FACTS } from '../bounce/causes.ts';
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { byOperator } from '../bounce/operators.ts';
import type { BounceRemedyId } from '../bounce/remedies.ts';
import { RULES } from '../bounce/rules.ts';
import { type Language, type Text, verbatim } from '../model/language.ts';

/** What is tested of a sender, or named where it cannot be. */
export const REQUIREMENTS = [
  'reverse-dns',
  'spf',
  'dkim',
  'dmarc',
  'helo',
  'static-address',
  'website',
  'postmaster',
] as const;
/** `helo`: the greeting resolves to the address. `static-address`: its reverse name is no name of a pool. `website`: of the sender, with a contact. */
export type Requirement = (typeof REQUIREMENTS)[number];

export type RequestTo = {
  readonly to: Text;
  readonly language: Language;
  /** `address`, `domain`: to be let in again. `resolver`: nothing of ours is wrong, the receiver misreads a list. */
  readonly about: 'address' | 'domain' | 'resolver';
  /** Ids of lists that are documented to feed it (`usedBy` in the table of lists; the receivers' own code tables). */
  readonly feeds: readonly string[];
  /** What it looks at before it answers; by its own pages, or by what its refusals name. */
  readonly asks: readonly Requirement[];
  /** The only mailboxes of the sending domain whose requests are processed; any mailbox where it is absent. */
  readonly from?: readonly string[];
};

const ZEN = ['spamhaus-zen'];
/** Of a receiver whose rules are not published. */
const USUAL: readonly Requirement[] = ['reverse-dns', 'spf', 'postmaster'];
const NAMES: readonly Requirement[] = ['reverse-dns', 'spf'];
const SIGNED: readonly Requirement[] = ['reverse-dns', 'spf', 'dkim'];
/** senders.yahooinc.com/best-practices, support.apple.com/en-us/102322, postmaster.orange.fr; 5.7.515 of Microsoft. */
const ALL: readonly Requirement[] = ['reverse-dns', 'spf', 'dkim', 'dmarc'];
const NAME_ONLY: readonly Requirement[] = ['reverse-dns'];
const of = (to: Text | string, feeds: readonly string[] = [], more: Partial<RequestTo> = {}): RequestTo => ({
  to: typeof to === 'string' ? verbatim(to) : to,
  language: 'en',
  about: 'address',
  feeds,
  asks: more.about === undefined || more.about === 'address' ? USUAL : more.about === 'domain' ? ['postmaster'] : [],
  ...more,
});

/** docs.trendmicro.com, "Step 3: Send a removal request", read on 2026-11-30. */
const ROLE_MAILBOXES = ['abuse', 'postmaster'] as const;

const RECEIVER: Text = { en: "the receiver's postmaster", ko: '수신 측 메일 운영 담당자(postmaster)' };
const ADMINISTRATOR: Text = { en: "the recipient's administrator", ko: '수신 측 관리자' };
const LIST_OPERATOR: Text = { en: 'the operator of the list', ko: '목록 운영자' };

const REQUESTS: Readonly<Partial<Record<BounceRemedyId, RequestTo>>> = {
  yahoo: of('Yahoo Sender Hub', ZEN, { asks: ALL }),
  att: of('Yahoo Sender Hub (AT&T)', ZEN, { asks: ALL }),
  'microsoft-consumer': of({ en: 'Outlook.com sender support', ko: 'Outlook.com 발신자 지원' }, ZEN, { asks: ALL }),
  'microsoft-delist': of({ en: 'the Microsoft delist portal', ko: 'Microsoft 해제 포털(delist portal)' }, ZEN, {
    asks: NAMES,
  }),
  'microsoft-banned-sender': of('Microsoft (delist@microsoft.com)', ZEN, { asks: NAMES }),
  apple: of('Apple (icloudadmin@apple.com)', ZEN, { asks: ALL }),
  comcast: of('Comcast', ZEN, { asks: NAME_ONLY }),
  cox: of('Yahoo Sender Hub (Cox)', ZEN, { asks: ALL }),
  godaddy: of('GoDaddy'),
  gmx: of('GMX, WEB.DE, mail.com', [], { asks: NAME_ONLY }),
  't-online': of({ en: 'T-Online (the mailbox that the refusal names)', ko: 'T-Online(거부 메시지에 나온 주소)' }, [], {
    // postmaster.t-online.de, section 4.1, as hosters quote it: a fixed address, an own name that is the greeting too, a website with a contact.
    asks: ['reverse-dns', 'helo', 'static-address', 'website'],
  }),
  'mail-ru': of('Mail.ru'),
  qq: of('QQ Mail'),
  netease: of('NetEase (163, 126)'),
  // postmaster.orange.fr
  orange: of('Orange (abuse@orange.fr)', [], { asks: [...ALL, 'helo', 'static-address'] }),
  daum: of({ en: 'Daum (AXZ)', ko: '다음(Daum, 에이엑스지)' }, [], { language: 'ko', asks: NAMES }),
  kakao: of({ en: 'Kakao Mail', ko: '카카오메일' }, [], { language: 'ko', asks: NAMES }),
  naver: of({ en: 'Naver', ko: '네이버' }, [], { language: 'ko', asks: SIGNED }),
  'kisa-rbl': of('KISA', [], { language: 'ko' }),
  'spamhaus-ip': of('Spamhaus'),
  'spamhaus-pbl': of('Spamhaus'),
  'spamhaus-dbl': of('Spamhaus', [], { about: 'domain' }),
  barracuda: of('Barracuda'),
  invaluement: of('invaluement'),
  'trend-micro': of('Trend Micro Email Reputation', [], {
    from: ROLE_MAILBOXES,
    asks: ['reverse-dns', 'postmaster'],
  }),
  proofpoint: of('Proofpoint'),
  cloudmark: of('Cloudmark'),
  cisco: of('Cisco Talos'),
  fortinet: of('Fortinet'),
  symantec: of('Broadcom (Symantec)'),
  blocklist: of(LIST_OPERATOR),
  dynamic: of(LIST_OPERATOR),
  'ip-reputation': of(RECEIVER),
  policy: of(RECEIVER),
  'recipient-policy': of(ADMINISTRATOR),
  geo: of(ADMINISTRATOR),
  'receiver-resolver': of(RECEIVER, [], { about: 'resolver' }),
  'dead-list': of(RECEIVER, [], { about: 'resolver' }),
};

const REMEDY_OF = new Map(RULES.map((rule) => [rule.id, rule.remedy ?? CAUSE_FACTS[rule.cause].remedy]));

const KOREAN = /(?:^|\.)(?:naver\.com|daum\.net|hanmail\.net|kakao\.com|nate\.com)$|\.kr$/;

/** Undefined where there is no one to ask. A receiver whose domain is Korean is written to in Korean. */
export function requestTo({
  rule,
  recipient = '',
  direction,
}: Pick<Diagnosis, 'rule' | 'recipient'> & Partial<Pick<Diagnosis, 'direction'>>): RequestTo | undefined {
  // Nobody writes a letter to himself.
  if (direction === 'inbound') return undefined;
  const named = REMEDY_OF.get(rule);
  const remedy = named === undefined ? undefined : byOperator(named, recipient);
  const found = remedy === undefined ? undefined : REQUESTS[remedy];
  if (found === undefined) return undefined;
  const isReceiver = found.to === RECEIVER || found.to === ADMINISTRATOR;
  const isKorean = isReceiver && KOREAN.test(recipient.slice(recipient.lastIndexOf('@') + 1));
  return isKorean ? { ...found, language: 'ko' } : found;
}
