/**
 * Lists as a whole. A list that worked and stopped answering is reported once, about the list, not once an address; and a
 * list that turns on a large share of the senders in one run is asked for its controls again before it is believed.
 */

import { suspectLists } from '../../dnsbl/anomaly.ts';
import type { List } from '../../dnsbl/list.ts';
import type { Address } from '../../model/address.ts';
import { type Finding, type StoredFinding, summaryOf, summaryText } from '../../model/finding.ts';
import type { DNSBL_FINDINGS } from '../../model/findings/dnsbl.ts';
import type { StatusOf } from '../../model/findings/index.ts';
import type { Text, Translated } from '../../model/language.ts';
import type { BatchResult, Judgement } from './result.ts';
import { listTarget, type Observation, subjectKey, type TargetState } from './state.ts';
import { answersAgain, failsItsControls, givesNoVerdict } from './words.ts';

type States = ReadonlyMap<string, TargetState>;
type Results = readonly BatchResult[];

/** Asks the list's controls again, past every cache: whether it is sound, as a fact about now. */
export type Prove = (list: List, family: 4 | 6) => Promise<boolean>;

/** `senders`: all that the lists were asked about in this run. */
export async function judgeListings(
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

function isNewListing({ check, status, subject, target }: StoredFinding, states: States): boolean {
  if (check !== 'dnsbl' || (status !== 'fail' && status !== 'warn')) return false;
  return (states.get(target)?.subjects[subjectKey('dnsbl', subject)]?.standing ?? null) === null;
}

/** A list that was asked in this run and answered nothing: neither clean nor listed, for anyone. */
/** `why`: in English; `translated`: the same in the other languages. */
export type SilentList = { readonly list: string; readonly why: string; readonly translated?: Translated };

export function silentLists(results: readonly Pick<BatchResult, 'lists'>[]): readonly SilentList[] {
  const tallies = results.flatMap(({ lists }) => Object.entries(lists));
  const byList = Map.groupBy(tallies, ([list]) => list);
  return [...byList].flatMap(([list, of]) => {
    const [first] = of;
    return first === undefined || of.some(([, { answered }]) => answered > 0)
      ? []
      : [{ list, ...silence(first[1].example) }];
  });
}

function silence(example: StoredFinding): Omit<SilentList, 'list'> {
  const { en: why, ...translated } = summaryText(example);
  return { why, translated };
}

/** Null where the list was not queried, or is not one whose missing answers are worth a notice. */
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
      finding: about(list, 'list.answers', 'pass', answersAgain(list.name), answering.example),
    };
  }
  const summary = givesNoVerdict(list.name, summaryText(first.example));
  return { kind: 'unknown', finding: about(list, 'list.blind', 'unknown', summary, first.example) };
}

function anomaly(list: List, results: Results): Finding {
  const evidence = results
    .flatMap(({ findings }) => findings)
    .find(({ check, subject }) => check === 'dnsbl' && subject === list.id);
  return about(list, 'list.anomaly', 'unknown', failsItsControls(list.name), evidence);
}

type AboutList = Extract<keyof typeof DNSBL_FINDINGS, `list.${string}`>;

/** A finding about a list as a whole, with what one of its cells has shown. */
export function about<I extends AboutList>(
  list: List,
  id: I,
  status: StatusOf<I>,
  summary: Text,
  from: StoredFinding | undefined,
): Finding {
  const quiet = status === 'unknown';
  return {
    check: 'dnsbl',
    id,
    target: listTarget(list.id),
    subject: list.id,
    subjectName: list.name,
    status,
    severity: status === 'pass' ? 'info' : list.severity,
    ...summaryOf(summary),
    evidence: from?.evidence ?? [],
    remedy: quiet
      ? {
          id: 'list.quiet',
          with: { list: list.name, command: 'npx postwatch lists --health' },
        }
      : (from?.remedy ?? null),
  };
}
