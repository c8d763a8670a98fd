/**
 * Generic reverse names: those a provider or an ISP gives to every address, so they say nothing about who sends. Cloudmark,
 * Trend Micro, Mail.ru, GMX and others refuse or mark down such senders even where the name is forward-confirmed.
 * `GENERIC` is the table: the first rule that matches a name gives the reason. A test runs every example of it, and checks
 * that ordinary mail host names match none.
 */
import type { Address } from '../model/address.ts';
import { canonicalName } from '../model/domain.ts';
import type { Text } from '../model/language.ts';
import { organisationalDomain } from '../model/organisation.ts';

export type GenericRule = {
  readonly id: string;
  /** Why it says nothing about who sends, as whole sentences. */
  readonly why: Text;
  /** The name is the sender's own all the same: it can stay, and receivers seldom mind. */
  readonly own?: true;
  readonly matches: (name: string, of: Address) => boolean;
  readonly examples: readonly { readonly name: string; readonly address: string }[];
};

type Match = (name: string) => boolean;

const below =
  (...zones: readonly string[]): Match =>
  (name) =>
    zones.some((zone) => name.endsWith(`.${zone}`));

const like =
  (pattern: RegExp): Match =>
  (name) =>
    pattern.test(name);

/** A provider's default name; the examples all stand for 203.0.113.25. */
const provider = (id: string, who: string, matches: Match, ...names: readonly string[]): GenericRule => ({
  id,
  why: {
    en: `${who} gives such a name to every address.`,
    ko: `${who}에서 IP마다 자동으로 붙이는 이름입니다.`,
  },
  matches,
  examples: names.map((name) => ({ name, address: '203.0.113.25' })),
});

export const GENERIC: readonly GenericRule[] = [
  provider(
    'amazon',
    'Amazon',
    below('compute.amazonaws.com', 'compute-1.amazonaws.com', 'compute.amazonaws.com.cn'),
    'ec2-203-0-113-25.ap-northeast-2.compute.amazonaws.com',
    'ec2-203-0-113-25.compute-1.amazonaws.com',
    'ec2-203-0-113-25.cn-north-1.compute.amazonaws.com.cn',
    'i-0123456789abcdef0.ipv6.eu-west-1.compute.amazonaws.com',
  ),
  provider('google-cloud', 'Google Cloud', below('bc.googleusercontent.com'), '25.113.0.203.bc.googleusercontent.com'),
  provider(
    'azure',
    'Azure',
    below('cloudapp.azure.com', 'cloudapp.net'),
    'vm1.koreacentral.cloudapp.azure.com',
    'vm1.cloudapp.net',
  ),
  provider(
    'linode',
    'Linode (Akamai)',
    below('members.linode.com', 'ip.linodeusercontent.com'),
    'li123-25.members.linode.com',
    '203-0-113-25.ip.linodeusercontent.com',
  ),
  provider('vultr', 'Vultr', below('vultrusercontent.com', 'choopa.net'), '203.0.113.25.vultrusercontent.com'),
  provider(
    'digitalocean',
    'DigitalOcean',
    like(/^(?:ubuntu|debian|centos|fedora|rocky|rockylinux|almalinux|freebsd|docker)-.{0,40}-?s-\d{1,3}vcpu-/),
    'ubuntu-s-1vcpu-1gb-nyc1-01',
    'debian-12-s-2vcpu-4gb-fra1-01.example.net',
  ),
  provider(
    'ovh',
    'OVH',
    (name) =>
      below('vps.ovh.net', 'vps.ovh.ca', 'vps.ovh.us')(name) ||
      /\.ip-\d{1,3}-\d{1,3}-\d{1,3}\.(?:asia|ca|eu|net|us)$/.test(name) ||
      /^ns\d{4,9}\.ovh\.net$/.test(name),
    'vps-0a1b2c3d.vps.ovh.net',
    'ns3012345.ip-203-0-113.eu',
    '25.ip-203-0-113.eu',
    'ns3012345.ovh.net',
  ),
  provider('hetzner', 'Hetzner', below('clients.your-server.de'), 'static.25.113.0.203.clients.your-server.de'),
  provider('contabo', 'Contabo', below('contaboserver.net'), 'vmi123456.contaboserver.net'),
  provider('oracle-cloud', 'Oracle Cloud', below('oraclevcn.com'), 'mail.sub01.vcn01.oraclevcn.com'),
  provider(
    'scaleway',
    'Scaleway',
    below('pub.instances.scw.cloud', 'rev.poneytelecom.eu'),
    '01234567-89ab-cdef-0123-456789abcdef.pub.instances.scw.cloud',
    '203-0-113-25.rev.poneytelecom.eu',
  ),
  provider('godaddy', 'GoDaddy', below('ip.secureserver.net'), 'ip-203-0-113-25.ip.secureserver.net'),
  provider('strato', 'Strato', below('stratoserver.net'), 'h1234567.stratoserver.net'),
  {
    id: 'placeholder',
    why: { en: 'It is a placeholder of the provider.', ko: '사업자가 임시로 붙인 이름입니다.' },
    matches: like(
      /^(?:hosted-by|no-?(?:ptr|rdns|reverse)|not-assigned|unallocated|unassigned|undefined|unknown|unspecified|unused)[-.\d]/,
    ),
    examples: ['hosted-by.example.net', 'no-rdns.example.net', 'unassigned.example.net', 'noptr-25.example.net'].map(
      (name) => ({ name, address: '203.0.113.25' }),
    ),
  },
  {
    id: 'address-in-name',
    why: { en: 'It contains the address.', ko: 'IP가 들어간 자동 생성 이름입니다.' },
    matches: spellsAddress,
    examples: [
      { name: '203.0.113.25.example.net', address: '203.0.113.25' },
      { name: 'ip203-0-113-25.example.net', address: '203.0.113.25' },
      { name: 'host_203_0_113_25.example.net', address: '203.0.113.25' },
      { name: '25.113.0.203.example.net', address: '203.0.113.25' },
      { name: '25-113-0-203.kornet.example.kr', address: '203.0.113.25' },
      { name: 'dsl203-000-113-025.example.net', address: '203.0.113.25' },
      { name: 'h203000113025.example.net', address: '203.0.113.25' },
      { name: 'cb007119.example.net', address: '203.0.113.25' },
      { name: '0xcb007119.example.net', address: '203.0.113.25' },
      { name: 'cb-00-71-19.example.net', address: '203.0.113.25' },
      { name: 'h197100cb.example.net', address: '203.0.113.25' },
      { name: '2001-db8--25.v6.example.net', address: '2001:db8::25' },
      { name: '2001-0db8-0000-0000-0000-0000-0000-0025.example.net', address: '2001:db8::25' },
      { name: '2001-db8-0-0-0-0-0-25.example.net', address: '2001:db8::25' },
      { name: 'x20010db8000000000000000000000025.example.net', address: '2001:db8::25' },
      {
        name: '5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.example.net',
        address: '2001:db8::25',
      },
    ],
  },
  {
    id: 'access-line',
    why: {
      en: 'It looks like the name of a dynamic address or an access line.',
      ko: '유동 IP나 가입자 회선의 이름처럼 보입니다.',
    },
    matches: accessLine,
    examples: [
      'dyn25.example.net',
      'dynamic-113-25.example.net',
      'h25.dhcp.example.net',
      'pool-113-25.example.net',
      'adsl-25.example.co.kr',
      'ppp113.example.net',
      'cust-113-25.example.net',
    ].map((name) => ({ name, address: '203.0.113.25' })),
  },
  {
    // Seen: Cloudmark refused a confirmed PTR that was the domain itself. Many small servers are named so, and most
    // receivers take it.
    id: 'bare-domain',
    why: {
      en: 'It is a domain itself, not a host below it. Cloudmark treats such names as generic.',
      ko: '호스트 이름이 아니라 도메인 자체입니다. Cloudmark는 이런 이름을 자동 생성된 이름으로 봅니다.',
    },
    own: true,
    matches: (name) => organisationalDomain(name) === name,
    examples: [
      { name: 'example.com', address: '203.0.113.25' },
      { name: 'example.co.uk', address: '203.0.113.25' },
    ],
  },
];

/** The rule that makes `name` generic as the reverse name of `of`; undefined where none does. */
export function genericRule(name: string, of: Address): GenericRule | undefined {
  const canonical = canonicalName(name);
  return GENERIC.find(({ matches }) => matches(canonical, of));
}

/** Whether a sender can keep the name: it is its own, not one that a provider gives. */
export function isOwn(name: string, of: Address): boolean {
  const rule = genericRule(name, of);
  return rule === undefined || rule.own === true;
}

/** Whether the address is in the name: decimal or hexadecimal, whole or in parts, in either direction. */
function spellsAddress(name: string, of: Address): boolean {
  const text = name.replace(/[._]/g, '-');
  const { decimal, hexadecimal } = of.family === 4 ? spellings4(of) : spellings6(of);
  return (
    decimal.some((form) => standsIn(text, form, /\d/)) || hexadecimal.some((form) => standsIn(text, form, /[\da-f]/))
  );
}

type Spellings = { readonly decimal: readonly string[]; readonly hexadecimal: readonly string[] };

const bothWays = (parts: readonly string[], separator: string): readonly string[] => [
  parts.join(separator),
  [...parts].reverse().join(separator),
];

function spellings4({ bytes }: Address): Spellings {
  const plain = bytes.map(String);
  const padded = plain.map((part) => part.padStart(3, '0'));
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  return {
    decimal: [...bothWays(plain, '-'), ...bothWays(padded, '-'), ...bothWays(padded, '')],
    hexadecimal: [...bothWays(hex, '-'), ...bothWays(hex, '')],
  };
}

function spellings6({ bytes, text }: Address): Spellings {
  const nibbles = bytes.flatMap((byte) => [(byte >> 4).toString(16), (byte & 15).toString(16)]);
  const groups = Array.from({ length: 8 }, (_, at) => nibbles.slice(at * 4, at * 4 + 4).join(''));
  const short = groups.map((group) => group.replace(/^0{1,3}/, ''));
  return {
    decimal: [],
    hexadecimal: [
      text.replaceAll(':', '-'),
      groups.join('-'),
      short.join('-'),
      ...bothWays(nibbles, ''),
      ...bothWays(nibbles, '-'),
    ],
  };
}

/** `form` in `text`, not as a part of a longer number: 1-2-3-4 is not in 11-2-3-45. */
function standsIn(text: string, form: string, digit: RegExp): boolean {
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) {
    if (!digit.test(text.charAt(at - 1)) && !digit.test(text.charAt(at + form.length))) return true;
  }
  return false;
}

/** Words of access networks; those of `AMBIGUOUS` also name ordinary servers, so they need two numbers beside them. */
const ACCESS = new Set(
  'adsl broadband cpe dhcp dialin dialup dsl dyn dynamic dynamicip dynip ftth ppp pppoe residential sdsl vdsl xdsl'.split(
    ' ',
  ),
);
const AMBIGUOUS = new Set(['cable', 'cust', 'customer', 'pool', 'static']);

function accessLine(name: string): boolean {
  const domain = organisationalDomain(name);
  const host = name.slice(0, name.length - domain.length);
  const words = host.split(/[^a-z]+/);
  const numbers = host.match(/\d+/g)?.length ?? 0;
  return (
    (numbers >= 1 && words.some((word) => ACCESS.has(word))) ||
    (numbers >= 2 && words.some((word) => AMBIGUOUS.has(word)))
  );
}
