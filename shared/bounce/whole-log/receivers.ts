/** Who refused, as people call it: by the rule's provider where it is a receiver, else by the owner of the host, else by the recipient's domain. */
import { organisationalDomain } from '../../model/organisation.ts';
import type { Diagnosis } from '../diagnosis.ts';

/** By the end of the host's name: Google and Microsoft receive for many domains. */
const HOSTS: readonly (readonly [end: string, name: string])[] = [
  ['olc.protection.outlook.com', 'Outlook.com'],
  ['mail.protection.outlook.com', 'Microsoft 365'],
  ['protection.outlook.com', 'Microsoft 365'],
  ['hotmail.com', 'Outlook.com'],
  ['google.com', 'Gmail'],
  ['googlemail.com', 'Gmail'],
  ['yahoodns.net', 'Yahoo'],
  ['icloud.com', 'iCloud'],
  ['pphosted.com', 'Proofpoint'],
  ['mimecast.com', 'Mimecast'],
  ['barracudanetworks.com', 'Barracuda'],
  ['naver.com', 'Naver'],
  ['hanmail.net', 'Daum'],
  ['daum.net', 'Daum'],
  ['kakao.com', 'Kakao'],
  ['kundenserver.de', 'IONOS'],
  ['gmx.net', 'GMX'],
  ['web.de', 'WEB.DE'],
  ['t-online.de', 'T-Online'],
  ['mail.ru', 'Mail.ru'],
  ['qq.com', 'QQ Mail'],
];

/** Of rules that one receiver alone can have written. */
const PROVIDERS: Readonly<Record<string, string>> = {
  outlook: 'Outlook.com',
  gmail: 'Gmail',
  yahoo: 'Yahoo',
  apple: 'iCloud',
};

/** @param receivers hosts of the other side, in lower case */
export function receiverName({ provider, recipient }: Diagnosis, receivers: readonly string[]): string | undefined {
  const own = PROVIDERS[provider];
  if (own !== undefined) return own;
  const host = receivers.find((one) => /[a-z]/.test(one) && !one.includes(':'));
  const known = HOSTS.find(([end]) => host === end || host?.endsWith(`.${end}`) === true);
  if (known !== undefined) return known[1];
  const domain = recipient?.slice(recipient.lastIndexOf('@') + 1);
  return host === undefined ? domain : organisationalDomain(host);
}
