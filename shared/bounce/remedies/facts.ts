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
const SPAMHAUS = 'https://check.spamhaus.org/';
const TREND_MICRO = 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/';
const GOOGLE = 'https://support.google.com/mail/answer/81126';
const YAHOO = 'https://senders.yahooinc.com/contact/';

export const REMEDY_FACTS = {
  'reverse-dns': { url: AWS_REVERSE_DNS, typicalHours: 24 },
  'reverse-dns-own-name': { url: AWS_REVERSE_DNS, typicalHours: 24 },
  helo: { typicalHours: 1 },
  dynamic: { url: SPAMHAUS, typicalHours: 24 },
  blocklist: { typicalHours: 24 },
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
  validity: { url: 'https://senderscore.org/', typicalHours: 168 },
  hostkarma: { url: 'http://ipadmin.junkemailfilter.com/remove.php', typicalHours: 24 },
  'kisa-rbl': { url: 'https://spam.kisa.or.kr/white/sub1.do', typicalHours: 336 },
  'trend-micro': { url: TREND_MICRO, typicalHours: 72 },
  'trend-micro-quick': { url: TREND_MICRO, typicalHours: 12 },
  proofpoint: { url: 'https://ipcheck.proofpoint.com/', typicalHours: 24 },
  cloudmark: { url: 'https://csi.cloudmark.com/en/reset/', typicalHours: 24 },
  cisco: { url: 'https://talosintelligence.com/reputation_center', typicalHours: 96 },
  fortinet: { url: 'https://www.fortiguard.com/contactus', typicalHours: 24 },
  symantec: { url: 'https://ipremoval.sms.symantec.com/', typicalHours: 24 },
  mimecast: {
    url: 'https://community.mimecast.com/s/article/email-security-cloud-gateway-mimecast-smtp-error-codes',
    typicalHours: 24,
  },
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
  'gmail-rate': { url: GOOGLE, typicalHours: 24 },
  'recipient-rate': { typicalHours: 2 },
  connections: { typicalHours: 1 },
  greylisting: { typicalHours: 1 },
  tls: { typicalHours: 1 },
  relay: { typicalHours: 24 },
  'user-unknown': {},
  'code-only': { typicalHours: 48 },
  'mailbox-full': { typicalHours: 72 },
  'mailbox-disabled': {},
  'recipient-policy': { typicalHours: 48 },
  geo: { typicalHours: 48 },
  policy: { typicalHours: 48 },
  dns: { typicalHours: 4 },
  'no-such-domain': {},
  network: { typicalHours: 24 },
  loop: { typicalHours: 24 },
  port25: { url: 'https://console.aws.amazon.com/support/contacts?#/rdns-limits', typicalHours: 48 },
  temporary: { typicalHours: 4 },
  'gmail-reputation': { url: GOOGLE, typicalHours: 168 },
  'gmail-sender': { url: GOOGLE, typicalHours: 24 },
  yahoo: { url: YAHOO, typicalHours: 48 },
  'yahoo-sender': { url: 'https://senders.yahooinc.com/smtp-error-codes/', typicalHours: 24 },
  'microsoft-consumer': { url: 'http://go.microsoft.com/fwlink/?LinkID=614866', typicalHours: 48 },
  'microsoft-delist': { url: 'https://sender.office.com/', typicalHours: 24 },
  'microsoft-banned-sender': {
    url: 'https://learn.microsoft.com/en-us/defender-office-365/external-senders-use-the-delist-portal-to-unblock-yourself',
    typicalHours: 48,
  },
  'microsoft-bulk': {
    url: 'https://substrate.office.com/ip-domain-management-snds/Postmaster/Policies',
    typicalHours: 24,
  },
  apple: { url: 'https://support.apple.com/en-us/102322', typicalHours: 72 },
  comcast: { url: 'https://spa.xfinity.com/report', typicalHours: 48 },
  att: { url: YAHOO, typicalHours: 48 },
  spectrum: { url: 'https://www.spectrum.net/support/internet/understanding-email-error-codes', typicalHours: 48 },
  cox: { url: 'http://postmaster.cox.net/confluence/display/postmaster/Error+Codes', typicalHours: 48 },
  godaddy: { url: 'https://unblock.secureserver.net/', typicalHours: 24 },
  'godaddy-codes': {
    url: 'https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685',
    typicalHours: 24,
  },
  gmx: { url: 'https://postmaster.gmx.net/en/error-messages', typicalHours: 24 },
  't-online': { url: 'https://postmaster.t-online.de/index.en.html', typicalHours: 24 },
  orange: { url: 'https://www.postmastery.com/orange-postmaster-smtp-error-codes-ofr/', typicalHours: 24 },
  laposte: { url: 'https://www.postmastery.com/laposte-net-postmaster-smtp-error-codes-lpn/', typicalHours: 24 },
  sfr: { url: 'https://bentonow.com/smtp-errors/sfr', typicalHours: 2 },
  'mail-ru': { url: 'https://help.mail.ru/mail-help/postmaster', typicalHours: 48 },
  yandex: {
    url: 'https://yandex.com/support/mail/bounces/yandex/message-rejected-under-suspicion-of-spam.html',
    typicalHours: 24,
  },
  qq: { url: 'https://service.mail.qq.com/', typicalHours: 72 },
  netease: { url: 'https://help.mail.163.com/', typicalHours: 72 },
  kakao: { url: 'https://cs.daum.net/', typicalHours: 72 },
  naver: { url: 'https://help.naver.com/', typicalHours: 72 },
  ses: { url: 'https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html', typicalHours: 1 },
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
