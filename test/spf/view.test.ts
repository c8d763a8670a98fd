import { expect, it } from 'vitest';
import { renderSpf } from '../../cli/views/spf.ts';
import { address } from '../../shared/model/address.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost } from '../../shared/spf/evaluate.ts';
import type { SpfResult } from '../../shared/spf/tree.ts';
import { spfView } from '../../shared/spf/view.ts';
import { fakeClock } from '../support/clock.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';
import { screenOf } from './screen.ts';

const world: Zones = {
  'example.com': { TXT: ['v=spf1 include:p.example a:%{l}.example -all exp=why.example'] },
  'p.example': { TXT: ['v=spf1 mx ?all'], MX: [[10, 'mx.example']] },
  'mx.example': { A: ['192.0.2.1'] },
  'why.example': { TXT: ['see %{i}'] },
};

const shown = (result: SpfResult, screen = screenOf()): string => renderSpf(result, '', screen).join('\n');

const evaluate = (zones: Zones = world, options?: ZoneOptions) =>
  checkHost(
    { address: address('203.0.113.25'), sender: 'me@example.com', helo: 'h.example' },
    { resolver: zone(zones, options), clock: fakeClock() },
    RFC_LIMITS,
  );

it('the SPF view has the contract of --json', async () => {
  const view = spfView(await evaluate());
  expect(Object.keys(view)).toEqual(['result', 'reason', 'explanation', 'lookups', 'voidLookups', 'tree']);
  expect(view).toMatchObject({
    result: 'fail',
    reason: '"-all" in the SPF record of example.com matches.',
    explanation: 'see 203.0.113.25',
    lookups: 3,
    voidLookups: 1,
    tree: {
      domain: 'example.com',
      result: 'fail',
      terms: [
        {
          term: 'include:p.example',
          outcome: 'no-match',
          cost: 2,
          total: 2,
          stopped: false,
          record: { domain: 'p.example' },
        },
        {
          term: 'a:%{l}.example',
          target: 'me.example',
          outcome: 'no-match',
          cost: 1,
          total: 3,
          void: true,
          stopped: false,
        },
        { term: '-all', outcome: 'match', result: 'fail', stopped: true },
        {
          term: 'exp=why.example',
          outcome: 'used',
          stopped: false,
          questions: [{ question: 'why.example', type: 'TXT' }],
        },
      ],
      omitted: 0,
    },
  });
  expect(view.tree.terms[0]?.record?.terms[0]?.questions.map(({ question, type }) => `${type} ${question}`)).toEqual([
    'MX p.example',
    'A mx.example',
  ]);
});

it('the SPF view leaves out what is not there, and names a doubt', async () => {
  const plain = spfView(await evaluate({ 'example.com': { TXT: ['v=spf1 +all'] } }));
  expect(Object.keys(plain)).toEqual(['result', 'reason', 'lookups', 'voidLookups', 'tree']);
  const zones = { 'example.com': { TXT: ['v=spf1 ptr -all'] } };
  const failing = { 'PTR 25.113.0.203.in-addr.arpa': 'timeout' as const };
  expect(spfView(await evaluate(zones, { failing })).doubt).toContain('25.113.0.203.in-addr.arpa');
  expect(shown(await evaluate(zones, { failing }))).toContain('in doubt');
});

it('the SPF view draws one term a line, with costs, and says where it stopped', async () => {
  expect(shown(await evaluate()).split('\n')).toEqual([
    'fail  "-all" in the SPF record of example.com matches.',
    "The domain's own explanation: see 203.0.113.25",
    '',
    'example.com: fail',
    '    include:p.example  no match  [2 lookups, 2 of 10]',
    '      p.example: neutral',
    '          mx  no match  [1 lookup, 2 of 10]',
    '            p.example MX: 10 mx.example',
    '            mx.example A: 192.0.2.1',
    '        * ?all  match: neutral, the evaluation ends here',
    '    a:%{l}.example  no match  [1 lookup, 3 of 10]',
    '      me.example has no A record.',
    '      me.example A: NXDOMAIN',
    '  * -all  match: fail, the evaluation ends here',
    '  > exp=why.example  used',
    '      why.example TXT: see %{i}',
    '',
    '3 of 10 lookups, 1 of 2 without a result',
  ]);
});

it('the SPF view is in Korean on a screen in Korean', async () => {
  expect(shown(await evaluate(), screenOf('ko')).split('\n')).toEqual([
    'fail  example.com의 SPF 레코드에서 "-all" 항목이 일치합니다.',
    '도메인의 설명: see 203.0.113.25',
    '',
    'example.com: fail',
    '    include:p.example  불일치  [조회 2회, 누적 2/10회]',
    '      p.example: neutral',
    '          mx  불일치  [조회 1회, 누적 2/10회]',
    '            p.example MX: 10 mx.example',
    '            mx.example A: 192.0.2.1',
    '        * ?all  일치: neutral, 평가 종료',
    '    a:%{l}.example  불일치  [조회 1회, 누적 3/10회]',
    '      me.example에 A 레코드가 없습니다.',
    '      me.example A: NXDOMAIN',
    '  * -all  일치: fail, 평가 종료',
    '  > exp=why.example  적용',
    '      why.example TXT: see %{i}',
    '',
    'DNS 조회 10회 중 3회, 결과 없는 조회 2회 중 1회',
  ]);
});

it('the SPF view shows a domain without a record, and an invalid record', async () => {
  expect(shown(await evaluate({}))).toContain('\nexample.com has no SPF record.\n');
  const invalid = shown(await evaluate({ 'example.com': { TXT: ['v=spf1 mx bad:x -all'] } }));
  expect(invalid).toContain('  ! bad:x  permerror\n      SPF has no mechanism "bad".');
  expect(invalid).toContain('    mx  not reached');
});

it.each([60, 80, 120, 200])(
  'the SPF view keeps to %i columns in every language, where no single word is wider',
  async (width) => {
    const long = {
      ...world,
      'example.com': { TXT: [`v=spf1 exists:${'a'.repeat(30)}.example include:p.example -all`] },
    };
    for (const language of LANGUAGES)
      for (const zones of [world, long, {}, { 'example.com': { TXT: ['v=spf1 mx bad:x -all'] } }])
        for (const line of renderSpf(await evaluate(zones), ', asked 192.0.2.53:53 (sound)', screenOf(language, width)))
          expect(columns(line), line).toBeLessThanOrEqual(width);
  },
);
