import { expect, it } from 'vitest';
import { renderSpfTree } from '../../cli/views/spf.ts';
import { address } from '../../shared/model/address.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost } from '../../shared/spf/evaluate.ts';
import { spfView } from '../../shared/spf/view.ts';
import { fakeClock } from '../support/clock.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const world: Zones = {
  'example.com': { TXT: ['v=spf1 include:p.example a:%{l}.example -all exp=why.example'] },
  'p.example': { TXT: ['v=spf1 mx ?all'], MX: [[10, 'mx.example']] },
  'mx.example': { A: ['192.0.2.1'] },
  'why.example': { TXT: ['see %{i}'] },
};

const evaluate = (zones: Zones = world, options?: ZoneOptions) =>
  checkHost(
    { address: address('203.0.113.25'), sender: 'me@example.com', helo: 'h.example' },
    { resolver: zone(zones, options), clock: fakeClock() },
    RFC_LIMITS,
  );

it('shows the contract of --json', async () => {
  const view = spfView(await evaluate());
  expect(Object.keys(view)).toEqual(['result', 'reason', 'explanation', 'lookups', 'voidLookups', 'tree']);
  expect(view).toMatchObject({
    result: 'fail',
    reason: '"-all" in the record of example.com matches',
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

it('leaves out what there is not, and tells a doubt', async () => {
  const plain = spfView(await evaluate({ 'example.com': { TXT: ['v=spf1 +all'] } }));
  expect(Object.keys(plain)).toEqual(['result', 'reason', 'lookups', 'voidLookups', 'tree']);
  const zones = { 'example.com': { TXT: ['v=spf1 ptr -all'] } };
  const failing = { 'PTR 25.113.0.203.in-addr.arpa': 'timeout' as const };
  expect(spfView(await evaluate(zones, { failing })).doubt).toContain('25.113.0.203.in-addr.arpa');
  expect(renderSpfTree(await evaluate(zones, { failing }))).toContain('In doubt');
});

it('draws a term a line, with costs, and says where it stopped', async () => {
  expect(renderSpfTree(await evaluate()).split('\n')).toEqual([
    'fail: "-all" in the record of example.com matches',
    "The domain's own explanation: see 203.0.113.25",
    '',
    'example.com: fail',
    '  - include:p.example  no match (neutral there)  [2 lookups, 2 of 10]',
    '      p.example: neutral',
    '        - mx  no match  [1 lookup, 2 of 10]',
    '            p.example MX: 10 mx.example',
    '            mx.example A: 192.0.2.1',
    '        + ?all  match: neutral, evaluation stops',
    '  - a:%{l}.example  no match (no A record at me.example)  [1 lookup, 3 of 10]',
    '      me.example A: NXDOMAIN',
    '  + -all  match: fail, evaluation stops',
    '  > exp=why.example  used',
    '      why.example TXT: see %{i}',
    '',
    '3 of 10 lookups, 1 of 2 without an answer',
  ]);
});

it('shows a domain without a record, and an invalid one', async () => {
  expect(renderSpfTree(await evaluate({}))).toContain('example.com: no SPF record at example.com');
  const invalid = renderSpfTree(await evaluate({ 'example.com': { TXT: ['v=spf1 mx bad:x -all'] } }));
  expect(invalid).toContain('  ! bad:x  permerror (there is no mechanism "bad")');
  expect(invalid).toContain('    mx  not reached');
});
