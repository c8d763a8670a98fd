/**
 * Problems that began in one run with one cause, so that they are notified as one incident (`groups.ts`). Pure, but for asking
 * again. What counts is what would open now, each target stepped as `close` will step it.
 *
 * - **A domain's SPF**: a record that is gone, broken or open to all is the domain's problem, no matter who sends for it. A sender
 *   that the record does not let pass is the sender's, until another one of the same domain is in the same position.
 * - **Reverse DNS**: many addresses lose their names in one run, in one account, one reverse zone, or with their names in one
 *   zone.
 * - **What made them senders** (`ground.ts`): the same domain's records no longer name several addresses.
 */
import type { StoredFinding } from '../../model/finding.ts';
import type { FindingId } from '../../model/findings/index.ts';
import type { OpenIncident } from '../../model/incident.ts';
import { type AddressTarget, placeOf, type Target, targetKey } from '../../model/target.ts';
import { groundDomain } from '../incidents/ground.ts';
import { groupKey, memberKey } from '../incidents/groups.ts';
import { observe } from '../incidents/observe.ts';
import type { BatchResult, SharedCause } from '../incidents/result.ts';
import type { Rules } from '../incidents/rules.ts';
import { newState, type SubjectKey, type TargetState } from '../incidents/state.ts';
import { stepTarget } from '../incidents/step.ts';
import { reverseZone } from './zone.ts';

/** So many addresses at once are not a coincidence; the anomaly of a list asks for as many networks. */
const MANY = 4;
/** Senders of one domain, or of one lost ground. */
const SEVERAL = 2;

/** What is wrong with the record itself: it is so for all who send for the domain. */
const OF_THE_RECORD: ReadonlySet<string> = new Set<FindingId>(['spf.none', 'spf.permerror', 'spf.plus-all']);
/** Names that are lost, or no longer resolve back. A name that differs from the wanted one concerns its own address only. */
const LOST_NAME: ReadonlySet<string> = new Set<FindingId>(['ptr.missing', 'ptr.not-confirmed', 'ptr.generic']);

type States = ReadonlyMap<string, TargetState>;

export type Turned = {
  readonly target: Target;
  readonly key: SubjectKey;
  readonly finding: StoredFinding;
};

export type Turning = {
  readonly results: readonly BatchResult[];
  readonly states: States;
  readonly run: { readonly id: string; readonly at: string };
  readonly lists: ReadonlySet<string>;
  readonly rules: Rules;
};

/** The problems of single targets that would open now, or become another one; those of lists are judged by themselves. */
export function turnedIn({ results, states, run, lists, rules }: Turning): readonly Turned[] {
  const findings = Map.groupBy(
    results.flatMap((result) => result.findings),
    ({ target }) => target,
  );
  const touched = new Map(results.flatMap((result) => result.touched).map((target) => [targetKey(target), target]));
  return [...touched].flatMap(([key, target]) => {
    const known = states.get(key) ?? newState(key);
    const { observations } = observe(findings.get(key) ?? [], target, rules.floor);
    const { subjects } = stepTarget(known, { run, target, observed: observations, lists, rules }).state;
    return [...observations].flatMap(([subject, { finding }]) => {
      const [before, after] = [known.subjects[subject]?.standing ?? null, subjects[subject]?.standing ?? null];
      const own = isProblem(after) && after.memberOf === undefined && finding.check !== 'dnsbl';
      const turned = own && (before?.incident !== after.incident || before.finding !== after.finding);
      return turned ? [{ target, key: subject, finding }] : [];
    });
  });
}

const isProblem = (openIncident: OpenIncident | null): openIncident is OpenIncident =>
  openIncident !== null && openIncident.status !== 'unknown';

/** `sendersOf`: all who were asked about a domain's SPF in this run; `states` holds theirs, and the domains'. */
export function causesOf(
  turned: readonly Turned[],
  sendersOf: ReadonlyMap<string, readonly Target[]>,
  states: States,
): readonly SharedCause[] {
  const addresses = turned.flatMap(({ target, ...rest }) => (target.kind === 'address' ? [{ target, ...rest }] : []));
  return [
    ...spfCauses(addresses, sendersOf, states),
    ...nameCauses(addresses.filter(({ finding }) => LOST_NAME.has(finding.id))),
    ...groundCauses(addresses.filter(({ finding }) => finding.check === 'sender')),
  ].sort((a, b) => (a.home < b.home ? -1 : 1));
}

type TurnedAddress = Turned & { readonly target: AddressTarget };

const causeOf = (home: string, turned: readonly TurnedAddress[]): SharedCause => ({
  home,
  targets: turned.map(({ target }) => targetKey(target)).sort(),
});

function spfCauses(
  turned: readonly TurnedAddress[],
  sendersOf: ReadonlyMap<string, readonly Target[]>,
  states: States,
): readonly SharedCause[] {
  const byDomain = Map.groupBy(
    turned.filter(({ finding }) => finding.check === 'spf'),
    ({ finding }) => finding.subject,
  );
  return [...byDomain].flatMap(([domain, some]) => {
    const incidentOf = (target: string, key: SubjectKey) => states.get(target)?.subjects[key]?.standing ?? null;
    const ill = new Set([
      ...some.map(({ target }) => targetKey(target)),
      ...(sendersOf.get(domain) ?? [])
        .map(targetKey)
        .filter((target) => isProblem(incidentOf(target, memberKey(domain, target)))),
    ]);
    const shared = some.some(({ finding }) => OF_THE_RECORD.has(finding.id));
    const isOpen = isProblem(incidentOf(domain, groupKey(domain)));
    return shared || isOpen || ill.size >= SEVERAL ? [causeOf(domain, some)] : [];
  });
}

/** The home that most of them share takes them; the rest are looked at again, until no home has many. */
function nameCauses(turned: readonly TurnedAddress[]): readonly SharedCause[] {
  const causes: SharedCause[] = [];
  let left = turned;
  for (;;) {
    const byHome = new Map<string, TurnedAddress[]>();
    for (const one of left) for (const home of nameHomes(one)) byHome.set(home, [...(byHome.get(home) ?? []), one]);
    const [largest] = [...byHome].sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1));
    if (largest === undefined || largest[1].length < MANY) return causes;
    const [home, members] = largest;
    causes.push(causeOf(home, members));
    left = left.filter((one) => !members.includes(one));
  }
}

function nameHomes({ target, finding }: TurnedAddress): ReadonlySet<string> {
  const { address, elasticIp } = target;
  const homes = [`zone:${reverseZone(address)}`];
  if (elasticIp !== undefined) homes.push(`account:${placeOf(elasticIp)}`);
  const names = finding.evidence.find(({ type }) => type === 'PTR')?.answers ?? [];
  if (finding.id === 'ptr.not-confirmed') homes.push(...names.flatMap(zoneOfName));
  return new Set(homes);
}

/** The zone of a host name, as far as its name tells: what is behind its first label. */
function zoneOfName(name: string): readonly string[] {
  const zone = name.toLowerCase().replace(/\.$/, '').split('.').slice(1).join('.');
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(zone) && zone.length <= 253 ? [`zone:${zone}`] : [];
}

function groundCauses(turned: readonly TurnedAddress[]): readonly SharedCause[] {
  const byHome = Map.groupBy(turned, ({ target }) => groundDomain(target));
  return [...byHome].flatMap(([domain, some]) =>
    domain === null || some.length < SEVERAL ? [] : [causeOf(`ground:${domain}`, some)],
  );
}

/** Asks again, another way, whether these senders have really lost it; the findings are those of the cause. */
export type AskAgain = (cause: SharedCause, findings: readonly StoredFinding[]) => Promise<boolean>;

/**
 * THE SEAM for the second witness of a whole cause. What comes here has been confirmed one by one, by the checks that saw it;
 * where many senders lose their names or their SPF in one run, the whole is asked about once more, if there is someone who
 * can. What is not found again is doubted: nobody's state changes by it in this run.
 */
export async function confirmCauses(
  causes: readonly SharedCause[],
  turned: readonly Turned[],
  askAgain: AskAgain | undefined,
): Promise<{ readonly causes: readonly SharedCause[]; readonly doubted: readonly SharedCause[] }> {
  const [kept, doubted]: [SharedCause[], SharedCause[]] = [[], []];
  for (const cause of causes) {
    const findings = turned
      .filter(
        ({ target, key }) =>
          cause.targets.includes(targetKey(target)) && key === memberKey(cause.home, targetKey(target)),
      )
      .map(({ finding }) => finding);
    const asked = askAgain !== undefined && findings.length >= MANY && findings[0]?.check !== 'sender';
    (!asked || (await askAgain(cause, findings)) ? kept : doubted).push(cause);
  }
  return { causes: kept, doubted };
}
