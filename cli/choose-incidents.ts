/** The open incidents that the watch knows, chosen and sorted as a person asks. */
import type { IncidentView } from '../shared/http/watch-view.ts';
import { compareSeverity } from '../shared/model/finding.ts';
import { parseFindingId, parseTargetKey } from '../shared/model/scope.ts';
import { ANSWERS, answerAs } from './api-answers.ts';
import { SEVERITIES, SORTS } from './choices.ts';
import type { Words } from './command.ts';
import { orThrow } from './runtime.ts';
import type { WatchApi } from './watch-api.ts';

/** A memory without an end is not a memory: so many pages are more than any has. */
const MOST_PAGES = 1000;

export async function everyIncident({ call }: Pick<WatchApi, 'call'>): Promise<readonly IncidentView[]> {
  const all: IncidentView[] = [];
  let from = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { incidents: some, next } = answerAs(await call('GET', `/incidents?limit=1000${from}`), ANSWERS.incidents);
    all.push(...some);
    if (next === null) break;
    from = `&from=${encodeURIComponent(next)}`;
  }
  return all;
}

/** Of a target, or of many of which it is one. */
export const isAbout =
  (key: string) =>
  ({ target, members = [] }: IncidentView): boolean =>
    target === key || members.includes(key);

export const readTargetFlag = (text: string): string => orThrow(parseTargetKey(text), '--target');

/** Throws `UsageError`. */
export function readChoice(words: Words): (all: readonly IncidentView[]) => readonly IncidentView[] {
  const [target, finding] = [words.text('target'), words.text('finding')];
  const key = target === undefined ? undefined : readTargetFlag(target);
  const id = finding === undefined ? undefined : orThrow(parseFindingId(finding), '--finding');
  const severity = SEVERITIES.find((one) => one === words.text('severity'));
  const sort = SORTS.find((one) => one === words.text('sort')) ?? 'target';
  return (all) =>
    all
      .filter((one) => key === undefined || isAbout(key)(one))
      .filter((one) => id === undefined || one.finding === id)
      .filter((one) => severity === undefined || compareSeverity(one.severity, severity) <= 0)
      .toSorted(ORDERS[sort]);
}

/** `target`: as the watch has them, the worst of each target first. */
const ORDERS: Readonly<Record<(typeof SORTS)[number], (a: IncidentView, b: IncidentView) => number>> = {
  target: () => 0,
  severity: (a, b) => compareSeverity(a.severity, b.severity),
  since: (a, b) => b.since.localeCompare(a.since),
};
