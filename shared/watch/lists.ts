/**
 * Lists as a whole. A list that worked and stopped answering is told once, about the list, not once an address; and a
 * list that turns on a large share of the senders in one run is asked for its controls again before it is believed.
 */
import { suspectLists } from '../dnsbl/anomaly.ts';
import type { List } from '../dnsbl/list.ts';
import type { Finding } from '../model/finding.ts';
import { count } from '../model/text.ts';
import type { CloseInput } from './close.ts';
import type { Judgement } from './memory.ts';
import { observe } from './observe.ts';
import { listTarget, type Observation, subjectKey, type TargetState } from './state.ts';

type States = ReadonlyMap<string, TargetState>;

/** Asks the list's controls again, past every cache: whether it is sound, as a fact about now. */
export type Prove = (list: List, family: 4 | 6) => Promise<boolean>;

export async function judge(
  { results, targets, lists }: Omit<CloseInput, 'judgement' | 'run'>,
  states: States,
  prove: Prove,
): Promise<Judgement> {
  const senders = targets.filter((target) => target.kind === 'address').map(({ address }) => address);
  const byText = new Map(senders.map((address) => [address.text, address]));
  const turned = new Map<string, (typeof senders)[number][]>();
  for (const finding of results.flatMap((result) => result.findings)) {
    const address = byText.get(finding.target);
    if (finding.check !== 'dnsbl' || address === undefined || !isNewProblem(finding, states)) continue;
    turned.set(finding.subject, [...(turned.get(finding.subject) ?? []), address]);
  }
  const massListing: string[] = [];
  const unsound: string[] = [];
  for (const id of suspectLists(senders, turned)) {
    const list = lists.find((one) => one.id === id);
    if (list === undefined) continue;
    const family = turned.get(id)?.[0]?.family ?? 4;
    ((await prove(list, family)) ? massListing : unsound).push(id);
  }
  return { massListing, unsound };
}

function isNewProblem(finding: Finding, states: States): boolean {
  const [observation] = observe([finding]).values();
  const known = states.get(finding.target)?.subjects[subjectKey('dnsbl', finding.subject)];
  return observation?.kind === 'problem' && (known?.standing ?? null) === null;
}

/** The run's findings of each list, in one pass: ten thousand addresses make a quarter of a million of them. */
export type Cells = ReadonlyMap<string, readonly Finding[]>;

export function cellsByList(results: CloseInput['results']): Cells {
  const cells = new Map<string, Finding[]>();
  for (const { findings } of results) {
    for (const finding of findings) {
      if (finding.check !== 'dnsbl') continue;
      const known = cells.get(finding.subject);
      if (known === undefined) cells.set(finding.subject, [finding]);
      else known.push(finding);
    }
  }
  return cells;
}

/** Null where the list was not asked, or is not one whose silence is worth a message. */
export function listObservation(list: List, judgement: Judgement, cells: readonly Finding[]): Observation | null {
  if (judgement.unsound.includes(list.id)) return { kind: 'problem', finding: anomaly(list, cells), partial: false };
  if (list.severity === 'minor' || list.kind !== 'block') return null;
  const [first] = cells;
  if (first === undefined) return null;
  const answered = cells.find(({ status }) => status !== 'unknown');
  if (answered !== undefined)
    return { kind: 'sound', finding: about(list, 'list.answers', 'pass', `${list.name} answers again`, answered) };
  const summary = `${list.name} gives no verdict: ${first.summary}`;
  return { kind: 'unknown', finding: about(list, 'list.blind', 'unknown', summary, first) };
}

/** The one incident of a list that really lists a large share of the senders; its members are the targets' own entries. */
export function membersObservation(
  list: List,
  judgement: Judgement,
  cells: readonly Finding[],
  states: States,
): Observation | null {
  const key = subjectKey('dnsbl', list.id);
  const members = [...states.values()]
    .filter(({ subjects }) => subjects[key]?.standing?.memberOf === list.id)
    .map(({ target }) => target);
  const standing =
    states.get(listTarget(list.id))?.subjects[subjectKey('dnsbl', `${list.id}#members`)]?.standing ?? null;
  if (!judgement.massListing.includes(list.id) && standing === null) return null;
  const cell = cells.find(({ target }) => members.includes(target));
  const subject = `${list.id}#members`;
  if (members.length === 0) {
    const finding = about(list, 'list.mass-listing-over', 'pass', `${list.name} lists none of them any more`, cell);
    return { kind: 'sound', finding: { ...finding, subject } };
  }
  const shown = members.slice(0, 10).join(', ');
  const more = members.length > 10 ? ` and ${members.length - 10} more` : '';
  const summary = `${list.name} lists ${count(members.length, 'sender')}: ${shown}${more}`;
  const finding = about(list, 'list.mass-listing', list.severity === 'minor' ? 'warn' : 'fail', summary, cell);
  return { kind: 'problem', finding: { ...finding, subject }, partial: false };
}

function anomaly(list: List, cells: readonly Finding[]): Finding {
  const summary = `${list.name} suddenly listed many of your senders, and fails its own controls: not believed`;
  return about(
    list,
    'list.anomaly',
    'unknown',
    summary,
    cells.find(({ status }) => status === 'fail' || status === 'warn') ?? cells[0],
  );
}

function about(list: List, id: string, status: Finding['status'], summary: string, from: Finding | undefined): Finding {
  const quiet = status === 'unknown';
  return {
    check: 'dnsbl',
    id,
    target: listTarget(list.id),
    subject: list.id,
    status,
    severity: status === 'pass' ? 'info' : list.severity,
    summary,
    evidence: from?.evidence ?? [],
    remedy: quiet
      ? {
          text: `Nothing is known from ${list.name} until it answers again; addresses keep their last known state.`,
          command: `npx postwatch lists --health`,
        }
      : (from?.remedy ?? null),
  };
}
