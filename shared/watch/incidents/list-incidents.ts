/**
 * Lists as a whole. A list that worked and stopped answering is reported once, about the list, not once an address; and a
 * list that turns on a large share of the senders in one run is asked for its controls again before it is believed.
 */

import { areSpread, suspectLists } from '../../dnsbl/anomaly.ts';
import type { List } from '../../dnsbl/list.ts';
import type { Address } from '../../model/address.ts';
import { type Finding, type StoredFinding, summaryOf, summaryText } from '../../model/finding.ts';
import type { DNSBL_FINDINGS } from '../../model/findings/dnsbl.ts';
import type { StatusOf } from '../../model/findings/index.ts';
import type { Text, Translated } from '../../model/language.ts';
import { targetKey } from '../../model/target.ts';
import type { BatchResult, Judgement } from './result.ts';
import { listTarget, type Observation, subjectKey, type TargetState } from './state.ts';
import { answersAgain, failsItsControls, givesNoVerdict } from './words.ts';

type States = ReadonlyMap<string, TargetState>;
type Results = readonly BatchResult[];

/** Asks the list's controls again, past every cache: whether it is sound, as a fact about now. */
export type Prove = (list: List, family: 4 | 6) => Promise<boolean>;

/** By list: the senders that it was asked about in this run, which for a list that takes turns are a part of all. */
export type AskedSenders = (lists: ReadonlySet<string>) => Promise<ReadonlyMap<string, readonly Address[]>>;

export async function judgeListings(
  {
    results,
    askedSenders,
    lists,
  }: { readonly results: Results; readonly askedSenders: AskedSenders; readonly lists: readonly List[] },
  states: States,
  prove: Prove,
): Promise<Judgement> {
  const turned = new Map([...turnedOn(results, states)].filter(([, listed]) => areSpread(listed)));
  // Most runs have none: then no batch is read.
  const asked = turned.size === 0 ? new Map<string, readonly Address[]>() : await askedSenders(new Set(turned.keys()));
  const massListing: string[] = [];
  const unsound: string[] = [];
  for (const [id, listed] of turned) {
    const list = lists.find((one) => one.id === id);
    if (list === undefined || suspectLists(asked.get(id) ?? [], new Map([[id, listed]])).length === 0) continue;
    const family = listed[0]?.family ?? 4;
    ((await prove(list, family)) ? massListing : unsound).push(id);
  }
  return { massListing, unsound };
}

/** By list: the senders that it lists now and did not before. */
function turnedOn(results: Results, states: States): ReadonlyMap<string, readonly Address[]> {
  const turned = new Map<string, Address[]>();
  for (const { touched, findings } of results) {
    const listings = findings.filter((finding) => isNewListing(finding, states));
    const senders = new Map(listings.length === 0 ? [] : touched.map((target) => [targetKey(target), target]));
    for (const { subject, target } of listings) {
      const sender = senders.get(target);
      if (sender?.kind !== 'address' || sender.role === 'candidate') continue;
      const known = turned.get(subject);
      if (known === undefined) turned.set(subject, [sender.address]);
      else known.push(sender.address);
    }
  }
  return turned;
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
