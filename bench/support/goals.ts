/** The goals of the bench, each a row of `results.md`: what was measured before, and what this run measured, if it did. */
import { execFileSync } from 'node:child_process';
import os from 'node:os';

export type Measured = { readonly goal: GoalId; readonly value: number };

type Goal = {
  readonly what: string;
  readonly most?: number;
  readonly least?: number;
  readonly unit: string;
  /** As the issue or the change that set out for the goal had it; null: nobody measured it. */
  readonly before: number | null;
};

const CPU = 'x, processor time';

/** In the order of the issue; those that no section measures say so in every run. */
export const GOALS = {
  'slow-list': { what: 'A list at 1/s delays no critical notice (20,000 addresses)', most: 1, unit: 'x', before: null },
  help: { what: 'Package: --help, of an empty node', most: 2, unit: CPU, before: 1.9 },
  version: { what: 'Package: --version, of an empty node', most: 2, unit: CPU, before: 2 },
  check: { what: 'Package: check of one address, of an empty node', most: 3, unit: CPU, before: 7.7 },
  lookup: { what: 'Package: lookup of one record, of an empty node', most: 3, unit: CPU, before: 6.5 },
  checkout: { what: 'Checkout: check, of the package', most: 2, unit: CPU, before: 1.6 },
  bill: { what: 'Variable bill at 1,000 addresses, hourly', most: 0.6, unit: 'USD', before: 1.9 },
  'check-cpu': { what: 'dnsblCheck of 2,000 x 25, of the bare engine', most: 1.3, unit: CPU, before: 2.25 },
  'check-memory': { what: 'dnsblCheck of 2,000 x 25, memory', most: 150, unit: 'MB', before: 297 },
  'engine-cpu': { what: 'Engine, of node:dns at its best window', most: 1, unit: CPU, before: 1.28 },
  'engine-rate': { what: 'Engine, of node:dns at its best window', least: 1, unit: 'x, rate', before: 0.86 },
  // Before: of Postfix alone, as the note of 2026-12-01 has it; tables and events had no whole reading.
  'log-time': { what: 'A log of 1 M lines of any form, one core', most: 60, unit: 's, processor time', before: 18.7 },
  'log-memory': { what: 'A log of 3 M lines, memory of 1 M', most: 1.2, unit: 'x', before: 1.06 },
  'function-start': {
    what: 'Functions until ready, the one farthest from its goal',
    most: 1,
    unit: 'x its goal',
    before: 1.03,
  },
  'first-call': { what: 'First call of a cold worker (the slowest), of an empty handler', unit: CPU, before: null },
  'page-cpu': { what: 'Overview of 1,000 addresses, one core', most: 200, unit: 'ms, processor time', before: null },
  'page-size': { what: 'Overview of 1,000 addresses', most: 300, unit: 'KB', before: null },
  scale: { what: 'watch at 50,000 targets', most: 400, unit: 'MB', before: 1500 },
  plan: { what: 'plan of 300,000 targets', most: 10, unit: 's', before: 300 },
} as const satisfies Readonly<Record<string, Goal>>;

export type GoalId = keyof typeof GOALS;

function row(id: GoalId, measured: ReadonlyMap<GoalId, number>): string {
  const { what, unit, before, ...bounds }: Goal = GOALS[id];
  const { most, least } = bounds;
  const value = measured.get(id);
  const isMet = value !== undefined && value <= (most ?? value) && value >= (least ?? value);
  const now = value === undefined ? 'not measured' : value.toFixed(value < 10 ? 2 : 0);
  const hasGoal = most !== undefined || least !== undefined;
  const verdict = value === undefined || !hasGoal ? '-' : isMet ? 'met' : 'MISSED';
  const bound = !hasGoal ? 'no goal yet:' : most === undefined ? `at least ${least}` : `at most ${most}`;
  return `| ${what} | ${bound} ${unit} | ${before ?? 'not measured'} | ${now} | ${verdict} |`;
}

/** `at`: the day, as the caller's clock has it. */
export function resultsPage(results: readonly Measured[], at: string): string {
  const measured = new Map(results.map(({ goal, value }) => [goal, value]));
  const [cpu] = os.cpus();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return [
    '# What the bench measured',
    '',
    'Written by `npm run bench`, in one run. Peers take turns and the rows are ratios, since machines differ and are noisy.',
    '',
    `${at}, commit ${commit}, Node ${process.version}, ${os.cpus().length} x ${cpu?.model ?? 'unknown processor'}, ${os.type()} ${os.release()}.`,
    `Load of the machine at the end: ${os.loadavg()[0]?.toFixed(1)}.`,
    '',
    '| What | Goal | Before | Now | |',
    '|---|---|---|---|---|',
    ...(Object.keys(GOALS) as GoalId[]).map((id) => row(id, measured)),
    '',
  ].join('\n');
}
