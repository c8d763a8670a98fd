/** What is really so: records of a small internet around one sender, in order or not. All of its servers can be asked. */
import type { List } from '../../shared/dnsbl/list.ts';
import { type RecordTable, ROOT_RECORDS, soaOf, withRecords } from '../support/records.ts';

export const SENDER = '203.0.113.25';
export const DOMAIN = 'example.com';
export const MAIL_HOST = 'mail.example.com';
/** Of the zones of the sender, above them, and of the lists. */
export const NAME_SERVERS = ['8.8.4.53', '8.8.4.54', '8.8.1.30', '8.8.1.31', '8.8.4.60'];

const PTR_NAME = '25.113.0.203.in-addr.arpa';
const LISTS_ZONE = 'lists.example.net';
const zone = (name: string, servers: readonly string[]) => ({ SOA: [soaOf(name)], NS: servers });
const OWN_SERVERS = ['ns1.example.com', 'ns2.example.com'];

const KEY =
  'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnAvmOrWgsbrZHn/MoqrKbBJ9CKmSlKby+1qKwxdODrx455XTRpQlu1+fQ8uagX8vgdDDZU4QQXeYvCf/lN2ujq3QdL1i23C605+BOtq8hqU7gX0um9b4pTpXXtexmWj3j9xILiRLZDDcVbd8gGAkQW60DAZH2IIJVOsRxS7mXxUOmmlbmZN3YodpwEgpQFXu8DwkejKFVPv1589G/gDj+2uWi9v75uQnONG8r9xugKikE9z8iXJBHBMaMyrjC7egAHrl5EI3llfrlc+SDCxT6/ADBhVZ3Q2D6l4bkMex/JbZHWWpx0dF5eznP0PUpxb0R6O4j/HkoHLkrL9E0P3HpwIDAQAB';

const GTLD_SERVERS = [...'abcdefghijklm'].map((letter) => `${letter}.gtld-servers.net`);
const IN_ADDR_SERVERS = [...'abcdef'].map((letter) => `${letter}.in-addr-servers.arpa`);
const all = (names: readonly string[], address: string): RecordTable =>
  Object.fromEntries(names.map((name) => [name, { A: [address] }]));

/** The ways there, which are the same in every world. */
const INTERNET: RecordTable = withRecords(ROOT_RECORDS, {
  com: zone('com', GTLD_SERVERS),
  'in-addr.arpa': zone('in-addr.arpa', IN_ADDR_SERVERS),
  ...all(GTLD_SERVERS, '8.8.1.30'),
  ...all(IN_ADDR_SERVERS, '8.8.1.31'),
  net: zone('net', GTLD_SERVERS),
  org: zone('org', GTLD_SERVERS),
  'a.root-servers.net': { A: ['8.8.1.30'] },
  'example.net': zone('example.net', ['ns.example.net']),
  [LISTS_ZONE]: zone(LISTS_ZONE, ['ns.example.net']),
  'ns.example.net': { A: ['8.8.4.60'] },
  '113.0.203.in-addr.arpa': zone('113.0.203.in-addr.arpa', OWN_SERVERS),
  // Places that lookups connect to; nobody listens there.
  'data.iana.org': { A: ['8.8.1.5'] },
  'whois.iana.org': { A: ['8.8.1.8'] },
  'rdap.arin.net': { A: ['8.8.1.1'] },
  [`2.0.0.127.alpha.${LISTS_ZONE}`]: { A: ['127.0.0.2'] },
  [`2.0.0.127.beta.${LISTS_ZONE}`]: { A: ['127.0.0.2'] },
  [`test.gamma.${LISTS_ZONE}`]: { A: ['127.0.0.2'] },
});

const APEX = { ...zone(DOMAIN, OWN_SERVERS), A: ['203.0.113.80'] };
const HOSTS: RecordTable = {
  'ns1.example.com': { A: ['8.8.4.53'] },
  'ns2.example.com': { A: ['8.8.4.54'] },
  [MAIL_HOST]: { A: [SENDER], AAAA: ['2001:db8::25'] },
  // Other senders of the fleet.
  'mail2.example.com': { A: ['203.0.113.26'] },
};

const IN_ORDER: RecordTable = withRecords(HOSTS, {
  [DOMAIN]: {
    ...APEX,
    AAAA: ['2001:db8::80'],
    MX: [[10, MAIL_HOST]],
    TXT: [`v=spf1 ip4:${SENDER} ip4:203.0.113.26 -all`, 'site-verification=0123456789'],
    CAA: [{ flags: 0, tag: 'issue', value: 'letsencrypt.org' }],
  },
  'www.example.com': { CNAME: [DOMAIN] },
  [PTR_NAME]: { PTR: [MAIL_HOST] },
  '26.113.0.203.in-addr.arpa': { PTR: ['mail2.example.com'] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'] },
  's1._domainkey.example.com': { TXT: [KEY] },
  '_smtp._tls.example.com': { TXT: ['v=TLSRPTv1; rua=mailto:tls@example.com'] },
  '_mta-sts.example.com': { TXT: ['v=STSv1; id=20240101'] },
  'mta-sts.example.com': { A: ['8.8.4.80'] },
  'default._bimi.example.com': { TXT: ['v=BIMI1; l=https://www.example.com/l.svg; a='] },
});

const without = (table: RecordTable, name: string): RecordTable =>
  Object.fromEntries(Object.entries(table).filter(([one]) => one !== name));
const spf = (record: string): RecordTable => withRecords(IN_ORDER, { [DOMAIN]: { TXT: [record] } });
const on = (list: string): RecordTable =>
  withRecords(IN_ORDER, { [`25.113.0.203.${list}.${LISTS_ZONE}`]: { A: ['127.0.0.2'] } });

export type Truth = {
  readonly id: string;
  readonly records: RecordTable;
  /** What an honest resolver makes of it: exit codes, and findings that have to be among those told. */
  readonly honest: { readonly check: number; readonly spf: number; readonly findings: readonly string[] };
};

const GOOD = ['pass ptr.confirmed', 'pass spf.pass', 'pass dnsbl.clear'];

const truth = (id: string, own: RecordTable, check: number, spfExit: number, findings: readonly string[]): Truth => ({
  id,
  records: withRecords(INTERNET, own),
  honest: { check, spf: spfExit, findings },
});

/** Without mail, and with it all; each fault alone. */
export const TRUTHS: readonly Truth[] = [
  truth('in order', IN_ORDER, 0, 0, GOOD),
  truth('no reverse name', without(IN_ORDER, PTR_NAME), 2, 0, ['fail ptr.missing', 'pass spf.pass']),
  truth('no SPF', spf('site-verification=0123456789'), 2, 1, ['pass ptr.confirmed', 'fail spf.none']),
  truth('SPF forbids', spf('v=spf1 ip4:198.51.100.1 -all'), 2, 2, ['pass ptr.confirmed', 'fail spf.not-authorised']),
  truth('listed', on('alpha'), 2, 0, ['pass ptr.confirmed', 'pass spf.pass', 'fail dnsbl.listed', 'pass dnsbl.clear']),
  truth('no mail', withRecords(HOSTS, { [DOMAIN]: APEX }), 2, 1, ['fail ptr.missing', 'fail spf.none']),
  truth('no domain', {}, 2, 1, ['fail ptr.missing']),
];

/** In the shape of a file of lists. */
const list = (id: string, more: Partial<List>): Partial<List> & { readonly delistUrl: string } => ({
  id,
  name: id,
  operator: 'Example',
  zone: `${id}.${LISTS_ZONE}`,
  scope: ['ip4'],
  kind: 'block',
  severity: 'critical',
  access: 'open',
  refusals: [],
  status: 'active',
  testListed: '127.0.0.2',
  testUnlisted: '127.0.0.1',
  delistUrl: `https://${LISTS_ZONE}/${id}`,
  codes: [{ match: '127.0.0.2', means: 'sent spam', effect: 'listed' }],
  ...more,
});

/** For `--lists`. */
export const WORLD_LISTS = [
  list('alpha', {}),
  list('beta', { severity: 'major' }),
  list('gamma', { severity: 'major', scope: ['domain'], testListed: 'TEST', testUnlisted: 'INVALID' }),
];

export const isOfLists = (name: string): boolean => name.endsWith(`.${LISTS_ZONE}`);
