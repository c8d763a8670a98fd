/** A memory of any size, and one in which everything that comes from outside is hostile. */
import type { Notice } from '../../shared/model/incident.ts';
import type { ReportedList, ReportMemory } from '../../shared/report/report-memory.ts';
import { newState, type TargetState } from '../../shared/watch/incidents/state.ts';
import type { BatchVerdicts } from '../../shared/watch/run/verdicts.ts';

export const NOW = Date.parse('2026-12-01T03:12:00.000Z');
export const RAN = '2026-12-01T03:00:00.000Z';

export const LISTS: readonly ReportedList[] = ['zen', 'cop', 'psbl', 'one', 'two', 'three', 'four', 'five', 'six'].map(
  (id, index) => ({
    id,
    name: `List ${id}`,
    severity: index === 0 ? 'critical' : index < 3 ? 'major' : 'minor',
    asked: true,
    scope: ['ip4'],
  }),
);

const EMPTY: ReportMemory = {
  states: [],
  verdicts: [],
  snoozes: [],
  lately: [],
  latest: new Map(),
  lastRun: {
    at: RAN,
    finished: RAN,
    batches: 1,
    answered: 1,
    coverage: { asked: 10, answered: 10, notCovered: [] },
    silent: [],
  },
  lastPlanned: Date.parse(RAN),
};

const addressAt = (index: number): string => `198.18.${index >> 8}.${index & 255}`;

const watched = (target: string, domain: string): TargetState => ({
  ...newState(target),
  version: 1,
  place: '123456789012/eu-west-1',
  watched: { role: 'sender', since: RAN, domains: [domain] },
});

/** So many addresses, every tenth with a problem. */
export function fleetMemory(size: number): ReportMemory {
  const targets = Array.from({ length: size }, (_, index) => addressAt(index));
  const states = targets.map((target, index): TargetState => {
    const state = watched(target, `example-${index % 50}.com`);
    return index % 10 === 0 ? { ...state, subjects: { [`ptr|${target}`]: problem(`${index}`) } } : state;
  });
  const pass = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 'pass'] as const));
  const own: BatchVerdicts = {
    run: 'run',
    part: 'ptr::0',
    at: RAN,
    patterns: [pass(['ptr|*'])],
    targets: Object.fromEntries(targets.map((target) => [target, 0])),
    names: Object.fromEntries(targets.map((target, index) => [target, [`mail-${index}.example-${index % 50}.com`]])),
  };
  const spf = Array.from({ length: 50 }, (_, index) => pass([`spf|example-${index}.com`]));
  return {
    ...EMPTY,
    states,
    verdicts: [
      { batch: own, unsound: [] },
      {
        batch: { ...own, part: 'dnsbl::0', patterns: [pass(LISTS.map(({ id }) => `dnsbl|${id}`))] },
        unsound: [],
      },
      {
        batch: {
          ...own,
          part: 'spf::0',
          patterns: spf,
          targets: Object.fromEntries(targets.map((target, index) => [target, index % 50])),
        },
        unsound: [],
      },
    ],
  };
}

const problem = (id: string, summary = 'It has no reverse DNS.', finding = 'ptr.missing') => ({
  standing: {
    finding,
    severity: 'critical' as const,
    status: 'fail' as const,
    summary,
    since: RAN,
    incident: id.padStart(12, '0'),
  },
  seen: 0,
  clean: 0,
  blind: 0,
  worked: true,
});

/** In a text, in a name, in an attribute, in an address of a page. */
export const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)> ' &lt; javascript:alert(3) \u202e\u2066evil\u0000\u001b[31m https://evil.example/${'A'.repeat(65_536)}`;

export function hostileMemory(target = '203.0.113.9'): ReportMemory {
  const state: TargetState = {
    ...watched(target, HOSTILE),
    place: HOSTILE,
    allocationId: HOSTILE,
    subjects: {
      [`ptr|${target}`]: problem('1', HOSTILE, HOSTILE),
      'dnsbl|zen': problem('2', HOSTILE, 'dnsbl.listed'),
      [`spf|${HOSTILE}`]: problem('3', HOSTILE, 'spf.fail'),
    },
  };
  const notice: Notice = {
    id: 'n',
    run: 'run',
    at: RAN,
    transition: 'opened',
    incident: '1'.padStart(12, '0'),
    target,
    finding: {
      check: 'ptr',
      id: HOSTILE,
      target,
      subject: target,
      subjectName: HOSTILE,
      status: 'fail',
      severity: 'critical',
      summary: HOSTILE,
      evidence: [
        {
          question: HOSTILE,
          type: 'TXT',
          resolver: HOSTILE,
          rcode: HOSTILE,
          answers: [HOSTILE],
          ttl: 1,
          at: RAN,
          rttMs: 1,
        },
      ],
      remedy: { text: HOSTILE, command: HOSTILE, url: 'https://evil.example/' },
    },
    before: null,
    acknowledged: { by: HOSTILE, at: RAN, why: HOSTILE, until: null },
  };
  const home: TargetState = {
    ...newState(`zone:${HOSTILE.slice(0, 200)}`),
    subjects: { 'ptr|x': problem('4', HOSTILE) },
  };
  return {
    ...EMPTY,
    states: [state, home],
    verdicts: [
      {
        batch: {
          run: 'r',
          part: 'p',
          at: RAN,
          patterns: [{ 'ptr|*': 'fail' }],
          targets: { [target]: 0 },
          names: { [target]: [HOSTILE] },
        },
        unsound: [],
      },
    ],
    lately: [notice],
    latest: new Map(['1', '2', '3', '4'].map((id) => [id.padStart(12, '0'), notice])),
    lastRun: {
      at: RAN,
      finished: RAN,
      batches: 2,
      answered: 1,
      coverage: { asked: 1, answered: 0, notCovered: [{ list: HOSTILE, why: HOSTILE, how: HOSTILE }] },
      silent: [{ list: 'cop', why: HOSTILE, remedy: { text: HOSTILE, url: 'javascript:alert(1)' } }],
    },
  };
}
