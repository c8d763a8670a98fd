/** DMARC by the rules of RFC 9989 and RFC 9990: which record counts, what it asks for, and who gets the reports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../../shared/lookups/dmarc/record.ts';
import { organisationOf, policyStep, walk, walkNames } from '../../shared/lookups/dmarc/walk.ts';
import { parseTags } from '../../shared/lookups/published/tags.ts';
import { look, lookupPorts, verdicts } from '../support/lookups.ts';
import { runs } from '../support/thorough.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

/** DMARC records by the name they are about; `also`: what else the world has. */
const world = (records: Readonly<Record<string, string | readonly string[]>>, also: Zones = {}): Zones => ({
  ...Object.fromEntries(Object.entries(records).map(([name, text]) => [`_dmarc.${name}`, { TXT: [text].flat() }])),
  ...also,
});

const ask = (domain: string, zones: Zones, options: ZoneOptions = {}) =>
  look(`dmarc:${domain}`, lookupPorts(zone(zones, options)));

const RUA = 'rua=mailto:d@example.com';
const HERE: Zones = { 'a.b.example.com': { A: ['203.0.113.1'] } };

describe('the DMARC tree walk (section 4.10)', () => {
  it('goes over eight names at most, from the ninth label on over the last seven', () => {
    expect(walkNames('a.example.com')).toEqual(['a.example.com', 'example.com', 'com']);
    expect(walkNames('b.c.d.e.f.example.com')).toHaveLength(7);
    expect(walkNames('a.b.c.d.e.f.example.com')).toHaveLength(8);
    expect(walkNames('a.b.c.d.e.f.g.h.i.j.mail.example.com')).toEqual([
      'a.b.c.d.e.f.g.h.i.j.mail.example.com',
      'g.h.i.j.mail.example.com',
      'h.i.j.mail.example.com',
      'i.j.mail.example.com',
      'j.mail.example.com',
      'mail.example.com',
      'example.com',
      'com',
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, string, string | null]>([
    ['none anywhere', {}, 'a.mail.example.com', null],
    ['its own alone', { 'a.mail.example.com': '' }, 'a.mail.example.com', 'a.mail.example.com'],
    ['the highest', { 'mail.example.com': '', 'example.com': '' }, 'example.com', 'example.com'],
    ['its own, of a higher organization', { 'a.mail.example.com': '', com: '' }, 'com', 'a.mail.example.com'],
    ['psd=n ends it', { 'mail.example.com': 'psd=n', 'example.com': '' }, 'mail.example.com', 'mail.example.com'],
    ['psd=n of its own', { 'a.mail.example.com': 'psd=n', com: '' }, 'a.mail.example.com', 'a.mail.example.com'],
    ['below psd=y, which has the record', { com: 'psd=y' }, 'example.com', 'com'],
    ['below psd=y, with one of its own', { com: 'psd=y', 'example.com': '' }, 'example.com', 'example.com'],
    ['one between it and the organization', { com: 'psd=y', 'mail.example.com': '' }, 'example.com', 'com'],
    ['psd=y of its own', { 'a.mail.example.com': 'psd=y', com: '' }, 'a.mail.example.com', 'a.mail.example.com'],
    ['psd=y nearer than psd=n', { 'example.com': 'psd=y', com: 'psd=n' }, 'mail.example.com', 'example.com'],
    ['psd of another kind', { 'example.com': 'psd=x', com: 'psd=u' }, 'com', 'com'],
  ])('finds the organization and its record: %s', async (_, records, organisation, record) => {
    const texts = Object.entries(records).map(([name, tags]) => [name, `v=DMARC1; ${tags}`] as const);
    const steps = await walk('a.mail.example.com', zone(world(Object.fromEntries(texts))));
    expect(organisationOf(steps)).toBe(organisation);
    expect(policyStep(steps)?.domain ?? null).toBe(record);
  });

  it('treats several records at a name as none', async () => {
    const zones = world(
      { 'example.com': `v=DMARC1; p=reject; ${RUA}`, 'a.b.example.com': ['v=DMARC1', 'v=DMARC1'] },
      HERE,
    );
    expect(verdicts(await ask('a.b.example.com', zones))).toEqual(['fail dmarc.several', 'pass dmarc.policy']);
  });

  it('finds an organization that is the domain or above it, whatever the records hold', async () => {
    const tags = fc.constantFrom('', 'psd=y', 'psd=n', 'psd=u', 'psd=');
    const names = ['a.b.c.example.com', 'b.c.example.com', 'c.example.com', 'example.com', 'com'] as const;
    await fc.assert(
      fc.asyncProperty(fc.tuple(...names.map(() => fc.option(tags))), async (found) => {
        const texts = names.flatMap((name, at) => (found[at] === null ? [] : [[name, `v=DMARC1; ${found[at]}`]]));
        const steps = await walk(names[0], zone(world(Object.fromEntries(texts))));
        expect(names).toContain(organisationOf(steps));
        const counting = policyStep(steps);
        expect(counting === null).toBe(
          found.every((one) => one === null) || steps.every(({ tags: one }) => one === null),
        );
        if (found[0] !== null) expect(counting?.domain).toBe(names[0]);
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('the DMARC policy (sections 4.7, 4.10.1)', () => {
  it.each<[string, 'itself' | 'below' | 'nonexistent', string]>([
    ['p=reject', 'itself', 'p reject reject'],
    ['p=reject; sp=none; np=quarantine', 'itself', 'p reject reject'],
    ['p=reject; sp=none; np=quarantine', 'below', 'sp none none'],
    ['p=reject; sp=none; np=quarantine', 'nonexistent', 'np quarantine quarantine'],
    ['p=none; sp=reject', 'nonexistent', 'sp reject reject'],
    ['p=reject', 'nonexistent', 'p reject reject'],
    ['p=quarantine; np=reject', 'below', 'p quarantine quarantine'],
    ['P=Reject', 'itself', 'p reject reject'],
    ['p=reject; t=y', 'itself', 'p reject quarantine'],
    ['p=quarantine; t=Y', 'itself', 'p quarantine none'],
    ['p=none; t=y', 'itself', 'p none none'],
    ['p=reject; t=x', 'itself', 'p reject reject'],
    [`p=block; ${RUA}`, 'itself', 'null none none'],
    [`p=reject; sp=block; ${RUA}`, 'itself', 'null none none'],
    [`p=reject; np=; ${RUA}`, 'itself', 'null none none'],
    [RUA, 'itself', 'null none none'],
    ['p=block', 'itself', 'ignored'],
    ['p=reject; sp=block; rua=nobody', 'below', 'ignored'],
    ['', 'itself', 'ignored'],
  ])('%s is in force for the name %s', (tags, place, expected) => {
    const asked = policyOf(parseTags(`v=DMARC1; ${tags}`).tags, place);
    expect(asked === null ? 'ignored' : `${asked.tag} ${asked.policy} ${asked.applied}`).toBe(expected);
  });

  it.each<[string, Zones, string]>([
    ['a name that is there', HERE, 'warn dmarc.none'],
    ['a name without an address', { 'a.b.example.com': {} }, 'warn dmarc.none'],
    ['a name above others', { 'x.a.b.example.com': { A: ['203.0.113.1'] }, 'a.b.example.com': {} }, 'warn dmarc.none'],
    ['an alias of a name that does not exist', { 'a.b.example.com': { CNAME: 'gone.example.net' } }, 'warn dmarc.none'],
    ['no such name', {}, 'pass dmarc.policy'],
  ])('np counts where the name does not exist: %s', async (_, also, expected) => {
    const zones = world({ 'example.com': `v=DMARC1; p=none; sp=none; np=reject; ${RUA}` }, also);
    expect(verdicts(await ask('a.b.example.com', zones))).toEqual([expected]);
  });

  it('is unknown where it could not be looked up whether the name exists, unless np makes no difference', async () => {
    const failing = { 'A a.b.example.com': 'servfail' } as const;
    const differ = world({ 'example.com': `v=DMARC1; p=reject; np=none; ${RUA}` });
    expect(verdicts(await ask('a.b.example.com', differ, { failing }))).toEqual(['unknown dmarc.unknown']);
    const same = world({ 'example.com': `v=DMARC1; p=reject; ${RUA}` });
    expect(verdicts(await ask('a.b.example.com', same, { failing }))).toEqual(['pass dmarc.policy']);
  });

  it.each<[string, string, string, readonly string[]]>([
    ['a policy', 'example.com', `p=reject; ${RUA}`, ['pass dmarc.policy']],
    ['none yet', 'example.com', `p=none; ${RUA}`, ['warn dmarc.none']],
    [
      'removed tags',
      'example.com',
      `p=reject; pct=50; ri=3600; rf=afrf; ${RUA}`,
      ['warn dmarc.removed-tag', 'pass dmarc.policy'],
    ],
    ['testing, half', 'example.com', `p=reject; t=y; ${RUA}`, ['warn dmarc.testing', 'pass dmarc.policy']],
    [
      'testing, and nobody told',
      'example.com',
      'p=quarantine; t=y',
      ['warn dmarc.none', 'warn dmarc.testing', 'warn dmarc.no-reports'],
    ],
    ['testing nothing', 'example.com', `p=none; t=y; ${RUA}`, ['warn dmarc.none']],
    [
      'invalid values, and no report address',
      'example.com',
      'p=block; foo=bar; baz; rua=d@example.com',
      ['fail dmarc.ignored', 'fail dmarc.syntax', 'fail dmarc.value', 'fail dmarc.rua', 'warn dmarc.unknown-tag'],
    ],
    [
      'values without a meaning',
      'example.com',
      `p=reject; adkim=x; fo=1:d:s; t=maybe; ${RUA}`,
      ['warn dmarc.value', 'warn dmarc.value', 'pass dmarc.policy'],
    ],
    [
      'a tag named like a method',
      'example.com',
      `p=reject; constructor=1; ${RUA}`,
      ['warn dmarc.unknown-tag', 'pass dmarc.policy'],
    ],
  ])('is read from the record: %s', async (_, domain, tags, expected) => {
    expect(verdicts(await ask(domain, world({ [domain]: `v=DMARC1; ${tags}` })))).toEqual(expected);
  });

  it('ignores sp in a record below that of the organization', async () => {
    const zones = world({
      'example.com': `v=DMARC1; p=none; ${RUA}`,
      'a.example.com': `v=DMARC1; p=reject; sp=none; ${RUA}`,
    });
    expect(verdicts(await ask('a.example.com', zones))).toEqual(['warn dmarc.sp-ignored', 'pass dmarc.policy']);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['two', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], ['fail dmarc.several']],
    ['one beside something else', [`v=DMARC1; p=reject; ${RUA}`, 'v=spf1 -all'], ['pass dmarc.policy']],
    ['one that begins wrongly', [`v=dmarc1; p=reject; ${RUA}`], ['fail dmarc.unrecognised']],
    ['one without a semicolon', [`v=DMARC1 p=reject ${RUA}`], ['fail dmarc.unrecognised']],
    ['one that begins with its policy', [`p=reject; v=DMARC1; ${RUA}`], ['fail dmarc.unrecognised']],
    ['none', ['v=spf1 -all'], ['fail dmarc.missing']],
    ['blanks where they may be', [`v = DMARC1 ;p = reject ; ${RUA} ;`], ['pass dmarc.policy']],
  ])('is read from the records at the name: %s', async (_, records, expected) => {
    expect(verdicts(await ask('example.com', world({ 'example.com': records })))).toEqual(expected);
  });

  it('is unknown where a nearer name could not be looked up, but not where a name above the record could not', async () => {
    const zones = world({ 'example.com': `v=DMARC1; p=reject; ${RUA}` }, HERE);
    const near = await ask('b.example.com', zones, { failing: { 'TXT _dmarc.b.example.com': 'servfail' } });
    expect(verdicts(near)).toEqual(['unknown dmarc.unknown']);
    const far = await ask('example.com', zones, { failing: { 'TXT _dmarc.com': 'timeout' } });
    expect(verdicts(far)).toEqual(['pass dmarc.policy']);
  });
});

describe('the report addresses of DMARC (RFC 9990 section 4)', () => {
  const record = (to: string, more = ''): string => `v=DMARC1; p=reject; rua=${to}; ${more}`;
  const consent = (text: string, host = 'reports.example.net'): Zones => ({
    [`example.com._report._dmarc.${host}`]: { TXT: [text] },
  });
  it.each<[string, string, Zones, readonly string[]]>([
    ['within the organization', record('mailto:d@reports.example.com'), {}, []],
    ['a stranger', record('mailto:d@reports.example.net!10m'), {}, ['warn dmarc.no-consent']],
    ['one who agreed', record('mailto:d@reports.example.net'), consent('v=DMARC1'), []],
    [
      'one who agreed, with another mailbox',
      record('mailto:d@reports.example.net'),
      consent('v=DMARC1; rua=mailto:x@reports.example.net'),
      [],
    ],
    [
      'one who sends them on',
      record('mailto:d@reports.example.net'),
      consent('v=DMARC1; rua=mailto:x@example.org'),
      ['warn dmarc.no-consent'],
    ],
    ['something else there', record('mailto:d@reports.example.net'), consent('v=spf1 -all'), ['warn dmarc.no-consent']],
    [
      'agreed to everything',
      record('mailto:d@reports.example.net'),
      { '*._report._dmarc.reports.example.net': { TXT: ['v=DMARC1'] } },
      [],
    ],
    [
      'failures to a stranger',
      record('mailto:d@example.com', 'ruf=mailto:f@reports.example.net'),
      {},
      ['warn dmarc.no-consent'],
    ],
    ['a broken address for failures', record('mailto:d@example.com', 'ruf=f@example.com'), {}, ['fail dmarc.ruf']],
    ['a name that ends alike', record('mailto:d@notexample.com'), {}, ['warn dmarc.no-consent']],
    [
      'an organization of its own below',
      record('mailto:d@own.example.com'),
      world({ 'own.example.com': 'v=DMARC1; psd=n' }),
      ['warn dmarc.no-consent'],
    ],
    [
      'a name too long to agree',
      record(`mailto:d@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(45)}.example`),
      {},
      ['warn dmarc.no-consent'],
    ],
  ])('are judged by where they are and what that domain agrees to: %s', async (_, text, also, expected) => {
    const result = await ask('example.com', world({ 'example.com': text }, also));
    expect(verdicts(result)).toEqual([...expected, 'pass dmarc.policy']);
  });

  it('of the domain’s own hosts need no agreement, and others are unknown where it could not be looked up', async () => {
    const resolver = zone(world({ 'example.com': record('mailto:d@example.com,mailto:d@a.example.com') }));
    await look('dmarc:example.com', lookupPorts(resolver));
    expect(resolver.asked.filter((one) => one.includes('_report'))).toEqual([]);
    const failing = { 'TXT example.com._report._dmarc.example.net': 'timeout' } as const;
    const unsure = await ask('example.com', world({ 'example.com': record('mailto:d@example.net') }), { failing });
    expect(verdicts(unsure)).toEqual(['unknown dmarc.consent-unknown', 'pass dmarc.policy']);
  });
});
