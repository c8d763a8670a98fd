import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import type { Answer, Question } from '../../shared/dns/answer.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { reverseLabels } from '../../shared/model/address.ts';
import { targetStatus } from '../../shared/model/finding.ts';
import { absent, addresses, domain, failed, ip, list, portsOf, scripted } from '../dnsbl/worlds.ts';
import { runs } from '../support/thorough.ts';
import { NOON, txt, zone } from '../support/zone.ts';

const KEY = 'zyxwvutsrqponmlkjihgfedcba';

describe('the dnsbl check', () => {
  it('gives one report a target, with one finding for each list queried, sound ones too', async () => {
    const lists = [
      list(),
      list({ id: 'two', zone: 'two.example' }),
      list({ id: 'names', zone: 'names.example', scope: ['domain'] }),
    ];
    const resolver = zone({
      '2.0.0.127.bl.example': { A: ['127.0.0.2'] },
      '2.0.0.127.two.example': { A: ['127.0.0.2'] },
      '9.2.0.192.two.example': { A: ['127.0.0.2'], TXT: ['spam seen', 'https://two.example/?192.0.2.9'] },
      'test.names.example': { A: ['127.0.0.2'] },
    });
    const targets = [ip('192.0.2.9'), domain('example.com')];
    const [address, name] = await dnsblCheck({ lists, keys: {} }).run(targets, portsOf(resolver));
    expect(address!.target).toBe(targets[0]);
    expect(address!.findings.map(({ id, subject, target }) => `${target} ${subject} ${id}`)).toEqual([
      '192.0.2.9 bl dnsbl.clear',
      '192.0.2.9 two dnsbl.listed',
    ]);
    expect(address!.findings[1]!.summary).toBe(
      '192.0.2.9 is listed on Example list: spam source. The list says: "spam seen / https://two.example/?192.0.2.9"',
    );
    expect(address!.findings[1]!.evidence).toEqual([
      {
        question: '9.2.0.192.two.example',
        type: 'A',
        resolver: '192.0.2.53:53',
        rcode: 'NOERROR',
        answers: ['127.0.0.2'],
        ttl: 300,
        at: new Date(NOON).toISOString(),
        rttMs: 1,
      },
      expect.objectContaining({ type: 'TXT', answers: ['spam seen', 'https://two.example/?192.0.2.9'] }),
    ]);
    expect(address!.coverage).toEqual({ asked: 2, answered: 2, notCovered: [] });
    expect(name!.findings.map(({ subject, id }) => `${subject} ${id}`)).toEqual(['names dnsbl.clear']);
  });

  it('counts what was asked and answered, and says what was not covered and how it could be', async () => {
    const lists = [
      list(),
      list({ id: 'silent', zone: 'silent.example' }),
      list({ id: 'keyed', zone: '{key}.keyed.example', operatorId: 'spamhaus' }),
      list({ id: 'keyed-names', zone: '{key}.names.example', scope: ['domain'] }),
      list({ id: 'gone', status: 'dead', name: 'Gone', died: '2024-06-05' }),
      list({ id: 'web', zone: null }),
    ];
    const resolver = zone({ '2.0.0.127.bl.example': { A: ['127.0.0.2'] } });
    const [report] = await dnsblCheck({ lists, keys: {} }).run([ip('192.0.2.9')], portsOf(resolver));
    expect(report!.findings.map(({ subject }) => subject)).toEqual(['bl', 'silent']);
    expect(report!.coverage).toMatchObject({ asked: 2, answered: 1 });
    // A list for domains is no gap in what is known about an address.
    expect(report!.coverage!.notCovered.map(({ list: id, why }) => `${id}: ${why}`)).toEqual([
      'keyed: needs a key',
      'gone: Gone has shut down (2024-06-05).',
      'web: Example list cannot be queried by DNS.',
    ]);
    expect(report!.coverage!.notCovered.every(({ how }) => how !== '')).toBe(true);
    expect(resolver.asked.filter((asked) => /keyed|names/.test(asked))).toEqual([]);
  });

  it('is sound without any key: the default lists that need none give a verdict, the others are not covered', async () => {
    const lists = LISTS.filter(({ use }) => use === 'default');
    const world = Object.fromEntries(
      lists.flatMap(({ zone: name, codes }) =>
        name === null || codes[0] === undefined
          ? []
          : [[`2.0.0.127.${name}`, { A: [codes.find(({ effect }) => effect === 'listed')!.match.split('-')[0]!] }]],
      ),
    );
    const [report] = await dnsblCheck({ lists, keys: {} }).run([ip('192.0.2.9')], portsOf(zone(world)));
    const ofAddresses = lists.filter(({ scope }) => scope.includes('ip4'));
    const needsKey = (one: List): boolean => one.zone?.includes('{key}') === true;
    expect(report!.findings.map(({ id, subject }) => [id, subject])).toEqual(
      ofAddresses.filter((one) => !needsKey(one)).map(({ id }) => ['dnsbl.clear', id]),
    );
    expect(report!.coverage!.notCovered.map(({ list: id }) => id)).toEqual(
      ofAddresses.filter(needsKey).map(({ id }) => id),
    );
    expect(targetStatus(report!.findings, report!.coverage!, (id) => id === 'spamhaus-zen')).toBe('pass');
  });

  it('holds no hostile text: reasons are one short printable line', async () => {
    const resolver = zone({
      '2.0.0.127.bl.example': { A: ['127.0.0.2'] },
      '9.2.0.192.bl.example': { A: ['127.0.0.2'], TXT: [`\u001b[31m\r\nlisted\u202e ${'x'.repeat(5000)}`] },
    });
    const [report] = await dnsblCheck({ lists: [list()], keys: {} }).run([ip('192.0.2.9')], portsOf(resolver));
    const text = JSON.stringify(report);
    expect(text.length).toBeLessThan(3000);
    expect(report!.findings[0]!.summary).toMatch(/^[ -~…]+$/);
    expect(text).not.toMatch(/\\u001b|\\r|\\n|\u202e/);
  });

  it('accepts no targets, and no lists', async () => {
    expect(await dnsblCheck({ lists: [list()], keys: {} }).run([], portsOf(zone({})))).toEqual([]);
    const [report] = await dnsblCheck({ lists: [], keys: {} }).run([ip('192.0.2.9')], portsOf(zone({})));
    expect(report).toMatchObject({ findings: [], coverage: { asked: 0, answered: 0, notCovered: [] } });
  });
});

/** Everything a file loads when it runs: type imports are gone by then. */
function loads(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm);
  for (const [, name = ''] of imports) {
    if (name.startsWith('.')) loads(path.resolve(path.dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

describe('the bundle of the dnsbl check', () => {
  it('holds neither the table nor the schema of lists', () => {
    const loaded = [...loads(path.resolve(import.meta.dirname, '../../shared/checks/dnsbl.ts'))];
    const names = loaded.map((file) => path.basename(file));
    expect(names).toEqual(expect.arrayContaining(['lookup.ts', 'health.ts', 'query.ts', 'ipaddr.js']));
    expect(names.filter((name) => ['lists.ts', 'list.ts', 'valibot'].includes(name))).toEqual([]);
  });
});

describe('the dnsbl check, whatever a list does', () => {
  const LISTED = ['127.0.0.2', '127.0.0.4'];
  const REFUSED = ['127.255.255.254', '127.255.255.255'];
  const POOL = [...LISTED, '127.0.0.10', '127.0.0.77', ...REFUSED, '198.51.100.7', '0.0.0.0'];
  const records = fc.uniqueArray(fc.constantFrom(...POOL), { minLength: 1, maxLength: 3 });
  type Behaviour = {
    readonly kind: 'absent' | 'records' | 'timeout' | 'servfail' | 'refused';
    readonly records: readonly string[];
  };
  const behaviour: fc.Arbitrary<Behaviour> = fc.record({
    kind: fc.constantFrom(
      'absent',
      'absent',
      'absent',
      'records',
      'records',
      'records',
      'timeout',
      'servfail',
      'refused',
    ),
    records: fc.oneof(fc.constant(['127.0.0.2']), records),
  });
  const shape = (id: string, zoneName: string, more: Partial<List>): List =>
    list({
      id,
      zone: zoneName,
      codes: [
        { match: '127.0.0.2-127.0.0.4', means: 'spam', effect: 'listed' },
        { match: '127.0.0.10', means: 'dynamic', effect: 'policy' },
      ],
      refusals: [{ match: '127.255.255.0/24', means: 'refused' }],
      ...more,
    });
  const lists = [
    shape('verified', 'verified.example', {}),
    shape('keyed', '{key}.keyed.example', { operatorId: 'spamhaus', testListed: '127.0.0.2' }),
    shape('none', 'none.example', { testListed: 'none' }),
    shape('six', 'six.example', { scope: ['ip6'] }),
  ];
  const targets = [ip('192.0.2.9'), ip('192.0.2.10'), ip('2001:db8::9'), ip('192.0.2.9'), domain('example.com')];

  type Asked = { readonly question: Question; readonly answer: Answer };
  const asked = targets.map((target) =>
    target.kind === 'address' ? `${reverseLabels(target.address)}.` : `${target.domain}.`,
  );
  const isPositive = (name: string) => name.startsWith('2.0.0.127.') || /^2\.0\.0\.0\.0\.0\.f\.7/.test(name);
  const isNegative = (name: string) => name.startsWith('1.0.0.127.') || /^1\.0\.0\.0\.0\.0\.f\.7/.test(name);
  const isProbe = (name: string) =>
    !isPositive(name) && !isNegative(name) && !asked.some((labels) => name.startsWith(labels));
  const DOCUMENTATION =
    /^\d+\.(?:2\.0\.192|100\.51\.198|113\.0\.203)\.|^(?:[0-9a-f]\.){24}(?:8\.b\.d\.0\.1\.0\.0\.2|(?:[0-9a-f]\.){3}0\.f\.f\.f\.3)\./;
  const isUnused = (name: string) => isProbe(name) && DOCUMENTATION.test(name);
  const inside = (answer: Answer) =>
    answer.kind === 'records' && (answer.records as string[]).every((record) => record.startsWith('127.0.'));

  /** A range nobody mails from, held under a policy: the one answer of a probe that is no lie. */
  const isUnusedByPolicy = ({ question: { name }, answer }: Asked) =>
    isUnused(name) &&
    answer.kind === 'records' &&
    (answer.records as string[]).includes('127.0.0.10') &&
    !(answer.records as string[]).some((record) => LISTED.includes(record));

  /** It listed one address that nobody has, and said in the same batch that it lists another one not. */
  const isOneEntry = ({ question: { name }, answer }: Asked, controls: readonly Asked[]) =>
    isUnused(name) &&
    inside(answer) &&
    controls.some((one) => isUnused(one.question.name) && one.answer.kind === 'absent');

  /** A list that works nearly always, so that good verdicts occur too; `chaos` says how often a control misbehaves. */
  const world = (script: Iterator<Behaviour>, chaos: Iterator<number>) => {
    const log: Asked[] = [];
    const reply = (question: Question): Answer => {
      if (question.type === 'TXT')
        return { ...addresses(question), records: [txt(`echo of ${question.name}`)] } as never;
      const { name } = question;
      const sane = chaos.next().value > 1;
      if (sane && isPositive(name)) return addresses(question, '127.0.0.2');
      if (sane && (isProbe(name) || isNegative(name))) return absent(question);
      const { kind, records: answers } = script.next().value as Behaviour;
      if (kind === 'records') return addresses(question, ...answers);
      return kind === 'absent' ? absent(question) : failed(question, kind);
    };
    const resolver = scripted((question) => {
      const answer = reply(question);
      log.push({ question, answer });
      return answer;
    });
    return { resolver, log };
  };

  it('gives every pair one verdict: clear only where the list proved itself, listed only for a real listing', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(behaviour), fc.infiniteStream(fc.nat(25)), async (script, chaos) => {
        const { resolver, log } = world(script, chaos);
        const reports = await dnsblCheck({ lists, keys: { spamhaus: KEY } }).run(targets, portsOf(resolver));
        expect(reports.map(({ findings }) => findings.length)).toEqual([3, 3, 1, 3, 0]);
        expect(JSON.stringify(reports)).not.toContain(KEY);
        for (const finding of reports.flatMap(({ findings }) => findings)) {
          seen.add(finding.id);
          expect(finding.evidence.length).toBeGreaterThan(0);
          if (finding.status === 'unknown') continue;
          const ofList = log.filter(
            ({ question: { name, type } }) => type === 'A' && name.endsWith(`${finding.subject}.example`),
          );
          const controls = ofList.filter(
            ({ question: { name } }) => isPositive(name) || isNegative(name) || isProbe(name),
          );
          const positives = controls.filter(({ question }) => isPositive(question.name)).map(({ answer }) => answer);
          const lying = controls.filter(
            ({ question, answer }) => !isPositive(question.name) && answer.kind !== 'absent',
          );
          expect(lying.filter((one) => !isUnusedByPolicy(one) && !isOneEntry(one, controls))).toEqual([]);
          expect(controls.every(({ answer }) => answer.kind !== 'failed')).toBe(true);
          if (finding.id === 'dnsbl.clear') {
            expect(positives).toHaveLength(2);
            expect(positives.every(inside)).toBe(true);
          }
          if (finding.id === 'dnsbl.listed') {
            expect(finding.evidence[0]!.answers.some((answer) => /^127\.0\.0\.[234]$/.test(answer))).toBe(true);
            expect(finding.evidence[0]!.answers.every((answer) => answer.startsWith('127.0.0.'))).toBe(true);
          }
        }
      }),
      { numRuns: runs(400) },
    );
    // The worlds are rich enough to reach every verdict that these lists can give.
    expect([...seen].sort()).toEqual(
      ['clear', 'dead', 'listed', 'policy', 'refused', 'unproven', 'unreachable', 'unrecognised'].map(
        (kind) => `dnsbl.${kind}`,
      ),
    );
  });

  it('never reports a key, wherever a list echoes it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z][a-zA-Z0-9]{9,25}$/),
        fc.infiniteStream(behaviour),
        fc.infiniteStream(fc.nat(25)),
        async (key, script, chaos) => {
          const { resolver } = world(script, chaos);
          const reports = await dnsblCheck({ lists, keys: { spamhaus: key } }).run(targets, portsOf(resolver));
          expect(JSON.stringify(reports).toLowerCase()).not.toContain(key.toLowerCase());
        },
      ),
      { numRuns: runs(100) },
    );
  });
});
