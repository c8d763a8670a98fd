/**
 * Lists as a whole. A list that worked and stopped answering is told once, about the list, not once an address; and a
 * list that turns on a large share of the senders in one run is asked for its controls again before it is believed.
 */
import { suspectLists } from '../dnsbl/anomaly.ts';
import type { List } from '../dnsbl/list.ts';
import type { Address } from '../model/address.ts';
import type { Finding } from '../model/finding.ts';
import { count } from '../model/text.ts';
import type { BatchResult } from './batch.ts';
import type { Judgement } from './memory.ts';
import { listTarget, type Observation, subjectKey, type TargetState } from './state.ts';

type States = ReadonlyMap<string, TargetState>;
type Results = readonly BatchResult[];

/** Asks the list's controls again, past every cache: whether it is sound, as a fact about now. */
export type Prove = (list: List, family: 4 | 6) => Promise<boolean>;

/** `senders`: all that the lists were asked about in this run. */
export async function judge(
  {
    results,
    senders,
    lists,
  }: { readonly results: Results; readonly senders: readonly Address[]; readonly lists: readonly List[] },
  states: States,
  prove: Prove,
): Promise<Judgement> {
  const byText = new Map(senders.map((address) => [address.text, address]));
  const turned = new Map<string, Address[]>();
  for (const finding of results.flatMap(({ findings }) => findings)) {
    const address = byText.get(finding.target);
    if (address === undefined || !isNewListing(finding, states)) continue;
    const known = turned.get(finding.subject);
    if (known === undefined) turned.set(finding.subject, [address]);
    else known.push(address);
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

function isNewListing({ check, status, subject, target }: Finding, states: States): boolean {
  if (check !== 'dnsbl' || (status !== 'fail' && status !== 'warn')) return false;
  return (states.get(target)?.subjects[subjectKey('dnsbl', subject)]?.standing ?? null) === null;
}

/** A list that was asked in this run and answered nothing: neither clean nor listed, for anybody. */
export type SilentList = { readonly list: string; readonly why: string };

export function silentLists(results: Results): readonly SilentList[] {
  const tallies = results.flatMap(({ lists }) => Object.entries(lists));
  const byList = Map.groupBy(tallies, ([list]) => list);
  return [...byList].flatMap(([list, of]) => {
    const [first] = of;
    return first === undefined || of.some(([, { answered }]) => answered > 0)
      ? []
      : [{ list, why: first[1].example.summary }];
  });
}

/** Null where the list was not asked, or is not one whose silence is worth a message. */
export function listObservation(list: List, judgement: Judgement, results: Results): Observation | null {
  if (judgement.unsound.includes(list.id)) return { kind: 'problem', finding: anomaly(list, results), partial: false };
  if (list.severity === 'minor' || list.kind !== 'block') return null;
  const tallies = results.flatMap(({ lists }) => lists[list.id] ?? []);
  const [first] = tallies;
  if (first === undefined) return null;
  const answering = tallies.find(({ answered }) => answered > 0);
  if (answering !== undefined) {
    return {
      kind: 'sound',
      finding: about(list, 'list.answers', 'pass', `${list.name} answers again`, answering.example),
    };
  }
  const summary = `${list.name} gives no verdict: ${first.example.summary}`;
  return { kind: 'unknown', finding: about(list, 'list.blind', 'unknown', summary, first.example) };
}

/** The members after this run: whoever was touched and is (still) listed as one, and whoever was not touched. */
export function membersAfter(
  { id }: List,
  known: TargetState,
  touched: ReadonlyMap<string, unknown>,
  states: States,
): readonly string[] {
  const key = subjectKey('dnsbl', id);
  const isMember = (target: string): boolean => states.get(target)?.subjects[key]?.standing?.memberOf === id;
  const stayed = (known.members ?? []).filter((target) => !touched.has(target) || isMember(target));
  return [...new Set([...stayed, ...[...touched.keys()].filter(isMember)])].sort();
}

/** The one incident of a list that really lists a large share of the senders; its members are the targets' own entries. */
export function membersObservation(
  list: List,
  judgement: Judgement,
  results: Results,
  known: TargetState,
  members: readonly string[],
): Observation | null {
  const subject = `${list.id}#members`;
  const stands = (known.subjects[subjectKey('dnsbl', subject)]?.standing ?? null) !== null;
  if (!judgement.massListing.includes(list.id) && !stands) return null;
  const cell = results
    .flatMap(({ findings }) => findings)
    .find(({ target, subject: id }) => id === list.id && members.includes(target));
  const example = cell ?? results.flatMap(({ lists }) => lists[list.id] ?? [])[0]?.example;
  if (members.length === 0) {
    const finding = about(list, 'list.mass-listing-over', 'pass', `${list.name} lists none of them any more`, example);
    return { kind: 'sound', finding: { ...finding, subject } };
  }
  const shown = members.slice(0, 10).join(', ');
  const more = members.length > 10 ? ` and ${members.length - 10} more` : '';
  const summary = `${list.name} lists ${count(members.length, 'sender')}: ${shown}${more}`;
  const finding = about(list, 'list.mass-listing', list.severity === 'minor' ? 'warn' : 'fail', summary, example);
  return { kind: 'problem', finding: { ...finding, subject }, partial: false };
}

function anomaly(list: List, results: Results): Finding {
  const summary = `${list.name} suddenly listed many of your senders, and fails its own controls: not believed`;
  const said = results
    .flatMap(({ findings }) => findings)
    .find(({ check, subject }) => check === 'dnsbl' && subject === list.id);
  return about(list, 'list.anomaly', 'unknown', summary, said);
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
