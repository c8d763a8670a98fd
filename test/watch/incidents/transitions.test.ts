/** Every pair of findings that one subject can hold, with the word people read. */
import { describe, expect, it } from 'vitest';
import type { Severity, Status, StoredFinding } from '../../../shared/model/finding.ts';
import type { FindingEntry } from '../../../shared/model/findings/entry.ts';
import { FINDINGS } from '../../../shared/model/findings/index.ts';
import { compare, POLICY } from '../../../shared/watch/incidents/compare.ts';
import { OPENS } from '../../../shared/watch/incidents/observe.ts';
import { NEW_SUBJECT, type SubjectState } from '../../../shared/watch/incidents/state.ts';
import { degreeChange } from '../../../shared/watch/incidents/transitions.ts';

/** As the checks weigh them; a list's weight is its own. */
const WEIGHT: Readonly<Record<string, readonly [Status, Severity]>> = {
  'ptr.missing': ['fail', 'critical'],
  'ptr.not-confirmed': ['fail', 'major'],
  'ptr.generic': ['warn', 'major'],
  'ptr.drift': ['warn', 'major'],
  'dnsbl.listed': ['fail', 'critical'],
  'dnsbl.policy': ['fail', 'critical'],
  'spf.permerror': ['fail', 'critical'],
  'spf.not-authorised': ['fail', 'critical'],
  'spf.softfail': ['fail', 'major'],
  'spf.none': ['fail', 'major'],
  'spf.neutral': ['warn', 'major'],
  'spf.plus-all': ['warn', 'major'],
  'sender.ground-gone': ['warn', 'major'],
};

const findingOf = (id: string): StoredFinding => {
  const [status, severity] = WEIGHT[id]!;
  const check = id.split('.')[0] as StoredFinding['check'];
  return { check, id, target: 'a', subject: 'a', status, severity, summary: id, evidence: [], remedy: null };
};

/** The table, spelled out once more: `+` improved, `-` worsened, `.` the same. Rows from, columns to, in the same order. */
const TABLE: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  spf: [
    ['spf.permerror', '.-+-+-'],
    ['spf.not-authorised', '-.+-+-'],
    ['spf.softfail', '--.-+-'],
    ['spf.none', '---.+-'],
    ['spf.neutral', '----.-'],
    ['spf.plus-all', '-----.'],
  ],
  ptr: [
    ['ptr.missing', '.+++'],
    ['ptr.not-confirmed', '-.++'],
    ['ptr.generic', '--.+'],
    ['ptr.drift', '---.'],
  ],
  dnsbl: [
    ['dnsbl.listed', '.+'],
    ['dnsbl.policy', '-.'],
  ],
};

const PAIRS = Object.values(TABLE).flatMap((rows) =>
  rows.flatMap(([from, marks]) => rows.map(([to], at) => [from, to, marks[at]!] as const)),
);

function change(from: string, to: string): string {
  const opened = compare(
    NEW_SUBJECT,
    { kind: 'problem', finding: findingOf(from), partial: false },
    { incident: 'i1', at: '2026-11-30T12:00:00.000Z', first: true, mayGoBlind: true },
    POLICY,
  ).next;
  const acknowledged = { by: 'kim', at: '', why: '', until: null };
  const known: SubjectState = { ...opened, standing: { ...opened.standing!, acknowledged } };
  const { next, changes } = compare(
    known,
    { kind: 'problem', finding: findingOf(to), partial: false },
    { incident: 'i2', at: '2026-11-30T13:00:00.000Z', first: false, mayGoBlind: true },
    POLICY,
  );
  const kept = next.standing!.acknowledged === undefined ? '' : ', still acknowledged';
  return `${changes.map(({ transition }) => transition).join() || 'the same'}${kept}`;
}

describe('a finding that replaces another one', () => {
  const WORD: Readonly<Record<string, string>> = {
    '+': 'improved, still acknowledged',
    '-': 'worsened',
    '.': 'the same, still acknowledged',
  };

  it.each(PAIRS.map(([from, to, mark]) => [from, to, WORD[mark]]))(
    '%s, then %s: %s',
    (from = '', to = '', word = '') => {
      expect(change(from, to)).toBe(word);
    },
  );

  it('is in the table if it opens an incident, and the code has no others', () => {
    const known = PAIRS.map(([from]) => from);
    const alone = ['sender.ground-gone'];
    expect([...new Set([...known, ...alone])].sort()).toEqual([...new Set([...OPENS, ...alone])].sort());
    const inCode = Object.entries<FindingEntry>(FINDINGS).flatMap(([id, { better }]) =>
      better === undefined ? [] : [id],
    );
    expect(inCode.sort()).toEqual([...new Set([...known, ...alone])].sort());
  });

  it('is never better where the record has vanished, and nothing is better both ways', () => {
    const better = new Set(PAIRS.flatMap(([from, to, mark]) => (mark === '+' ? [`${from} ${to}`] : [])));
    for (const [from, to] of PAIRS) {
      if (to === 'spf.none' || to === 'ptr.missing') expect(better).not.toContain(`${from} ${to}`);
      if (from !== to) expect(better.has(`${from} ${to}`) && better.has(`${to} ${from}`)).toBe(false);
    }
  });

  it('is compared by severity, then by status, where it is the same finding or one that is not known', () => {
    const listed = { finding: 'dnsbl.listed', severity: 'critical', status: 'fail' } as const;
    expect(degreeChange(listed, { ...listed, severity: 'major' })).toBe('improved');
    expect(degreeChange({ ...listed, severity: 'major' }, listed)).toBe('worsened');
    expect(degreeChange({ ...listed, status: 'warn' }, listed)).toBe('worsened');
    const unknown = { finding: 'spf.of-tomorrow', severity: 'minor', status: 'warn' } as const;
    expect(degreeChange({ ...listed, finding: 'spf.none' }, unknown)).toBe('improved');
  });
});
