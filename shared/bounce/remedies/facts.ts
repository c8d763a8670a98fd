/**
 * What to do, by id: the page or form of today and how long it usually takes, in no language. The words are in the catalogues
 * beside this. Hours are planning estimates unless the receiver states them. Forms are for people: no program can submit one.
 */
export type BounceRemedyFacts = {
  /** The page or form of today. */
  readonly url?: string;
  /** A planning estimate, from the fix to mail being accepted; absent where nobody can say. */
  readonly typicalHours?: number;
  /** The day (ISO 8601) of the last comparison with the sources, where it is not that of the others. */
  readonly checkedOn?: string;
};

const AWS_REVERSE_DNS =
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html#Using_Elastic_Addressing_Reverse_DNS';
/** The second comparison, with the operators' own pages of that day. */
const READ = '2026-11-30';
const SPAMHAUS = 'https://check.spamhaus.org/';
const TREND_MICRO = 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/';
const GOOGLE = 'https://support.google.com/mail/answer/81126';
const YAHOO = 'https://senders.yahooinc.com/contact/#sender-support-request';

export const REMEDY_FACTS = {
  'reverse-dns': { url: AWS_REVERSE_DNS, typicalHours: 24 },
  'reverse-dns-own-name': { url: AWS_REVERSE_DNS, typicalHours: 24 },
  helo: { typicalHours: 1 },
  dynamic: { url: SPAMHAUS, typicalHours: 24 },
  blocklist: { typicalHours: 24 },
  'blocklist-named': { typicalHours: 24, checkedOn: READ },
  'blocklist-expires': { typicalHours: 48, checkedOn: READ },
  'spamhaus-ip': { url: SPAMHAUS, typicalHours: 24 },
  'spamhaus-pbl': { url: SPAMHAUS, typicalHours: 1 },
  'spamhaus-dbl': { url: SPAMHAUS, typicalHours: 24 },
  'receiver-resolver': {
    url: 'https://www.spamhaus.org/resource-hub/dnsbl/using-our-public-mirrors-check-your-return-codes-now/',
    typicalHours: 48,
  },
  'dead-list': {},
  spamcop: { url: 'https://www.spamcop.net/bl.shtml', typicalHours: 24 },
  barracuda: { url: 'https://www.barracudacentral.org/rbl/removal-request', typicalHours: 24 },
  uceprotect: { url: 'https://www.uceprotect.net/en/rblcheck.php', typicalHours: 168 },
  invaluement: { url: 'https://www.invaluement.com/lookup/', typicalHours: 24 },
  validity: { url: 'https://senderscore.org/blocklistlookup/', typicalHours: 168, checkedOn: READ },
  hostkarma: { url: 'https://ipadmin.junkemailfilter.com/remove.php', typicalHours: 24 },
  'kisa-rbl': { url: 'https://spam.kisa.or.kr/', checkedOn: READ },
  'trend-micro': { url: TREND_MICRO, typicalHours: 72, checkedOn: READ },
  'trend-micro-quick': { url: TREND_MICRO, typicalHours: 12 },
  proofpoint: { url: 'https://ipcheck.proofpoint.com/', typicalHours: 24 },
  cloudmark: { url: 'https://csi.cloudmark.com/reset-request/', typicalHours: 24, checkedOn: READ },
  cisco: { url: 'https://talosintelligence.com/support', typicalHours: 96, checkedOn: READ },
  fortinet: { url: 'https://www.fortiguard.com/contactus', typicalHours: 24 },
  symantec: { url: 'https://ipremoval.sms.symantec.com/', typicalHours: 24, checkedOn: READ },
  mimecast: { url: 'https://mimecastsupport.zendesk.com/hc/en-us', typicalHours: 24, checkedOn: READ },
  'ip-reputation': { typicalHours: 48 },
  complaints: { typicalHours: 72 },
  'open-relay': { typicalHours: 24 },
  'domain-reputation': { typicalHours: 168 },
  'url-blocklist': { typicalHours: 24 },
  'sender-domain': { typicalHours: 24 },
  'sender-verify': { typicalHours: 4 },
  spf: { typicalHours: 4 },
  dkim: { typicalHours: 4 },
  dmarc: { typicalHours: 4 },
  'dmarc-record': { typicalHours: 4 },
  authenticate: { typicalHours: 4 },
  'smtp-auth': { typicalHours: 1 },
  attachment: { typicalHours: 0 },
  'gmail-attachment': { url: 'https://support.google.com/mail/answer/6590', typicalHours: 0 },
  'spam-content': { typicalHours: 24 },
  virus: { typicalHours: 1 },
  'message-format': { typicalHours: 4 },
  size: { typicalHours: 0 },
  rate: { typicalHours: 4 },
  'gmail-rate': { url: GOOGLE, typicalHours: 24, checkedOn: READ },
  'recipient-rate': { typicalHours: 2 },
  connections: { typicalHours: 1 },
  greylisting: { typicalHours: 1 },
  tls: { typicalHours: 1 },
  relay: { typicalHours: 24 },
  'user-unknown': {},
  'code-only': { typicalHours: 48 },
  'mailbox-full': { typicalHours: 72 },
  'mailbox-disabled': { checkedOn: READ },
  'recipient-policy': { typicalHours: 48 },
  geo: { typicalHours: 48 },
  policy: { typicalHours: 48 },
  dns: { typicalHours: 4 },
  'no-such-domain': {},
  network: { typicalHours: 24 },
  loop: { typicalHours: 24 },
  port25: { url: 'https://console.aws.amazon.com/support/contacts?#/rdns-limits', typicalHours: 48 },
  temporary: { typicalHours: 4 },
  'gmail-reputation': {
    url: 'https://support.google.com/mail/contact/gmail_bulk_sender_escalation',
    typicalHours: 168,
    checkedOn: READ,
  },
  'gmail-sender': { url: GOOGLE, typicalHours: 24 },
  yahoo: { url: YAHOO, typicalHours: 48, checkedOn: READ },
  'yahoo-sender': { url: 'https://senders.yahooinc.com/smtp-error-codes/', typicalHours: 24 },
  'microsoft-consumer': {
    url: 'https://go.microsoft.com/fwlink/?LinkID=614866',
    typicalHours: 48,
    checkedOn: READ,
  },
  'microsoft-delist': { url: 'https://sender.office.com/', typicalHours: 24 },
  'microsoft-banned-sender': {
    url: 'https://learn.microsoft.com/en-us/defender-office-365/external-senders-use-the-delist-portal-to-unblock-yourself',
    typicalHours: 48,
    checkedOn: READ,
  },
  'microsoft-bulk': {
    url: 'https://substrate.office.com/ip-domain-management-snds/Postmaster/Policies',
    typicalHours: 24,
  },
  apple: { url: 'https://support.apple.com/en-us/102322', typicalHours: 72 },
  comcast: { url: 'https://spa.xfinity.com/report', typicalHours: 48, checkedOn: READ },
  att: { url: YAHOO, typicalHours: 48, checkedOn: READ },
  spectrum: { url: 'https://www.spectrum.net/support/internet/understanding-email-error-codes', checkedOn: READ },
  cox: { url: YAHOO, typicalHours: 48, checkedOn: READ },
  godaddy: { url: 'https://unblock.secureserver.net/', typicalHours: 24 },
  'godaddy-codes': {
    url: 'https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685',
    typicalHours: 24,
  },
  gmx: { url: 'https://postmaster.gmx.net/en/error-messages', typicalHours: 24 },
  't-online': { url: 'https://postmaster.t-online.de/index.en.html', typicalHours: 24 },
  orange: { url: 'https://postmaster.orange.fr/', typicalHours: 24, checkedOn: READ },
  laposte: { typicalHours: 24, checkedOn: READ },
  'laposte-sender': { typicalHours: 4, checkedOn: READ },
  sfr: { typicalHours: 2, checkedOn: READ },
  'mail-ru': { url: 'https://help.mail.ru/mail-help/postmaster', typicalHours: 48 },
  yandex: {
    url: 'https://yandex.com/support/mail/bounces/yandex/message-rejected-under-suspicion-of-spam.html',
    typicalHours: 24,
  },
  qq: { typicalHours: 72, checkedOn: READ },
  netease: { typicalHours: 72, checkedOn: READ },
  daum: { typicalHours: 72, checkedOn: READ },
  kakao: { url: 'https://mail.kakao.com/policy', typicalHours: 72, checkedOn: READ },
  naver: { typicalHours: 72, checkedOn: READ },
  ses: {
    url: 'https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html',
    typicalHours: 1,
    checkedOn: READ,
  },
  'ses-paused': { url: 'https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html', typicalHours: 48 },
  'ses-throttled': {
    url: 'https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html',
    typicalHours: 24,
  },
  'microsoft-restricted': { url: 'https://security.microsoft.com/restrictedentities', typicalHours: 24 },
  'microsoft-tenant': {
    url: 'https://learn.microsoft.com/en-us/exchange/troubleshoot/email-delivery/ndr/fix-error-code-5-7-700-through-5-7-750',
    typicalHours: 48,
  },
  'microsoft-login': {
    url: 'https://learn.microsoft.com/en-us/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    typicalHours: 1,
  },
  'microsoft-forwarding': {
    url: 'https://learn.microsoft.com/en-us/defender-office-365/outbound-spam-policies-external-email-forwarding',
    typicalHours: 1,
  },
  'outgoing-relay': { typicalHours: 24 },
  'own-queue': { typicalHours: 1 },
  'own-filter': { typicalHours: 1 },
  'own-account': { typicalHours: 24, checkedOn: '2026-12-01' },
  'own-dane': { typicalHours: 4 },
  'own-list-check': {
    url: 'https://www.spamhaus.org/resource-hub/dnsbl/using-our-public-mirrors-check-your-return-codes-now/',
    typicalHours: 1,
  },
  'own-refusal': {},
  'ses-identity': {
    url: 'https://docs.aws.amazon.com/ses/latest/dg/verify-addresses-and-domains.html',
    typicalHours: 24,
  },
} as const satisfies Readonly<Record<string, BounceRemedyFacts>>;

export type BounceRemedyId = keyof typeof REMEDY_FACTS;
