/** What a resolver does with the truth. Each lie is a function of the honest reply; what can be known of it stands beside it. */
import { type ServerQuestion, type ServerReply, SILENCE } from '../support/dns-server.ts';
import { bareName } from '../support/records.ts';
import { isOfLists } from './truths.ts';

export type Asked = ServerQuestion & {
  /** How many questions came before it. */
  readonly nth: number;
  readonly via: 'udp' | 'tcp';
  readonly honest: ServerReply;
};

type State = 'sound' | 'closed' | 'rewriting' | 'stripping' | 'stale' | 'silent';

export type Lie = {
  readonly id: string;
  readonly tell: (asked: Asked) => ServerReply | readonly ServerReply[];
  readonly tcp?: 'open' | 'refused' | 'silent';
  /**
   * `nothing`: it does not lie about what is asked. `always`: it shows in what it says of the root and of `com`, so nothing of it
   * may be told. `partly`: some of its answers are wrong, and none of those may be told.
   */
  readonly lies: 'nothing' | 'always' | 'partly';
  /** Where it always lies: what it may be called. */
  readonly states?: readonly State[];
};

const PORTAL = '8.8.7.7';

const absent = (rcode: 'NXDOMAIN' | 'NOERROR', soa: boolean): ServerReply =>
  soa ? { rcode, authority: [ROOT_SOA] } : { rcode };
const ROOT_SOA = {
  name: '.',
  type: 'SOA',
  ttl: 300,
  data: {
    mname: 'a.root-servers.net',
    rname: 'nstld.verisign-grs.com',
    serial: 1,
    refresh: 1800,
    retry: 900,
    expire: 604_800,
    minimum: 300,
  },
};

const one = ({ name, type }: ServerQuestion, data: unknown, more: Partial<ServerReply> = {}): ServerReply => ({
  answers: [{ name, type, data, ttl: 60 }],
  ...more,
});

const isMissing = ({ honest }: Asked): boolean => honest.rcode === 'NXDOMAIN';
const isReverse = (name: string): boolean => bareName(name).endsWith('in-addr.arpa');

const always = (id: string, states: readonly State[], tell: Lie['tell'], tcp: Lie['tcp'] = 'open'): Lie => ({
  id,
  states,
  tell,
  tcp,
  lies: 'always',
});
const partly = (id: string, tell: Lie['tell'], tcp: Lie['tcp'] = 'open'): Lie => ({ id, tell, tcp, lies: 'partly' });
const sound = (id: string, tell: Lie['tell'], tcp: Lie['tcp'] = 'open'): Lie => ({ id, tell, tcp, lies: 'nothing' });

export const HONEST = sound('honest', ({ honest }) => honest);

const SOUND: readonly Lie[] = [
  HONEST,
  sound('absences without SOA', ({ honest }) => ({ ...honest, authority: [] })),
  sound('no EDNS', ({ honest }) => ({ ...honest, edns: false })),
  sound('truncates, and answers over TCP', ({ honest, via }) => (via === 'udp' ? { truncated: true } : honest)),
  sound('the first packet with a wrong id', ({ honest }) => [{ ...honest, id: 1 }, honest]),
  sound('the root cannot be asked, com can', ({ honest, name }) =>
    bareName(name) === '' ? { rcode: 'REFUSED' } : honest,
  ),
];

/** Nothing of the internet comes through. */
const CLOSED: readonly Lie[] = [
  always('NXDOMAIN to everything', ['closed'], () => absent('NXDOMAIN', true)),
  always('NXDOMAIN to everything, without SOA', ['closed'], () => absent('NXDOMAIN', false)),
  always('NODATA to everything', ['closed', 'rewriting'], () => absent('NOERROR', true)),
  always('NODATA to everything, without SOA', ['closed', 'rewriting'], () => absent('NOERROR', false)),
  always('split DNS that knows its own names only', ['closed'], (asked) =>
    bareName(asked.name).endsWith('corp.internal') ? one(asked, '10.0.0.1') : absent('NXDOMAIN', true),
  ),
  always('split DNS that refuses all others', ['closed', 'silent'], (asked) =>
    bareName(asked.name).endsWith('corp.internal') ? one(asked, '10.0.0.1') : { rcode: 'REFUSED' },
  ),
  always('NODATA to what exists, NXDOMAIN to the rest', ['closed'], (asked) =>
    absent(isMissing(asked) ? 'NXDOMAIN' : 'NOERROR', true),
  ),
];

/** Addresses for what has none: portals, sinkholes, helpful providers. */
const portal =
  (address: string, others: (asked: Asked) => ServerReply): Lie['tell'] =>
  (asked) =>
    asked.type === 'A' ? one(asked, address) : others(asked);

const FORGED: Readonly<Record<string, unknown>> = {
  A: PORTAL,
  AAAA: '2001:4860:4860::7',
  PTR: 'portal.example',
  NS: 'portal.example',
  CNAME: 'portal.example',
  TXT: ['welcome'],
  SPF: Buffer.from('\x07welcome'),
  MX: { preference: 10, exchange: 'portal.example' },
  SOA: ROOT_SOA.data,
  CAA: { flags: 0, tag: 'issue', value: 'portal.example' },
};

const REWRITING: readonly Lie[] = [
  ...['10.1.1.1', PORTAL, '0.0.0.0', '127.0.0.1', '127.0.0.2'].flatMap((address) => [
    always(
      `portal: ${address} to every A, NODATA to the rest`,
      ['closed', 'rewriting'],
      portal(address, () => absent('NOERROR', false)),
    ),
    always(
      `portal: ${address} to every A, NXDOMAIN to the rest`,
      ['closed', 'rewriting'],
      portal(address, () => absent('NXDOMAIN', false)),
    ),
  ]),
  always(
    `portal: ${PORTAL} to every A, the truth to the rest`,
    ['rewriting'],
    portal(PORTAL, ({ honest }) => honest),
  ),
  always('portal: A records to every type', ['closed', 'rewriting', 'silent'], ({ name }) => ({
    answers: [{ name, type: 'A', data: PORTAL }],
  })),
  always('portal: something of every type', ['rewriting'], (asked) => one(asked, FORGED[asked.type] ?? PORTAL)),
  always('portal: every name an alias of one', ['rewriting', 'closed'], (asked) => ({
    answers: [
      { name: asked.name, type: 'CNAME', data: 'portal.example' },
      ...(asked.type === 'A' ? [{ name: 'portal.example', type: 'A', data: PORTAL }] : []),
    ],
  })),
  always('a search page for names that do not exist', ['rewriting'], (asked) =>
    isMissing(asked) ? (asked.type === 'A' ? one(asked, PORTAL) : absent('NOERROR', true)) : asked.honest,
  ),
  always('a search page for A of names that do not exist', ['rewriting'], (asked) =>
    isMissing(asked) && asked.type === 'A' ? one(asked, PORTAL) : asked.honest,
  ),
  always('NODATA in the place of NXDOMAIN', ['rewriting'], (asked) =>
    isMissing(asked) ? absent('NOERROR', true) : asked.honest,
  ),
];

const rcodes = ['REFUSED', 'SERVFAIL', 'NOTIMP', 'FORMERR', 'NOTAUTH'];
const GARBAGE = Buffer.from('this is no message of DNS at all');

const SILENT: readonly Lie[] = [
  ...rcodes.map((rcode) => always(`${rcode} to everything`, ['closed', 'silent'], () => ({ rcode }))),
  always('silence', ['silent', 'closed'], () => SILENCE),
  always('wrong ids', ['silent', 'closed'], ({ honest }) => ({ ...honest, id: 1 }), 'refused'),
  always('wrong ids, over TCP as well', ['silent', 'closed'], ({ honest }) => ({ ...honest, id: 1 })),
  always('answers to another question', ['silent', 'closed'], ({ honest, type }) => ({
    ...honest,
    question: { name: 'other.example', type },
  })),
  always('garbage', ['silent', 'closed'], () => ({ raw: GARBAGE })),
  always('truncates, and refuses TCP', ['silent', 'closed'], () => ({ truncated: true }), 'refused'),
  always('truncates, and is silent over TCP', ['silent', 'closed'], () => ({ truncated: true }), 'silent'),
  always('truncates over TCP as well', ['silent', 'closed'], () => ({ truncated: true })),
];

const stale =
  (code: number, text: string, tell: Lie['tell']): Lie['tell'] =>
  (asked) =>
    [tell(asked)].flat().map((reply) => ({ ...reply, extendedError: { code, text } }));

const STALE: readonly Lie[] = [
  always(
    'stale answers (EDE 3)',
    ['stale'],
    stale(3, 'stale answer', ({ honest }) => honest),
  ),
  always(
    'stale answers (EDE 19)',
    ['stale'],
    stale(19, 'stale NXDOMAIN', ({ honest }) => honest),
  ),
  always(
    'stale absences (EDE 19)',
    ['stale', 'closed'],
    stale(19, 'stale NXDOMAIN', () => absent('NXDOMAIN', true)),
  ),
];

const TYPES = ['TXT', 'PTR', 'MX', 'A', 'AAAA', 'NS', 'SOA', 'CNAME', 'CAA'];
const WAYS: Readonly<Record<string, Lie['tell']>> = {
  NODATA: () => absent('NOERROR', true),
  'NODATA without SOA': () => absent('NOERROR', false),
  NXDOMAIN: () => absent('NXDOMAIN', true),
  silence: () => SILENCE,
  SERVFAIL: () => ({ rcode: 'SERVFAIL' }),
  'an A record': ({ name }) => ({ answers: [{ name, type: 'A', data: PORTAL }] }),
};

/** A type that does not get through, though there are records. */
const STRIPPING: readonly Lie[] = TYPES.flatMap((type) =>
  Object.entries(WAYS)
    .filter(([way]) => type !== 'A' || way !== 'an A record')
    .map(([way, tell]) =>
      partly(`${way} in the place of ${type}`, (asked) =>
        asked.type === type && (asked.honest.answers ?? []).length > 0 ? tell(asked) : asked.honest,
      ),
    ),
);

const LATE: readonly Lie[] = [1, 3, 6, 12, 25].flatMap((n) => [
  partly(`NXDOMAIN to everything after ${n} questions`, ({ nth, honest }) =>
    nth < n ? honest : absent('NXDOMAIN', true),
  ),
  partly(`a portal after ${n} questions`, (asked) =>
    asked.nth < n ? asked.honest : asked.type === 'A' ? one(asked, PORTAL) : absent('NOERROR', false),
  ),
]);

const isPrivate = (data: unknown): boolean => /^(127|10|192\.168)\./.test(String(data));

const NARROW: readonly Lie[] = [
  partly('NXDOMAIN to all of the reverse zone', ({ name, honest }) =>
    isReverse(name) ? absent('NXDOMAIN', true) : honest,
  ),
  partly('NXDOMAIN to reverse names', ({ name, type, honest }) =>
    isReverse(name) && type === 'PTR' ? absent('NXDOMAIN', true) : honest,
  ),
  partly('one reverse name for all', (asked) => (asked.type === 'PTR' ? one(asked, 'router.lan') : asked.honest)),
  partly('the root is there, com is not', (asked) =>
    bareName(asked.name) === '' ? asked.honest : absent('NXDOMAIN', true),
  ),
  partly('the root and the reverse zone are there, com is not', (asked) =>
    bareName(asked.name) === '' || isReverse(asked.name) ? asked.honest : absent('NXDOMAIN', true),
  ),
  partly('com is there, nothing below it', (asked) =>
    ['', 'com', 'in-addr.arpa'].includes(bareName(asked.name)) ? asked.honest : absent('NXDOMAIN', true),
  ),
  partly('com is there, and NODATA below it to what exists', (asked) =>
    ['', 'com', 'in-addr.arpa'].includes(bareName(asked.name)) || isMissing(asked)
      ? asked.honest
      : absent('NOERROR', true),
  ),
  partly('the controls of the lists vanish', ({ name, honest }) =>
    isOfLists(name) ? absent('NXDOMAIN', true) : honest,
  ),
  partly('the lists list the world', (asked) =>
    isOfLists(asked.name) && asked.type === 'A' ? one(asked, '127.0.0.2') : asked.honest,
  ),
  partly('the lists are parked', (asked) =>
    isOfLists(asked.name) && asked.type === 'A' ? one(asked, PORTAL) : asked.honest,
  ),
  partly('the lists refuse', (asked) =>
    isOfLists(asked.name) && asked.type === 'A' ? one(asked, '127.255.255.254') : asked.honest,
  ),
  partly('private addresses are taken out (rebinding protection)', ({ honest }) =>
    (honest.answers ?? []).some(({ data }) => isPrivate(data)) ? absent('NOERROR', false) : honest,
  ),
  partly('every second question is refused', ({ nth, honest }) => (nth % 2 === 0 ? honest : { rcode: 'REFUSED' })),
  partly('every third question has no answer', ({ nth, honest }) => (nth % 3 === 2 ? SILENCE : honest)),
  partly('every second absence is a portal', (asked) =>
    asked.nth % 2 === 1 && isMissing(asked) && asked.type === 'A' ? one(asked, PORTAL) : asked.honest,
  ),
  partly('the domain is blocked by name', ({ name, honest }) =>
    /(^|\.)example\.com$/.test(bareName(name)) ? { rcode: 'REFUSED' } : honest,
  ),
];

export const LIES: readonly Lie[] = [
  ...SOUND,
  ...CLOSED,
  ...REWRITING,
  ...SILENT,
  ...STALE,
  ...STRIPPING,
  ...LATE,
  ...NARROW,
];
