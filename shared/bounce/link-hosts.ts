/**
 * Where a link may lead: the pages of receivers, of operators of lists, and of the documentation that advice refers to. A
 * reply is written by a stranger: a link out of it is shown only where its host is here, for whom it speaks of.
 */
export type LinkHost = {
  /** Hosts below it count as well. */
  readonly host: string;
  /** Providers of rules, or beginnings of lists' ids, whose replies may name it; empty: only our own advice does. */
  readonly of: readonly string[];
  /** Its front page is the form or the lookup itself. */
  readonly isTool?: true;
  /** The day (ISO 8601) on which it was last seen to belong to them. */
  readonly checkedOn: string;
};

const CHECKED = '2026-11-30';
const at = (host: string, of: readonly string[] = [], more: Pick<LinkHost, 'isTool'> = {}): LinkHost => ({
  host,
  of,
  checkedOn: CHECKED,
  ...more,
});
const TOOL = { isTool: true } as const;

export const LINK_HOSTS: readonly LinkHost[] = [
  at('support.google.com', ['gmail']),
  at('senders.yahooinc.com', ['yahoo', 'aol', 'att', 'cox', 'comcast']),
  at('postmaster.yahooinc.com', ['yahoo', 'aol']),
  at('go.microsoft.com', ['outlook', 'microsoft', 'exchange-online']),
  at('sender.office.com', ['outlook', 'microsoft', 'exchange-online'], TOOL),
  at('substrate.office.com', ['outlook', 'microsoft']),
  at('learn.microsoft.com', ['outlook', 'microsoft', 'exchange-online']),
  at('security.microsoft.com', ['microsoft', 'exchange-online']),
  at('support.apple.com', ['icloud']),
  at('postmaster.comcast.net', ['comcast']),
  at('spa.xfinity.com', ['comcast']),
  at('www.spectrum.net', ['spectrum']),
  at('www.godaddy.com', ['godaddy']),
  at('unblock.secureserver.net', ['godaddy'], TOOL),
  at('postmaster.gmx.net', ['gmx']),
  at('postmaster.gmx.com', ['gmx']),
  at('postmaster.web.de', ['gmx']),
  at('postmaster.mail.com', ['gmx']),
  at('postmaster.1und1.de', ['gmx']),
  at('postmaster.t-online.de', ['t-online']),
  at('postmaster.orange.fr', ['orange'], TOOL),
  at('postmaster.free.fr', ['free'], TOOL),
  at('help.mail.ru', ['mail.ru']),
  at('yandex.com', ['yandex']),
  at('service.mail.qq.com', ['qq']),
  at('help.mail.163.com', ['163-126']),
  at('mail.kakao.com', ['daum-kakao']),
  at('check.spamhaus.org', ['spamhaus'], TOOL),
  at('www.spamhaus.org', ['spamhaus']),
  at('www.spamcop.net', ['spamcop']),
  at('www.barracudacentral.org', ['barracuda']),
  at('www.uceprotect.net', ['uceprotect']),
  at('www.invaluement.com', ['invaluement', 'ivm']),
  at('senderscore.org', ['validity']),
  at('ipadmin.junkemailfilter.com', ['hostkarma']),
  at('spam.kisa.or.kr', ['kisa'], TOOL),
  at('servicecentral.trendmicro.com', ['trendmicro']),
  at('ipcheck.proofpoint.com', ['proofpoint'], TOOL),
  at('csi.cloudmark.com', ['cloudmark']),
  at('talosintelligence.com', ['cisco']),
  at('www.fortiguard.com', ['fortinet']),
  at('ipremoval.sms.symantec.com', ['symantec-messagelabs'], TOOL),
  at('mimecastsupport.zendesk.com', ['mimecast']),
  at('docs.aws.amazon.com', ['amazon-ses']),
  // The form of the console for port 25.
  at('aws.amazon.com'),
];

const isBelow = (host: string, parent: string): boolean => host === parent || host.endsWith(`.${parent}`);

/** Undefined: no page that we would send anybody to. */
export function linkHostOf(url: string): LinkHost | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return undefined;
  if (parsed.username !== '' || parsed.password !== '' || parsed.port !== '') return undefined;
  return LINK_HOSTS.find(({ host }) => isBelow(parsed.hostname, host));
}
