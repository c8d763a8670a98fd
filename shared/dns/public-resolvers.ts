/**
 * Resolvers that many people share. A list that counts queries by asker refuses them, since it cannot tell who asks: anyone who
 * names one in the settings has no resolver of their own. From the operators' pages and Wikipedia's "Public recursive name
 * server", as of 2026-11-30; whole blocks where an operator gives each customer an address of its own.
 */
import ipaddr from 'ipaddr.js';
import { parseAddress } from '../model/address.ts';
import type { Server } from './answer.ts';

const SHARED: Readonly<Record<string, readonly string[]>> = {
  // developers.google.com/speed/public-dns/docs/using, its DNS64 included
  Google: ['8.8.8.8', '8.8.4.4', '2001:4860:4860::/112'],
  // developers.cloudflare.com/1.1.1.1/ip-addresses
  Cloudflare: ['1.1.1.0/30', '1.0.0.0/30', '2606:4700:4700::/48'],
  // quad9.net/service/service-addresses-and-features
  Quad9: ['9.9.9.9', '9.9.9.10', '9.9.9.11', '9.9.9.12', '149.112.112.0/24', '2620:fe::/48'],
  // opendns.com/setupguide, support.opendns.com (FamilyShield, sandbox)
  OpenDNS: ['208.67.220.0/24', '208.67.222.0/24', '2620:119:35::/48', '2620:119:53::/48', '2620:0:ccc::/47'],
  // adguard-dns.io/en/public-dns.html
  AdGuard: ['94.140.14.0/24', '94.140.15.0/24', '2a10:50c0::/32'],
  // cleanbrowsing.org/filters
  CleanBrowsing: ['185.228.168.0/24', '185.228.169.0/24', '2a0d:2a00::/32'],
  // controld.com/free-dns, help.nextdns.io: an address for each customer
  'Control D': ['76.76.2.0/24', '76.76.10.0/24', '2606:1a40::/32'],
  NextDNS: ['45.90.28.0/24', '45.90.30.0/24', '2a07:a8c0::/29'],
  // dns.yandex.com
  Yandex: ['77.88.8.0/24', '2a02:6b8::feed:0/112', '2a02:6b8:0:1::feed:0/112'],
  // vercara.com UltraDNS Public (with Verisign's former addresses)
  Vercara: ['64.6.64.6', '64.6.65.6', '156.154.70.0/23', '2610:a1:1018::/47', '2620:74:1b::/48', '2620:74:1c::/48'],
  // Level 3 (Lumen), open in practice
  Lumen: ['4.2.2.0/29', '209.244.0.3', '209.244.0.4'],
  'Hurricane Electric': ['74.82.42.42', '2001:470:20::2'],
  // alidns.com, dnspod.com, 114dns.com
  Alibaba: ['223.5.5.5', '223.6.6.6', '2400:3200::/32'],
  DNSPod: ['119.29.29.29', '119.28.28.28', '2402:4e00::/32'],
  '114DNS': ['114.114.114.0/24', '114.114.115.0/24'],
  Comodo: ['8.26.56.26', '8.20.247.20'],
  // joindns4.eu/for-public
  DNS4EU: ['86.54.11.0/24', '2a13:1001::/32'],
  // The clouds' own: docs.aws.amazon.com/vpc (AmazonProvidedDNS), learn.microsoft.com (168.63.129.16), cloud.google.com/dns
  AWS: ['169.254.169.253', 'fd00:ec2::253'],
  Azure: ['168.63.129.16'],
  'Google Cloud': ['169.254.169.254'],
  // man systemd-resolved: its stubs hand everything on to the resolvers that the system was given
  'systemd-resolved': ['127.0.0.53', '127.0.0.54'],
};

/** Of one family, which is all that is compared. */
const rangesLike = (host: string) =>
  Object.values(SHARED)
    .flat()
    .filter((text) => text.includes(':') === host.includes(':'))
    .map((text) => (text.includes('/') ? ipaddr.parseCIDR(text) : ([ipaddr.parse(text), hostBits(text)] as const)));

function hostBits(text: string): number {
  return text.includes(':') ? 128 : 32;
}

function isShared(host: string): boolean {
  const read = parseAddress(host);
  if (!read.ok) return true;
  const address = ipaddr.fromByteArray([...read.value.bytes]);
  return rangesLike(read.value.text).some(([range, bits]) => address.match(range, bits));
}

/**
 * Whether someone has named resolvers and all of them can be their own. The system's count for nothing: they are mostly
 * the provider's, and nobody said otherwise.
 */
export const isOwnResolver = (named: readonly Server[]): boolean =>
  named.length > 0 && named.every(({ host }) => !isShared(host));
