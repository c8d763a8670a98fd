/** What panels, zone files and people do to records, in every type alike: the slip is named, and what was meant is shown. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendedTo } from '../../shared/lookups/core/final-dot.ts';
import { readKey } from '../../shared/lookups/dkim/key.ts';
import { parsePolicy } from '../../shared/lookups/policies/sts-policy.ts';
import { mendText } from '../../shared/lookups/published/mend-text.ts';
import { namesBeside } from '../../shared/lookups/published/near-miss.ts';
import { advice } from '../support/advice.ts';
import { look, lookupPorts, verdicts } from '../support/lookups.ts';
import { txt, type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const ed25519 = generateKeyPairSync('ed25519');

const ask = (text: string, zones: Zones, options: ZoneOptions = {}) => look(text, lookupPorts(zone(zones, options)));

/** The records that are looked up by name, each in a sound form. */
const RECORDS = [
  ['dkim', 'dkim:s1:example.com', 's1._domainkey', `v=DKIM1; k=rsa; p=${KEY}`],
  ['dmarc', 'dmarc:example.com', '_dmarc', 'v=DMARC1; p=reject; rua=mailto:d@example.com'],
  ['tls-rpt', 'tls-rpt:example.com', '_smtp._tls', 'v=TLSRPTv1; rua=mailto:t@example.com'],
  ['mta-sts', 'mta-sts:example.com', '_mta-sts', 'v=STSv1; id=20261124'],
  ['bimi', 'bimi:example.com', 'default._bimi', 'v=BIMI1; l=; a='],
] as const;
type Sound = (typeof RECORDS)[number];

/** Slips inside the text: what is done to it, and the word that names it. */
const DAMAGE: readonly (readonly [string, (text: string) => string, RegExp])[] = [
  ['backslashes', (text) => text.replaceAll(';', '\\;'), /backslashes/],
  ['literal quotes', (text) => `"${text}"`, /quotes/],
  ['typographic quotes', (text) => `“${text}”`, /quotes/],
  ['single quotes', (text) => `'${text}'`, /quotes/],
  ['quotes behind backslashes', (text) => `\\"${text.replaceAll(';', '\\;')}\\"`, /backslashes and .*quotes/],
  ['a byte order mark', (text) => `\ufeff${text}`, /byte order mark \(BOM\)/],
  ['a byte order mark as Latin-1', (text) => `ï»¿${text}`, /byte order mark \(BOM\)/],
  ['no-break spaces', (text) => text.replaceAll('; ', ';\u00a0'), /only look like spaces/],
  ['a zero-width space', (text) => `\u200b${text}`, /only look like spaces/],
  ['parentheses', (text) => `( "${text}" )`, /parentheses.* and .*quotes/],
  ['a whole line', (text) => `name 3600 IN TXT "${text}"`, /line of a zone file/],
  ['decimal escapes', (text) => text.replaceAll(';', '\\059'), /backslashes/],
];

describe.each(RECORDS)('the record of %s', (...record) => {
  const [command, text, labels, sound] = record as Sound;
  const name = `${labels}.example.com`;
  const EXAMPLE = { A: ['203.0.113.80'] };
  const all = (zones: Zones): Zones => ({ 'example.com': EXAMPLE, ...zones });

  it.each(DAMAGE)('is named with %s inside, and the record that was meant is shown', async (_, damage, word) => {
    const result = await ask(text, all({ [name]: { TXT: [damage(sound)] } }));
    const [found] = result.failed;
    expect(found?.id).toBe(`${command}.mangled`);
    expect(found?.summary).toMatch(word);
    expect(advice(found?.remedy)?.text.endsWith(`: ${sound}`)).toBe(true);
    expect(result.status).toBe('fail');
  });

  it('has no slip where it is sound, whatever is beside it', async () => {
    const beside = { 'example.com': { TXT: [sound] }, [`${name}.example.com`]: { TXT: [sound] } };
    const result = await ask(text, all({ ...beside, [name]: { TXT: [sound, 'v=spf1 -all'] } }));
    expect(verdicts(result).join()).not.toMatch(/mangled|apex|zone-twice|underscore|alias-meant|unrecognised|missing/);
  });

  it.each([
    ['at the domain itself', 'example.com', 'at-apex', /is at example\.com itself/],
    ['with the zone appended twice', `${name}.example.com`, 'zone-twice', /example\.com\.example\.com.*twice/],
    ['without its underscore', `${name.replace(/(^|\.)_/g, '$1')}`, 'no-underscore', /without the underscore/],
  ])('is found by one more question %s', async (_, at, id, summary) => {
    const result = await ask(text, { 'example.com': EXAMPLE, [at]: { ...EXAMPLE, TXT: [sound] } });
    expect(verdicts(result)).toContain(`fail ${command}.${id}`);
    expect(result.failed[0]?.summary).toMatch(summary);
    expect(advice(result.failed[0]?.remedy)?.text).toContain(name);
    expect(result.failed[0]?.evidence[0]).toMatchObject({ question: at, type: 'TXT' });
  });

  it('is found below a subdomain, in the organization’s zone', async () => {
    const sub = text.replace('example.com', 'news.example.com');
    const at = `${labels}.news.example.com.example.com`;
    const zones = all({ 'news.example.com': EXAMPLE, [at]: { TXT: [sound] } });
    expect(verdicts(await ask(sub, zones))).toContain(`fail ${command}.zone-twice`);
  });

  it('is missing where the names beside it cannot be looked up', async () => {
    const failing: ZoneOptions['failing'] = {
      'TXT example.com': 'timeout',
      [`TXT ${name}.example.com`]: 'servfail',
      [`TXT ${name.replace(/(^|\.)_/g, '$1')}`]: 'refused',
    };
    const result = await ask(text, all({}), { failing });
    expect(verdicts(result).filter((one) => one.includes('.missing'))).toHaveLength(1);
    expect(result.timeouts).toEqual([]);
  });

  it('is unknown where it could not be looked up, and no name beside it is asked', async () => {
    const resolver = zone(all({ [`${name}.example.com`]: { TXT: [sound] } }), {
      failing: { [`TXT ${name}`]: 'timeout' },
    });
    const result = await look(text, lookupPorts(resolver));
    expect(verdicts(result)).toContain(`unknown ${command}.unknown`);
    expect(resolver.asked).not.toContain(`TXT ${name}.example.com`);
  });

  it('is a host name where a CNAME was meant', async () => {
    const result = await ask(text, all({ [name]: { TXT: ['x.vendor.example.'] } }));
    expect(verdicts(result)).toContain(`fail ${command}.alias-meant`);
    expect(result.failed[0]?.summary).toMatch(/host name x\.vendor\.example\. A CNAME/);
  });

  it('is missing because the domain does not exist, which is the finding', async () => {
    const result = await ask(text, {});
    expect(result.failed.some(({ summary }) => /does not exist/.test(summary))).toBe(true);
    expect(result.failed.map(({ remedy }) => advice(remedy)?.text).join()).toMatch(/spelled/);
  });
});

describe.each(RECORDS.slice(1))('the version tag of %s', (...record) => {
  const [command, text, labels, sound] = record as Sound;
  const version = /^v=(\w+);/.exec(sound)?.[1] ?? '';
  const verdictsOf = async (changed: string) =>
    ask(text, { 'example.com': { A: ['203.0.113.1'] }, [`${labels}.example.com`]: { TXT: [changed] } });
  it.each([
    [
      'in other letters',
      sound.replace(version, version === version.toUpperCase() ? version.toLowerCase() : version.toUpperCase()),
    ],
    ['without a semicolon', sound.replace(';', '')],
    ['with a comma', sound.replace(';', ',')],
    ['not first', `x=y; ${sound}`],
    ['with a colon', sound.replace('=', ':')],
  ])('is not recognized where it is wrong: %s', async (_, changed) => {
    const result = await verdictsOf(changed);
    expect(verdicts(result)).toContain(`fail ${command}.unrecognised`);
  });

  it('behind a blank gets a warning where receivers differ, and no record where they must not accept it', async () => {
    const result = await verdictsOf(` ${sound}`);
    const isExact = command === 'tls-rpt' || command === 'mta-sts';
    expect(verdicts(result)).toContain(isExact ? `fail ${command}.unrecognised` : `warn ${command}.blank-first`);
  });

  it('with blanks around the sign is allowed for DMARC and BIMI alone', async () => {
    const result = await verdictsOf(sound.replace('v=', 'v = '));
    const isExact = command === 'tls-rpt' || command === 'mta-sts';
    expect(verdicts(result).includes(`fail ${command}.unrecognised`)).toBe(isExact);
  });
});

describe('slips in a record', () => {
  const values = fc.stringMatching(/^[A-Za-z0-9+/:@.-]{0,40}={0,2}$/);
  const records = fc.array(fc.tuple(fc.constantFrom('k', 'p', 'rua', 'id', 'sp'), values), {
    minLength: 1,
    maxLength: 6,
  });
  const written = records.map((tags) => ['v=DKIM1', ...tags.map(([name, value]) => `${name}=${value}`)].join('; '));

  it('are not seen in a record without them, however its strings are cut', () => {
    fc.assert(
      fc.property(written, fc.array(fc.nat(200), { maxLength: 4 }), (text, cuts) => {
        // Anywhere but in front of a tag, where a semicolon would be due.
        const places = [...new Set(cuts.map((cut) => cut % text.length))].sort((a, b) => a - b);
        const strings = [0, ...places].map((from, at) => text.slice(from, places[at] ?? text.length));
        expect(mendText(txt(strings))).toEqual({ text, slips: [] });
      }),
    );
  });

  it('are undone, one and several', () => {
    const damages = fc.subarray(
      DAMAGE.slice(0, 3).map(([, damage]) => damage),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(written, damages, (text, all) => {
        const mended = mendText(txt(all.reduce((one, damage) => damage(one), text)));
        expect(mended.text).toBe(text.trim());
        expect(mendText(txt(mended.text)).slips).toEqual([]);
      }),
    );
  });

  it('end: mending a record stops, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300, unit: 'binary' }), { maxLength: 8 }), (strings) => {
        const { text } = mendText(txt(strings));
        expect(mendText(txt(mendText(txt(text)).text)).text).toBe(
          mendText(txt(mendText(txt(mendText(txt(text)).text)).text)).text,
        );
      }),
    );
    for (const one of ['"', ' ', '(', '\\', '\ufeff', ' ;', 'n=;', 'TXT '])
      expect(mendText(txt(one.repeat(20_000 / one.length))).text.length).toBeLessThanOrEqual(20_000);
  });

  it.each([
    ['DKIM', ['v=DKIM1; k=rsa', `p=${KEY}`], `v=DKIM1; k=rsa; p=${KEY}`],
    ['DMARC', ['v=DMARC1; p=none', 'rua=mailto:d@example.com'], 'v=DMARC1; p=none; rua=mailto:d@example.com'],
  ])('are strings joined without a semicolon: %s', (_, strings, meant) => {
    expect(mendText(txt(strings))).toMatchObject({
      text: meant,
      slips: [{ en: expect.stringMatching(/without a semicolon/) }],
    });
  });

  it('are not looked for in a note of a DKIM record', () => {
    const text = `v=DKIM1; n="ours" \\o/; p=${KEY}`;
    expect(mendText(txt(text))).toEqual({ text, slips: [] });
  });
});

describe('a DKIM key record', () => {
  const privatePem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const der = (type: 'pkcs1' | 'pkcs8') => pair.privateKey.export({ format: 'der', type }).toString('base64');
  const seed = ed25519.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const raw = ed25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const spki = ed25519.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const at = (...records: readonly (string | readonly string[])[]): Zones => ({
    's1._domainkey.example.com': { TXT: records },
    'example.com': { A: ['203.0.113.1'] },
  });

  it.each<[string, readonly (string | readonly string[])[], readonly string[]]>([
    ['the private key, PKCS #1', [`v=DKIM1; p=${der('pkcs1')}`], ['fail dkim.private-key']],
    ['the private key, PKCS #8', [`v=DKIM1; k=rsa; p=${der('pkcs8')}`], ['fail dkim.private-key']],
    ['half of the private key', [`v=DKIM1; p=${der('pkcs8').slice(0, 400)}`], ['fail dkim.private-key']],
    ['its PEM file', [`v=DKIM1; p=${privatePem}`], ['fail dkim.private-key']],
    ['its PEM file without p=', [privatePem.slice(0, 1000)], ['fail dkim.private-key']],
    [
      'an Ed25519 private key',
      [`k=ed25519; p=${Buffer.concat([seed, raw]).toString('base64')}`],
      ['fail dkim.private-key'],
    ],
    ['under a type that nobody knows', [`k=x; p=${der('pkcs1')}`], ['fail dkim.private-key']],
    [
      'the public PEM file',
      [`v=DKIM1; p=-----BEGIN PUBLIC KEY-----${KEY}-----END PUBLIC KEY-----`],
      ['fail dkim.key-armored'],
    ],
    ['Ed25519, wrapped', [`v=DKIM1; k=ed25519; p=${spki}`], ['fail dkim.key-wrapped']],
    ['Ed25519, called rsa', [`v=DKIM1; p=${spki}`], ['fail dkim.key-type']],
    ['RSA, called ed25519', [`v=DKIM1; k=ed25519; p=${KEY}`], ['fail dkim.key-type']],
    ['base64url', [`v=DKIM1; p=${KEY.replace(/[+/]/g, '_')}`], ['fail dkim.key-broken']],
    ['cut into two records', [`v=DKIM1; k=rsa; p=${KEY.slice(0, 200)}`, KEY.slice(200)], ['fail dkim.key-split']],
    ['in the other order', [KEY.slice(200), `v=DKIM1; k=rsa; p=${KEY.slice(0, 200)}`], ['fail dkim.key-split']],
    ['into three', [KEY.slice(100, 200), KEY.slice(200), `p=${KEY.slice(0, 100)}`], ['fail dkim.key-split']],
    ['folded', [`v=DKIM1; p=${KEY.slice(0, 60)}\r\n ${KEY.slice(60)}`], ['pass dkim.key']],
    ['with line breaks inside', [`v=DKIM1; p=${KEY.slice(0, 60)}\n${KEY.slice(60)}`], ['fail dkim.mangled']],
    ['its strings in the wrong order', [[KEY.slice(200), `v=DKIM1; p=${KEY.slice(0, 200)}`]], ['fail dkim.key-order']],
    ['a key beside something else', [`p=${KEY}`, 'v=spf1 -all', 'aGVsbG8gd29ybGQ='], ['pass dkim.key']],
    ['h= of SHA-1 alone', [`v=DKIM1; h=sha1; p=${KEY}`], ['fail dkim.hash', 'pass dkim.key']],
    ['h= of both', [`v=DKIM1; h=sha1:sha256; p=${KEY}`], ['pass dkim.key']],
    ['h= of an algorithm', [`v=DKIM1; h=rsa-sha256; p=${KEY}`], ['fail dkim.hash', 'pass dkim.key']],
    ['s= without email', [`v=DKIM1; s=tlsrpt; p=${KEY}`], ['fail dkim.service', 'pass dkim.key']],
    ['s= with it', [`v=DKIM1; s=email:tlsrpt; p=${KEY}`], ['pass dkim.key']],
    ['s=*', [`v=DKIM1; s=*; p=${KEY}`], ['pass dkim.key']],
    ['v= behind', [`k=rsa; v=DKIM1; p=${KEY}`], ['warn dkim.version-place', 'pass dkim.key']],
    ['tags in capitals', [`V=DKIM1; K=rsa; P=${KEY}`], ['warn dkim.tag-case', 'pass dkim.key']],
  ])('is judged by its content: %s', async (_, records, expected) => {
    const result = await ask('dkim:s1:example.com', at(...records));
    expect(verdicts(result)).toEqual(expected);
    for (const { id, severity, remedy } of result.failed) {
      expect(advice(remedy)?.text).toMatch(/\w/);
      expect(severity).toBe(id === 'dkim.private-key' ? 'critical' : 'major');
    }
  });

  it('is proposed sound where it was wrapped or cut', async () => {
    const wrapped = await ask('dkim:s1:example.com', at(`v=DKIM1; k=ed25519; p=${spki}`));
    const bare = /p=(\S+)$/.exec(advice(wrapped.failed[0]?.remedy)?.text ?? '')?.[1] ?? '';
    expect(verdicts(await ask('dkim:s1:example.com', at(`v=DKIM1; k=ed25519; p=${bare}`)))).toEqual(['pass dkim.key']);
    const cut = await ask('dkim:s1:example.com', at(KEY.slice(200), `v=DKIM1; p=${KEY.slice(0, 200)}`));
    const strings = [...(advice(cut.failed[0]?.remedy)?.text ?? '').matchAll(/"([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(verdicts(await ask('dkim:s1:example.com', at(strings)))).toEqual(['pass dkim.key']);
  });

  it('is not seen by chance in any text, and no text throws', () => {
    fc.assert(
      fc.property(fc.constantFrom('rsa', 'ed25519'), fc.uint8Array({ maxLength: 400 }), (type, bytes) => {
        const read = readKey(type as 'rsa' | 'ed25519', Buffer.from(bytes).toString('base64'));
        expect(read.kind === 'key').toBe(type === 'ed25519' && bytes.length === 32);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readKey('rsa', text).kind !== 'key'));
  });

  it.each([
    ['dkim:example.com:s1', 's1:example.com'],
    ['dkim:s1._domainkey.example.com', 's1:example.com'],
    ['dkim:S1._DOMAINKEY.Example.com.', 's1:example.com'],
    ['dkim:s1._domainkey:example.com', 's1:example.com'],
    ['dkim:example.com:s1._domainkey', 's1:example.com'],
    ['dkim:example.com:k1.mail', 'k1.mail:example.com'],
    ['dkim:k1.mail:example.com', 'k1.mail:example.com'],
    ['dkim:a.b._domainkey.example.co.uk', 'a.b:example.co.uk'],
  ])('is looked up by %s as %s', async (text, argument) => {
    expect((await ask(text, {})).argument).toBe(argument);
  });

  it('is missing where a CNAME lacks its final dot', async () => {
    const zones: Zones = {
      's1._domainkey.example.com': { CNAME: 's1.vendor.net.example.com' },
      'example.com': { A: ['203.0.113.1'] },
    };
    const { failed } = await ask('dkim:s1:example.com', zones);
    expect(failed[0]?.summary).toMatch(/final dot.*appended to s1\.vendor\.net/);
    expect(advice(failed[0]?.remedy)?.text).toContain('"s1.vendor.net."');
  });
});

describe('a TLS reporting record', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'rua= twice',
      'v=TLSRPTv1; rua=mailto:a@example.com; rua=mailto:b@example.com',
      ['warn tls-rpt.several-rua', 'pass tls-rpt.record'],
    ],
    [
      'a semicolon between addresses',
      'v=TLSRPTv1; rua=mailto:a@example.com; mailto:b@example.com',
      ['fail tls-rpt.syntax', 'pass tls-rpt.record'],
    ],
    ['several addresses', 'v=TLSRPTv1; rua=mailto:a@example.com, https://example.com/r', ['pass tls-rpt.record']],
    [
      'a blank before the semicolon, which the grammar allows',
      'v=TLSRPTv1 ; rua=mailto:a@example.com',
      ['pass tls-rpt.record'],
    ],
    ['rua: for rua=', 'v=TLSRPTv1; rua:mailto:a@example.com', ['fail tls-rpt.syntax', 'fail tls-rpt.rua']],
  ])('is judged by its content: %s', async (_, record, expected) => {
    expect(verdicts(await ask('tls-rpt:example.com', { '_smtp._tls.example.com': { TXT: [record] } }))).toEqual(
      expected,
    );
  });
});

describe('names to which the zone was appended', () => {
  it.each([
    ['mail.example.com.example.com', 'example.com', 'mail.example.com', true],
    ['example.com.example.com', 'example.com', 'example.com', true],
    ['mx.vendor.net.example.com', 'example.com', 'mx.vendor.net', false],
    ['mail.example.com.example.com', 'news.example.com', 'mail.example.com', true],
    ['203.0.113.25.example.com', 'example.com', '203.0.113.25', false],
    ['mail.example.com', 'example.com', null, null],
    ['a.b.example.com', 'example.com', null, null],
    ['mail.example.net', 'example.com', null, null],
  ])('%s in %s: %s was meant', (host, owner, meant, isDoubled) => {
    expect(appendedTo(host, owner)).toEqual(meant === null ? null : { meant, isDoubled });
  });

  it('are seen behind a wildcard too', async () => {
    const zones: Zones = {
      'example.com': { MX: [[10, 'mail.example.com.example.com']] },
      '*.example.com': { A: ['8.8.4.25'] },
    };
    expect(verdicts(await ask('mx:example.com', zones))).toEqual(['warn mx.final-dot', 'pass mx.found']);
  });

  const MAIL = { A: ['8.8.4.25'] };
  it.each<[string, Zones, string, RegExp]>([
    [
      'mx:example.com',
      { 'example.com': { MX: [[10, 'mail.example.com.example.com']] }, 'mail.example.com': MAIL },
      'fail mx.final-dot',
      /final dot.*mail\.example\.com was meant\. mail\.example\.com has an address/,
    ],
    [
      'mx:example.com',
      { 'example.com': { MX: [[10, 'mx.vendor.net.example.com']] } },
      'fail mx.final-dot',
      /final dot may be missing/,
    ],
    [
      'mx:example.com',
      { 'example.com': { MX: [[10, '203.0.113.25.example.com']] } },
      'fail mx.address-literal',
      /IP address 203\.0\.113\.25/,
    ],
    [
      'mx:example.com',
      { 'example.com': MAIL, 'example.com.example.com': { MX: [[10, 'mail.example.com']] } },
      'fail mx.zone-twice',
      /twice/,
    ],
    [
      'ns:example.com',
      { 'example.com': { NS: ['ns1.example.com.example.com', 'ns2.example.com'] }, 'ns2.example.com': MAIL },
      'fail ns.no-address',
      /final dot/,
    ],
    ['a:www.example.com', { 'www.example.com.example.com': MAIL }, 'fail a.zone-twice', /twice/],
    [
      'cname:www.example.com',
      { 'www.example.com': { CNAME: 'web.vendor.net.example.com' } },
      'fail cname.dangling',
      /final dot/,
    ],
    ['txt:x.example.com', { 'x.example.com.example.com': { TXT: ['y'] } }, 'fail txt.zone-twice', /twice/],
  ])('are named by the lookup %s of %j', async (text, zones, verdict, summary) => {
    const result = await ask(text, zones);
    expect(verdicts(result)).toContain(verdict);
    expect(result.failed.map((one) => one.summary).join('\n')).toMatch(summary);
  });

  it('are never the name itself, and every one can be looked up', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('_dmarc', '_smtp._tls', 'x._domainkey'),
        (labels, prefix) => {
          const domain = [...labels, 'com'].join('.');
          const name = `${prefix}.${domain}`;
          const beside = namesBeside({ name, domain }).map(({ at }) => at);
          expect(beside).not.toContain(name);
          expect(new Set(beside).size).toBe(beside.length);
          expect(beside.length).toBeGreaterThanOrEqual(3);
        },
      ),
    );
  });
});

describe('mail hosts with IPv6 alone', () => {
  const SIX = { AAAA: ['2a00:1450::25'] };
  const zones = (...hosts: readonly string[]): Zones => ({
    'example.com': { MX: hosts.map((host, at) => [at, host] as const) },
    'six.example.com': SIX,
    'both.example.com': { ...SIX, A: ['8.8.4.25'] },
  });
  it('get a warning where none has IPv4', async () => {
    const alone = await ask('mx:example.com', zones('six.example.com'));
    expect(verdicts(alone)).toEqual(['warn mx.no-ipv4', 'pass mx.found']);
    expect(verdicts(await ask('mx:example.com', zones('six.example.com', 'both.example.com')))).toEqual([
      'pass mx.found',
    ]);
  });
  it('are unknown where their IPv4 address could not be looked up', async () => {
    const failing = { 'A six.example.com': 'timeout' } as const;
    expect(verdicts(await ask('mx:example.com', zones('six.example.com'), { failing }))).toEqual([
      'unknown mx.ipv4-unknown',
      'pass mx.found',
    ]);
  });
});

describe('the policy file of MTA-STS', () => {
  it.each<[string, Buffer, RegExp | null]>([
    ['plain', Buffer.from('version: STSv1\n'), null],
    ['with a BOM', Buffer.from('\ufeffversion: STSv1\n'), /BOM/],
    ['in UTF-16', Buffer.from('\ufeffversion: STSv1\n', 'utf16le'), /UTF-16/],
    ['with old ends of lines', Buffer.from('version: STSv1\rmode: none\r'), /CR alone/],
  ])('is read %s', (_, body, slip) => {
    const read = parsePolicy(body);
    expect(read.fields[0]).toEqual(['version', 'STSv1']);
    expect(read.slip?.en ?? '').toMatch(slip ?? /^$/);
  });

  it('is read without harm, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => parsePolicy(Buffer.from(bytes)).fields.length <= 200),
    );
  });
});
