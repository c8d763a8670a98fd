/** The design's table, cell by cell: what the list's controls show, what the target's own answer is, and what is said. */
import { describe, expect, it } from 'vitest';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import type { Answer, Question } from '../../shared/dns/answer.ts';
import { type HealthState, health } from '../../shared/dnsbl/health.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import type { Finding, Severity, Status } from '../../shared/model/finding.ts';
import { advice } from '../support/advice.ts';
import { expectSentences } from '../support/sentences.ts';
import { absent, addresses, dice, failed, ip, list, portsOf, ROOT_SERVER, scripted } from './worlds.ts';

const TARGET = '192.0.2.99';
const TARGET_NAME = '99.2.0.192.bl.example';
const TEST_NAME = '2.0.0.127.bl.example';

const CODES: List['codes'] = [
  { match: '127.0.0.2', means: 'spam source', effect: 'listed' },
  { match: '127.0.0.10', means: 'dynamic range', effect: 'policy' },
  { match: '127.0.0.20', means: 'seen', effect: 'info' },
  { match: '127.0.0.30', means: 'trusted', effect: 'good' },
];
const REFUSALS = [{ match: '127.255.255.254', means: 'through a public resolver' }];

type Reply = (question: Question) => Answer;
const a =
  (...records: string[]): Reply =>
  (question) =>
    addresses(question, ...records);

const UNUSED = /^\d+\.(?:2\.0\.192|100\.51\.198|113\.0\.203)\.bl\.example$/;
/** What no network routes, and what is no address at all. */
const BOGONS = (name: string): boolean => UNUSED.test(name) || name.endsWith('.127.bl.example') || !/^\d/.test(name);

/** The test entry is listed, and everything that is not left out. */
function allBut(leftOut: (name: string) => boolean, code: string): Reply {
  return (question) => {
    if (question.name === TEST_NAME) return addresses(question, '127.0.0.2');
    return leftOut(question.name) ? absent(question) : addresses(question, code);
  };
}

const unsent: Reply = (question) => ({ ...failed(question, 'timeout'), unsent: true }) as Answer;

/** How a list behaves when it is asked about itself; what the table says of it; and the state that follows. */
const BEHAVIOURS: Readonly<
  Record<string, { readonly controls: Reply; readonly list?: Partial<List>; readonly state: HealthState }>
> = {
  healthy: {
    controls: (question) => (question.name === TEST_NAME ? addresses(question, '127.0.0.2') : absent(question)),
    state: 'healthy',
  },
  'refusal code to all': { controls: a('127.255.255.254'), state: 'refused' },
  'an error code nobody documents to all': { controls: a('127.255.255.254'), list: { refusals: [] }, state: 'refused' },
  'refusal code to the test entry': {
    controls: (question) => (question.name === TEST_NAME ? addresses(question, '127.255.255.254') : absent(question)),
    state: 'refused',
  },
  REFUSED: { controls: (question) => failed(question, 'refused'), state: 'refused' },
  'SERVFAIL where that is a refusal': {
    controls: (question) => failed(question, 'servfail'),
    list: { refusals: [{ match: 'rcode:SERVFAIL', means: 'data type not enabled' }] },
    state: 'refused',
  },
  'lists everything': { controls: a('127.0.0.2'), state: 'wildcard' },
  'lists everything with an unknown code': { controls: a('127.0.0.77'), state: 'wildcard' },
  'lists every address, but no label': {
    controls: (question) =>
      /^\d/.test(question.name) && !question.name.startsWith('1.0.0.127')
        ? addresses(question, '127.0.0.2')
        : absent(question),
    state: 'wildcard',
  },
  'lists 127.0.0.1': {
    controls: (question) => (question.name.includes('.0.0.127.') ? addresses(question, '127.0.0.2') : absent(question)),
    state: 'wildcard',
  },
  parked: { controls: a('91.195.240.117'), state: 'parked' },
  'rewritten by the resolver': { controls: a('0.0.0.0'), state: 'parked' },
  empty: { controls: (question) => absent(question), state: 'silent' },
  'empty with NODATA': { controls: (question) => absent(question, 'nodata'), state: 'silent' },
  'no answer': { controls: (question) => failed(question, 'timeout'), state: 'unreachable' },
  SERVFAIL: { controls: (question) => failed(question, 'servfail'), state: 'unreachable' },
  'no time for a control': {
    controls: (question) => (question.name === TEST_NAME ? addresses(question, '127.0.0.2') : unsent(question)),
    state: 'not-asked',
  },
  'no answer to a probe': {
    controls: (question) =>
      question.name === TEST_NAME ? addresses(question, '127.0.0.2') : failed(question, 'timeout'),
    state: 'unreachable',
  },
  'no test entry that we know of': {
    controls: (question) => absent(question),
    list: { testListed: undefined as unknown as string },
    state: 'uncontrolled',
  },
  'the RFC’s entry, learnt': {
    controls: (question) => (question.name === TEST_NAME ? addresses(question, '127.0.0.77') : absent(question)),
    list: { testListed: undefined as unknown as string },
    state: 'healthy',
  },
  'no test entry by its own word': {
    controls: (question) => absent(question),
    list: { testListed: 'none' },
    state: 'uncontrolled',
  },
  'calls 127.0.0.1 good, and never promised not to': {
    controls: (question) =>
      question.name === TEST_NAME
        ? addresses(question, '127.0.0.2')
        : question.name.startsWith('1.0.0.127')
          ? addresses(question, '127.0.0.30')
          : absent(question),
    list: { testUnlisted: undefined as unknown as string },
    state: 'healthy',
  },
  'holds unused space by policy': {
    controls: (question) =>
      question.name === TEST_NAME
        ? addresses(question, '127.0.0.2')
        : UNUSED.test(question.name)
          ? addresses(question, '127.0.0.10')
          : absent(question),
    state: 'healthy',
  },
  'lists everything but bogons': { controls: allBut(BOGONS, '127.0.0.2'), state: 'wildcard' },
  'lists everything but bogons, with an unknown code': { controls: allBut(BOGONS, '127.0.0.77'), state: 'wildcard' },
  'lists everything but bogons, by policy': { controls: allBut(BOGONS, '127.0.0.10'), state: 'wildcard' },
  'has a word about every address in use (countries, networks)': {
    controls: allBut(BOGONS, '127.0.0.20'),
    state: 'healthy',
  },
  'trusts every address in use': { controls: allBut(BOGONS, '127.0.0.30'), state: 'healthy' },
};

const TARGETS: Readonly<Record<string, Reply>> = {
  absent: (question) => absent(question),
  listed: a('127.0.0.2'),
  policy: a('127.0.0.10'),
  info: a('127.0.0.20'),
  good: a('127.0.0.30'),
  refusal: a('127.255.255.254'),
  outside: a('198.51.100.7'),
  unknown: a('127.0.0.99'),
  'no answer': (question) => failed(question, 'timeout'),
  'no time for it': unsent,
  REFUSED: (question) => failed(question, 'refused'),
};

/** What a believed list's answer means. */
const BELIEVED: Readonly<Record<string, string>> = {
  absent: 'clear',
  listed: 'listed',
  policy: 'policy',
  info: 'info',
  good: 'allowed',
  refusal: 'refused',
  outside: 'dead',
  unknown: 'unrecognised',
  'no answer': 'unreachable',
  'no time for it': 'not-asked',
  REFUSED: 'refused',
};

function expected(state: HealthState, target: string): string {
  if (state === 'healthy') return BELIEVED[target]!;
  if (state === 'uncontrolled') return target === 'absent' ? 'unproven' : BELIEVED[target]!;
  const ofState = { refused: 'refused', wildcard: 'dead', parked: 'dead', silent: 'unproven' } as const;
  return state in ofState ? ofState[state as keyof typeof ofState] : state;
}

const listFor = (behaviour: string, more: Partial<List> = {}): List =>
  list({ codes: CODES, refusals: REFUSALS, ...BEHAVIOURS[behaviour]!.list, ...more });

const resolverFor = (behaviour: string, target: string) =>
  scripted((question) => {
    if (question.type === 'TXT') return absent(question, 'nodata');
    return question.name === TARGET_NAME ? TARGETS[target]!(question) : BEHAVIOURS[behaviour]!.controls(question);
  });

async function find(behaviour: string, target: string, more: Partial<List> = {}): Promise<Finding> {
  const check = dnsblCheck({ lists: [listFor(behaviour, more)], keys: {} });
  const [report] = await check.run([ip(TARGET)], portsOf(resolverFor(behaviour, target)));
  expect(report!.findings).toHaveLength(1);
  return report!.findings[0]!;
}

describe('the state of a list', () => {
  it.each(Object.entries(BEHAVIOURS))('is found from its controls: %s', async (behaviour, { state }) => {
    const report = await health(
      listFor(behaviour),
      'ip4',
      {},
      { resolver: resolverFor(behaviour, 'absent'), random: dice() },
    );
    expect(report.state).toBe(state);
    expect(report.why).not.toBe('');
  });

  it('is needs-key without its key, and nothing is asked', async () => {
    const resolver = scripted((question) => absent(question));
    const report = await health(list({ zone: '{key}.bl.example' }), 'ip4', {}, { resolver, random: dice() });
    expect(report).toMatchObject({ state: 'needs-key', why: { en: 'needs a key' } });
    expect(resolver.questions).toEqual([]);
  });

  it('is found by one question for each control, past the cache', async () => {
    const resolver = resolverFor('healthy', 'absent');
    await health(listFor('healthy'), 'ip4', {}, { resolver, random: dice() });
    expect(
      resolver.questions.map(({ name }) =>
        UNUSED.test(name) ? 'UNUSED' : name.replace(/^[a-z2-9]{16}/, 'LABEL').replace(ROOT_SERVER, 'SILENT.'),
      ),
    ).toEqual([TEST_NAME, '1.0.0.127.bl.example', 'LABEL.bl.example', 'UNUSED', 'SILENT.bl.example']);
    expect(resolver.questions.every(({ fresh }) => fresh === true)).toBe(true);
  });
});

describe('the verdict about a target follows from the state of the list', () => {
  const cells = Object.keys(BEHAVIOURS).flatMap((behaviour) =>
    Object.keys(TARGETS).map((target) => [behaviour, target] as const),
  );

  it.each(cells)('%s, target %s', async (behaviour, target) => {
    const finding = await find(behaviour, target);
    expect(finding.id).toBe(`dnsbl.${expected(BEHAVIOURS[behaviour]!.state, target)}`);
    expectSentences(finding);
  });
});

describe('the finding of a list', () => {
  const LOUD: readonly (readonly [string, Severity, Status])[] = [
    ['listed', 'critical', 'fail'],
    ['listed', 'major', 'fail'],
    ['listed', 'minor', 'warn'],
    ['policy', 'critical', 'fail'],
    ['policy', 'major', 'warn'],
    ['policy', 'minor', 'warn'],
  ];
  it.each(LOUD)('for %s on a %s list is %s', async (target, severity, status) => {
    const finding = await find('healthy', target, { severity });
    expect(finding).toMatchObject({ status, severity, subject: 'bl', target: TARGET, check: 'dnsbl' });
    expect(advice(finding.remedy)?.text).toBeDefined();
  });

  it.each(['absent', 'info', 'good'])('for %s is a pass, whatever the weight of the list', async (target) => {
    expect(await find('healthy', target, { severity: 'critical' })).toMatchObject({ status: 'pass', severity: 'info' });
  });

  it.each([
    ...['refusal', 'outside', 'unknown', 'no answer', 'no time for it', 'REFUSED'].map(
      (target) => ['healthy', target] as const,
    ),
    ...['REFUSED', 'lists everything', 'parked', 'empty', 'no answer'].map(
      (behaviour) => [behaviour, 'listed'] as const,
    ),
  ])(
    'is unknown, never an alarm, with evidence and a next step: a list that is %s, a target %s',
    async (behaviour, target) => {
      const finding = await find(behaviour, target, { severity: 'critical' });
      expect(finding).toMatchObject({ status: 'unknown', severity: 'info' });
      expect(advice(finding.remedy)?.text).not.toBe('');
      expect(finding.evidence.length).toBeGreaterThan(0);
    },
  );

  it('weighs less than its list where its code does', async () => {
    const codes = [
      { ...CODES[0]!, severity: 'minor' as const },
      { match: '127.0.0.4', means: 'worse', effect: 'listed' as const },
    ];
    expect(await find('healthy', 'listed', { codes })).toMatchObject({ status: 'warn', severity: 'minor' });
  });

  it('shows the control that makes us doubt, beside the answer that we do not believe', async () => {
    const { evidence } = await find('lists everything', 'listed');
    expect(evidence.map(({ question }) => question)).toEqual([TARGET_NAME, '1.0.0.127.bl.example']);
    expect(evidence[1]?.answers).toEqual(['127.0.0.2']);
  });

  it('shows the control that makes us believe an absence', async () => {
    const { evidence } = await find('healthy', 'absent');
    expect(evidence.map(({ question, rcode }) => `${question} ${rcode}`)).toEqual([
      `${TARGET_NAME} NXDOMAIN`,
      `${TEST_NAME} NOERROR`,
    ]);
  });

  it('never calls a policy entry a poor reputation', async () => {
    const { summary, remedy } = await find('healthy', 'policy', { severity: 'critical' });
    expect(summary).toBe('192.0.2.99 is listed on Example list for policy reasons: dynamic range.');
    expect(advice(remedy)?.text).toMatch(/static, give it reverse DNS of its own.*dynamic.*authenticated relay/);
  });

  it('says how to get off a list: the cause first, then the way, the time, and not to pay', async () => {
    const more = {
      lookupUrl: 'https://bl.example/look',
      removal: { kind: 'form', url: 'https://bl.example/remove', needs: ['contact'], hours: [12, 24], paid: true },
      expiry: { kind: 'automatic', afterDays: 7 },
      usedBy: ['Some receiver'],
      checkedOn: '2026-11-24',
    } as const;
    const { remedy, usedBy } = await find('healthy', 'listed', more);
    expect(usedBy).toEqual(['Some receiver']);
    const [cause, way, proof] = [
      'Find and stop the cause first, or the listing comes back. Usual causes: a stolen password, a hacked site or form, an infected host, a list of old addresses.',
      'Submit the removal form once. You need: a contact address. It usually takes 12 to 24 hours. It also expires by itself about 7 days after the last hit. Do not pay for a removal.',
      'Check that the listing is gone.',
    ];
    const [command, url] = ['npx postwatch check 192.0.2.99 --only dnsbl', 'https://bl.example/remove'];
    expect(advice(remedy)).toEqual({
      text: `${cause} ${way} ${proof}`,
      steps: [{ text: cause }, { text: way, url }, { text: proof, command }],
      command,
      url,
      checkedOn: '2026-11-24',
    });
  });

  it.each<[Partial<List>, RegExp]>([
    [{}, /resolver that the operator accepts/],
    [{ access: 'registration' }, /Register the IP address of your resolver with Example/],
    [{ lookupUrl: 'https://bl.example/' }, /Query less often, too\. Until then, look it up by hand\.$/],
  ])('says what to change where the list refuses us: %j', async (more, text) => {
    const { remedy } = await find('REFUSED', 'absent', more);
    expect(advice(remedy)?.text).toMatch(text);
    expect(advice(remedy)?.text).not.toMatch(/ {2}|undefined/);
    expect(advice(remedy)?.url).toBe(more.lookupUrl);
  });

  it('says of information that no one should pay for it', async () => {
    const { remedy } = await find('healthy', 'info', { removal: { kind: 'range', paid: true } });
    expect(advice(remedy)?.text).toBe(
      'Nothing needs to be done: receivers seldom refuse mail for this. Wait: the whole range of the provider is listed, and nothing that you do about this address changes that. Do not pay for a removal.',
    );
    expect((await find('healthy', 'info')).remedy).toBeNull();
  });
});
