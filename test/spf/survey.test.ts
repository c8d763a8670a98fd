import { describe, expect, it } from 'vitest';
import { everySurvey, fingerprints, ownRecords, surveyDomain } from '../../shared/spf/survey.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const survey = (text: string, others: Zones = {}, options?: ZoneOptions) =>
  surveyDomain('example.com', zone({ 'example.com': { TXT: [text] }, ...others }, options));

describe('the cost of a whole SPF record', () => {
  const others: Zones = {
    'two.example': { TXT: ['v=spf1 a mx -all'] },
    'four.example': { TXT: ['v=spf1 ptr include:two.example ?all'] },
    'to.example': { TXT: ['v=spf1 redirect=two.example'] },
  };
  it.each([
    ['v=spf1 ip4:192.0.2.1 ip6:::1 -all', 0],
    ['v=spf1 a mx ptr exists:x.example -all', 4],
    ['v=spf1 +all a mx', 0],
    ['v=spf1 a -all include:two.example', 1],
    ['v=spf1 include:two.example include:four.example -all', 8],
    ['v=spf1 redirect=to.example', 4],
    ['v=spf1 redirect=two.example -all', 0],
    ['v=spf1 exists:%{p}.example ptr:%{p} -all', 4],
    ['v=spf1 include:%{i}._spf.example -all', 1],
  ])('%s: %i', async (text, cost) => {
    expect((await survey(text, others)).cost).toBe(cost);
  });

  it('is read from TXT records alone', async () => {
    const resolver = zone({ 'example.com': { TXT: ['v=spf1 a mx include:two.example ptr -all'] }, ...others });
    await surveyDomain('example.com', resolver);
    expect(resolver.asked).toEqual(['TXT example.com', 'TXT two.example']);
  });

  it('follows macros that only the domain decides', async () => {
    const resolver = zone({ 'example.com': { TXT: ['v=spf1 include:_spf.%{d} redirect=%{h}'] } });
    const { branches } = await surveyDomain('example.com', resolver);
    expect(resolver.asked).toEqual(['TXT example.com', 'TXT _spf.example.com']);
    expect(branches.map(({ survey }) => survey === null)).toEqual([false, true]);
  });
});

it.each([
  ['v=spf1 include:gone.example', 'none'],
  ['v=spf1 include:broken.example', 'permerror'],
  ['v=spf1 include:two.example', 'permerror'],
  ['v=spf1 include:late.example', 'temperror'],
  ['v=spf1 include:example.com', 'permerror'],
  ['v=spf1 include:EXAMPLE.com', 'permerror'],
  ['v=spf1 include:a..example', 'none'],
])('the survey says what is wrong behind %s: %s', async (text, kind) => {
  const others = { 'broken.example': { TXT: ['v=spf1 x'] }, 'two.example': { TXT: ['v=spf1', 'v=spf1'] } };
  const { branches } = await survey(text, others, { failing: { 'TXT late.example': 'timeout' } });
  expect(branches[0]?.survey?.problem?.kind).toBe(kind);
});

it('the survey reads at most sixty records', async () => {
  const resolver = zone({
    'example.com': { TXT: ['v=spf1 include:1.%{d} include:2.%{d}'] },
    '*.example.com': { TXT: ['v=spf1 include:1.%{d} include:2.%{d}'] },
  });
  await surveyDomain('example.com', resolver);
  expect(resolver.asked.length).toBeLessThanOrEqual(60);
});

it('the survey tells the records of the domain itself from those it includes', async () => {
  const top = await survey('v=spf1 include:i.example redirect=r.example', {
    'i.example': { TXT: ['v=spf1 -all'] },
    'r.example': { TXT: ['v=spf1 include:j.example -all'] },
    'j.example': { TXT: ['v=spf1 -all'] },
  });
  expect(ownRecords(top).map(({ domain }) => domain)).toEqual(['example.com', 'r.example']);
  expect([...everySurvey(top)].map(({ at }) => at.domain)).toEqual([
    'example.com',
    'i.example',
    'r.example',
    'j.example',
  ]);
});

describe('the fingerprints of included records', () => {
  const marks = async (include: readonly string[], options?: ZoneOptions) =>
    fingerprints(await survey('v=spf1 include:i.example -all', { 'i.example': { TXT: include } }, options));

  it('stay when the record stays, and change with it', async () => {
    const before = await marks(['v=spf1 ip4:192.0.2.1 -all', 'other']);
    expect(await marks(['v=spf1 ip4:192.0.2.1 -all', 'another'])).toEqual(before);
    expect(Object.keys(before)).toEqual(['i.example']);
    expect(await marks(['v=spf1 ip4:192.0.2.2 -all'])).not.toEqual(before);
  });

  it('are left out for what could not be read', async () => {
    expect(await marks([], { failing: { 'TXT i.example': 'timeout' } })).toEqual({});
  });
});
