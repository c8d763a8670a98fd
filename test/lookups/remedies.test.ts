/** Every advice of a lookup in every language: acts that a person can follow, in whole sentences. */
import { describe, expect, it } from 'vitest';
import { LOOKUP_ADVICE, type LookupRemedy, type LookupRemedyId } from '../../shared/lookups/remedies/index.ts';
import { lookupSteps, renderLookupRemedy } from '../../shared/lookups/remedies/render.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { REMEDIES_EN } from '../../shared/remedies/en/index.ts';
import { look, lookupPorts } from '../support/lookups.ts';
import { type Zones, zone } from '../support/zone.ts';
import { LOOKUP_REMEDY_SAMPLES } from './remedy-samples.ts';

const IDS = Object.keys(LOOKUP_ADVICE) as LookupRemedyId[];
const remediesOf = (id: LookupRemedyId): readonly LookupRemedy[] =>
  LOOKUP_REMEDY_SAMPLES[id].map((params) => ({ id, with: params }) as unknown as LookupRemedy);
const textsIn = (id: LookupRemedyId, language: 'en' | 'ko'): readonly string[] =>
  remediesOf(id).flatMap((remedy) => lookupSteps(remedy, language).map(({ text }) => text));

/** What a sentence may end with: its full stop, or a value, a command or a page behind a colon. */
const EN_END = /([.)]|: .*|(such as|at) \S+|:)$/s;
const KO_END = /((세요|습니다|입니다|합니다|됩니다)[.:]?|[.):]|: .*)$/s;

const BANNED =
  /\b(leads? (back|to)|stands?|take (away|out)|nobody|somebody|whoever|cures?|is no [a-z]+|expected such as|Expires by itself)\b/;

it('the catalog of lookups has no id of the catalog of checks, whose advice a lookup gives as well', () => {
  expect(IDS.filter((id) => Object.hasOwn(REMEDIES_EN, id))).toEqual([]);
});

describe.each(IDS)('the advice %s', (id) => {
  it.each(LANGUAGES)('is made of steps in %s, none of them a list of steps or glued from cells', (language) => {
    const texts = textsIn(id, language);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      expect(text).not.toMatch(/undefined|null(?! MX)|\[object|NaN| {2}|^ | $|\.\.(?!\.)/);
      expect(text, 'a step holds one act').not.toMatch(/(^| )\d\. /);
    }
  });

  it('is whole sentences in English', () => {
    for (const text of textsIn(id, 'en')) {
      expect(text).toMatch(/^["A-Z]/);
      expect(text).not.toMatch(/[가-힣]/);
      expect(text).toMatch(EN_END);
      expect(text).not.toMatch(BANNED);
    }
  });

  it('is written in Korean, with particles that fit and the endings of a screen', () => {
    const english = textsIn(id, 'en');
    for (const text of textsIn(id, 'ko')) {
      expect(text).toMatch(/(세요|습니다|입니다|합니다|됩니다)/);
      expect(text).toMatch(KO_END);
      expect(text).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|\(으\)로|십시오/);
      expect(english).not.toContain(text);
    }
  });

  it('has as many steps in each language, with commands and pages at the same places', () => {
    for (const remedy of remediesOf(id)) {
      const places = LANGUAGES.map((language) =>
        lookupSteps(remedy, language).map(({ command, url }) => [typeof command, typeof url]),
      );
      expect(places[1]).toEqual(places[0]);
    }
  });

  it('is one English text and its steps in JSON', () => {
    for (const remedy of remediesOf(id)) {
      const { text, steps } = renderLookupRemedy(remedy);
      expect(steps).toEqual(lookupSteps(remedy, 'en'));
      for (const step of steps) expect(text).toContain(step.text);
    }
  });
});

/** Followed to the letter, advice must not break what works. */
describe('the advice of a lookup fits the case', () => {
  const remedyOf = async (text: string, zones: Zones, finding: string) => {
    const { failed, warnings } = await look(text, lookupPorts(zone(zones)));
    return [...failed, ...warnings].find(({ id }) => id === finding)?.remedy;
  };

  it('an alias without an address gets no A record beside its CNAME', async () => {
    const zones = {
      'example.com': { MX: [[10, 'mail.example.com'] as const] },
      'mail.example.com': { CNAME: 'gone.example.net' },
    };
    for (const finding of ['mx.alias', 'mx.no-address'])
      expect(await remedyOf('mx:example.com', zones, finding)).toMatchObject({ id: 'mx.address-instead-of-alias' });
  });

  it('an IP address in a CNAME record is not proposed again with a final dot', async () => {
    const zones = { 'www.example.com': { CNAME: '192.0.2.7.example.com' } };
    expect(await remedyOf('cname:www.example.com', zones, 'cname.dangling')).toEqual({
      id: 'record.alias-of-address',
      with: { owner: 'www.example.com', address: '192.0.2.7', type: 'A' },
    });
  });

  it('the tag that decides is the one to make stricter', async () => {
    const zones = {
      '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject; sp=none; rua=mailto:d@example.com'] },
      'a.example.com': { A: ['8.8.8.8'] },
    };
    expect(await remedyOf('dmarc:a.example.com', zones, 'dmarc.none')).toEqual({
      id: 'dmarc.raise-policy',
      with: { tag: 'sp', at: 'example.com' },
    });
  });

  it('a policy that t=y suspends needs no stricter one for BIMI', async () => {
    const zones = {
      '_dmarc.example.com': { TXT: ['v=DMARC1; p=quarantine; t=y; rua=mailto:d@example.com'] },
      'default._bimi.example.com': { TXT: ['v=BIMI1; l=; a='] },
    };
    expect(await remedyOf('bimi:example.com', zones, 'bimi.dmarc')).toEqual({ id: 'dmarc.end-testing', with: {} });
  });

  it('a record that holds no key is not asked to begin with its version', async () => {
    const zones = { 's1._domainkey.example.com': { TXT: ['v=DKIM1; k=rsa'] } };
    expect(await remedyOf('dkim:s1:example.com', zones, 'dkim.unrecognised')).toEqual({ id: 'dkim.publish', with: {} });
  });
});
