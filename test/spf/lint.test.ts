import { describe, expect, it } from 'vitest';
import { renderRemedy } from '../../shared/remedies/render.ts';
import { type LintId, lintRecord } from '../../shared/spf/lint.ts';
import { fingerprints, surveyDomain } from '../../shared/spf/survey.ts';
import { readWhole } from '../../shared/spf/whole-record.ts';
import { shown } from '../support/titles.ts';
import { type Zones, zone } from '../support/zone.ts';

async function lint(own: Zones[string], others: Zones = {}, known = {}) {
  const found = { A: ['192.0.2.1'], MX: [[10, 'h.example']], ...own } as const;
  const resolver = zone({ 'example.com': found, ...others }, { failing: { 'TXT late.example': 'timeout' } });
  const survey = await surveyDomain('example.com', resolver);
  const whole = await readWhole(survey, resolver);
  return lintRecord(survey, { type99: await resolver.ask({ name: 'example.com', type: 'SPF' }), whole, known });
}

const others: Zones = {
  'i.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  'open.example': { TXT: ['v=spf1 +all'] },
  'shy.example': { TXT: ['v=spf1 ?all'] },
  'five.example': { TXT: ['v=spf1 a mx a mx a -all'], A: ['192.0.2.1'], MX: [[1, 'h.example']] },
  'ptr.example': { TXT: ['v=spf1 ptr -all'] },
  'broken.example': { TXT: ['v=spf1 x'] },
  'nested.example': { TXT: ['v=spf1 include:broken.example -all'] },
};

describe('each SPF lint, and a neighbor that is not a fault', () => {
  const CASES: readonly (readonly [string, readonly LintId[]])[] = [
    ['v=spf1 include:i.example mx -all', []],
    ['v=spf1 a mx a mx a mx a -all', []],
    ['v=spf1 a mx a mx a mx a mx -all', ['near-limit']],
    ['v=spf1 include:five.example a a -all', ['near-limit']],
    ['v=spf1 +all', ['plus-all']],
    ['v=spf1 mx all', ['plus-all']],
    ['v=spf1 ?all', ['plus-all']],
    ['v=spf1 ~all', []],
    ['v=spf1 -all +all', ['ignored']],
    ['v=spf1 -all mx', ['ignored']],
    ['v=spf1 redirect=i.example -all', ['ignored']],
    ['v=spf1 include=i.example -all', ['ignored']],
    ['v=spf1 ip4=192.0.2.1 -all', ['ignored']],
    ['v=spf1 color=blue -all', []],
    ['v=spf1 a:gone.example -all', ['dead-term']],
    ['v=spf1 mx:i.example -all', ['dead-term']],
    ['v=spf1 exists:gone.example -all', ['dead-term']],
    ['v=spf1 exists:%{i}.gone.example -all', []],
    ['v=spf1 -all a:gone.example', ['ignored']],
    ['v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all', ['plus-all']],
    ['v=spf1 ip4:0.0.0.0/2 ip4:64.0.0.0/2 -all', ['plus-all']],
    ['v=spf1 ip6:2000::/3 -all', ['plus-all']],
    ['v=spf1 ip4:32.0.0.0/4 -all', ['wide']],
    ['v=spf1 ip4:10.0.0.0/8 ip4:10.0.0.0/8 ip4:11.0.0.0/8 -all', []],
    ['v=spf1 -ip4:0.0.0.0/1 -all', []],
    ['v=spf1 a:i.example/0 -all', ['plus-all', 'dead-term']],
    ['v=spf1 include:open.example -all', ['plus-all']],
    ['v=spf1 ~include:open.example -all', []],
    ['v=spf1 include:shy.example -all', []],
    ['v=spf1 redirect=shy.example', ['plus-all']],
    ['v=spf1 ip4:0.0.0.0/0 -all', ['plus-all']],
    ['v=spf1 -ip4:0.0.0.0/0 ~all', []],
    ['v=spf1 ptr -all', ['ptr-term']],
    ['v=spf1 redirect=ptr.example', ['ptr-term']],
    ['v=spf1 include:ptr.example -all', []],
    [`v=spf1 ${'ip4:192.0.2.1 '.repeat(31)}-all`, []],
    [`v=spf1 ${'ip4:192.0.2.1 '.repeat(32)}-all`, ['long']],
    ['v=spf1 include:gone.example -all', ['dead-include']],
    ['v=spf1 include:nested.example -all', ['dead-include']],
    ['v=spf1 redirect=broken.example', ['dead-include']],
    ['v=spf1 include:late.example -all', []],
    ['v=spf1 include:example.com -all', ['dead-include']],
  ];

  it.each(CASES.map(([text, ids]) => [shown(text), ids, text] as const))('%s: %j', async (_, ids, text) => {
    const lints = await lint({ TXT: [text] }, others);
    expect(lints.map(({ id }) => id)).toEqual(ids);
    for (const { answers, remedy, summary } of lints) {
      expect(answers.length).toBeGreaterThan(0);
      expect(renderRemedy(remedy).text).not.toBe('');
      expect(summary.en).toContain('example');
    }
  });
});

it('the SPF lint finds strings joined without a space, even where that makes the record invalid', async () => {
  const dead = await lint({ TXT: [['v=spf1 include:i.example', 'include:i.example -all']] }, others);
  expect(dead.map(({ id }) => id)).toEqual(['missing-space', 'dead-include']);
  expect((await lint({ TXT: [['v=spf1', 'mx -all']] })).map(({ id }) => id)).toEqual(['missing-space']);
  expect(await lint({ TXT: [['v=spf1 include:i.exam', 'ple -all']] }, others)).toEqual([]);
});

it('the SPF lint finds a leftover of type 99', async () => {
  expect((await lint({ TXT: ['v=spf1 -all'], SPF: ['v=spf1 -all'] })).map(({ id }) => id)).toEqual(['type99']);
});

it('the SPF lint names the terms that cost most', async () => {
  const [near] = await lint({ TXT: ['v=spf1 include:i.example include:five.example mx -all'] }, others);
  expect(near).toMatchObject({ id: 'near-limit', summary: { en: expect.stringContaining('takes 8 of 10') } });
  expect(near && renderRemedy(near.remedy).text).toContain('include:five.example (6), include:i.example (1)');
});

it('the SPF lint gathers all dead includes in one, with a bound', async () => {
  const many = Array.from({ length: 30 }, (_, n) => `include:gone${n}.example`).join(' ');
  const found = (await lint({ TXT: [`v=spf1 ${many} -all`] })).find(({ id }) => id === 'dead-include');
  expect(found?.summary.en).toContain('gone0.example');
  expect(found?.summary.en.length).toBeLessThanOrEqual(400);
});

it('the SPF lint reports an included record that has changed', async () => {
  const own = { TXT: ['v=spf1 include:i.example -all'] };
  const known = fingerprints(await surveyDomain('example.com', zone({ 'example.com': own, ...others })));
  const now = { 'i.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] } };
  expect(await lint(own, others, known)).toEqual([]);
  expect(await lint(own, now, known)).toMatchObject([
    { id: 'include-changed', summary: { en: expect.stringContaining('i.example') } },
  ]);
  // Gone altogether is a change too; unread is none.
  expect((await lint(own, {}, known)).map(({ id }) => id)).toEqual(['dead-include', 'include-changed']);
  expect(await lint({ TXT: ['v=spf1 include:late.example -all'] }, {}, { 'late.example': 'x' })).toEqual([]);
});
