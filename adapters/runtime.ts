/**
 * The composition root of everything that runs on this machine: settings and environment in, checks and ports out. What
 * differs between the laptop and another home of the product is decided here and nowhere below.
 */
import type { Check, CheckPorts } from '../shared/checks/check.ts';
import { dnsblCheck } from '../shared/checks/dnsbl.ts';
import type { ListName } from '../shared/checks/headline.ts';
import type { InspectPorts } from '../shared/checks/inspect.ts';
import { createPtrCheck } from '../shared/checks/ptr.ts';
import { stillHolds, withSecondOpinion } from '../shared/checks/second-opinion.ts';
import { createSpfCheck } from '../shared/checks/spf.ts';
import type { DiagnosePorts } from '../shared/diagnose/examine.ts';
import type { Server } from '../shared/dns/answer.ts';
import { PACKETS_PER_SECOND } from '../shared/dns/create.ts';
import { isOwnResolver } from '../shared/dns/public-resolvers.ts';
import { doubtAbout } from '../shared/dns/soundness.ts';
import { NO_RESOLVER } from '../shared/dns/words.ts';
import { health } from '../shared/dnsbl/health.ts';
import { codesIn } from '../shared/dnsbl/interpret.ts';
import { type Keys, keyOf, keysFrom } from '../shared/dnsbl/keys.ts';
import type { List } from '../shared/dnsbl/list.ts';
import { listNote } from '../shared/dnsbl/notes.ts';
import { plannedQueries, slowLines } from '../shared/dnsbl/pacing.ts';
import { accessTo } from '../shared/dnsbl/query.ts';
import { onePerData, type Selection, selectFromFile, selectLists } from '../shared/dnsbl/selection.ts';
import { listedOn } from '../shared/dnsbl/words.ts';
import type { LookupPorts } from '../shared/lookups/core/command.ts';
import type { SystemTool } from '../shared/lookups/core/tool.ts';
import type { Clock } from '../shared/model/clock.ts';
import { defined } from '../shared/model/defined.ts';
import { type CheckId, type NotCovered, notCoveredWords, type Severity } from '../shared/model/finding.ts';
import { fleetOf } from '../shared/model/fleet.ts';
import type { Language, Text } from '../shared/model/language.ts';
import { type Parsed, parsed } from '../shared/model/parsed.ts';
import type { Target } from '../shared/model/target.ts';
import { createConnector } from '../shared/net/connector.ts';
import { createGuard } from '../shared/net/guard.ts';
import { createNet } from '../shared/net/net.ts';
import type { Guard } from '../shared/net/port.ts';
import { targetsOf } from '../shared/settings/defaults.ts';
import type { Settings } from '../shared/settings/settings.ts';
import { RFC_LIMITS } from '../shared/spf/budget.ts';
import { incidentRules } from '../shared/watch/incidents/rules.ts';
import type { World } from '../shared/watch/run/watch-ports.ts';
import { systemClock } from './local/clock.ts';
import { type ProvenDns, provenDns, systemResolvers } from './local/dns.ts';
import { systemRandom } from './local/random.ts';

export type RuntimeOptions = {
  readonly settings: Settings;
  /** The lists that are known, and whether they come from a file of the user's. */
  readonly table: readonly List[];
  readonly tableIsFile: boolean;
  /** The environment's variables; only `POSTWATCH_KEY_*` are looked at. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Instead of the settings' and the system's. */
  readonly resolvers?: readonly Server[];
  /** For one question, and for all of them together (undefined: no end, for what runs on). */
  readonly questionMs?: number;
  readonly commandMs?: number;
  readonly clock?: Clock;
  /** Instead of "public addresses, on the ports of the settings": the sandbox's internet lies on loopback. */
  readonly guard?: Guard;
  /** Programs of this system; none unless given. */
  readonly tool?: SystemTool;
};

/** One list's state for a person: `on`, `off`, `dead`, `needs-key`, or what its controls say. */
export type ListRow = {
  readonly id: string;
  readonly zone: string | null;
  readonly scope: readonly string[];
  readonly severity: Severity;
  readonly state: string;
  readonly why: string;
};

export type Runtime = {
  readonly settings: Settings;
  readonly checks: readonly Check[];
  readonly checkPorts: CheckPorts;
  readonly inspectPorts: InspectPorts;
  readonly lookupPorts: LookupPorts;
  readonly diagnosePorts: DiagnosePorts;
  readonly world: World;
  readonly nameOf: (list: string) => ListName | undefined;
  /** Lines about the settings: lists named that are dead. */
  readonly warnings: readonly Text[];
  readonly listStates: (all: boolean, language?: Language) => readonly ListRow[];
  readonly listHealth: (
    progress: (done: number, all: number) => void,
    language?: Language,
  ) => Promise<readonly ListRow[]>;
  /** A line for each pace of ours that does not allow the lists to be asked about all of them in the command's time. */
  readonly tooSlowFor: (targets: readonly Target[]) => readonly Text[];
  /** Queries that these checks need for these targets, as far as it is known before; and how many lists are queried. */
  readonly planned: (targets: readonly Target[], only: readonly CheckId[]) => { queries: number; lists: number };
  /** One line when nothing could be known: no resolver answered, or none proved itself. Null otherwise. */
  readonly whyUnknown: () => Promise<Text | null>;
  readonly close: () => void;
};

export function createRuntime(options: RuntimeOptions): Parsed<Runtime> {
  const { settings, table, tableIsFile } = options;
  const keys: Keys = { ...settings.keys, ...keysFrom(options.environment) };
  const named = options.resolvers ?? settings.resolvers;
  const selected = tableIsFile
    ? selectFromFile(table, settings.lists)
    : selectLists(table, settings.lists, isOwnResolver(named));
  if (!selected.ok) return selected;
  const lists = onePerData(selected.value.lists, ({ operatorId }) => keyOf(operatorId, keys) !== undefined);
  const selection = { ...selected.value, lists };
  const servers = named.length > 0 ? named : systemResolvers();
  const clock = options.clock ?? systemClock;
  const { questionMs, commandMs, tool = null } = options;
  const guard = options.guard ?? createGuard(settings.lookups);
  const dns = provenDns({ servers, clock, guard, ...defined({ timeoutMs: questionMs, commandMs }) });
  const deadline = commandMs === undefined ? {} : { deadlineAt: clock.monotonic() + commandMs };
  const connector = createConnector({ clock, guard, ...deadline });
  const sockets = { net: createNet(clock, guard), connector, tool };
  return parsed(assemble({ settings, table, selection, keys, dns, servers, clock, commandMs, sockets }));
}

type Parts = {
  readonly settings: Settings;
  readonly table: readonly List[];
  readonly selection: Selection;
  readonly keys: Keys;
  readonly dns: ProvenDns;
  readonly servers: readonly Server[];
  readonly clock: Clock;
  readonly commandMs: number | undefined;
  readonly sockets: Pick<LookupPorts, 'net' | 'connector' | 'tool'>;
};

function assemble(parts: Parts): Runtime {
  const { settings, table, selection, keys, dns, clock, sockets, commandMs } = parts;
  const byId = new Map(table.map((list) => [list.id, list]));
  const checkPorts: CheckPorts = { resolver: dns, clock, random: systemRandom };
  const isCritical = (id: string): boolean => byId.get(id)?.severity === 'critical';
  const inspectPorts: InspectPorts = { ...checkPorts, proofs: dns.proofs, asked: () => askedOf(dns), isCritical };
  const seconded = (check: Check): Check => withSecondOpinion(check, dns.witness);
  const blocklists = dnsblCheck({ lists: selection.lists, keys });
  const fleet = fleetOf(targetsOf(settings));
  const lookupPorts: LookupPorts = { ...inspectPorts, ...sockets, blocklists, resolver: dns.thorough };
  return {
    settings,
    checks: [seconded(createPtrCheck(fleet)), blocklists, seconded(createSpfCheck({}, RFC_LIMITS, fleet))],
    checkPorts,
    inspectPorts,
    lookupPorts,
    diagnosePorts: { ...lookupPorts, table, keys, lists: selection.lists },
    world: { ...worldOf(parts, checkPorts, seconded), askAgain: (_, findings) => stillHolds(findings, dns.witness) },
    nameOf: (id) => {
      const list = byId.get(id);
      if (list === undefined) return undefined;
      const { name, severity } = list;
      return { name, critical: severity === 'critical', listedAs: (answers) => listedOn(list, codesIn(list, answers)) };
    },
    warnings: selection.notices,
    listStates: (all, language = 'en') =>
      (all ? table : selection.lists).map((list) => listState(list, selection.lists.includes(list), keys, language)),
    listHealth: (progress, language = 'en') => healthOf(selection.lists, keys, { ...checkPorts, progress, language }),
    planned: (targets, only) => ({
      queries: plannedFor(targets, only, selection.lists, keys),
      lists: only.includes('dnsbl')
        ? selection.lists.filter((list) => accessTo(list, keys).kind === 'askable').length
        : 0,
    }),
    whyUnknown: async () =>
      parts.servers.length === 0 && askedOf(dns) > 0 ? NO_RESOLVER : doubtAbout(await dns.proofs()),
    tooSlowFor: (targets) =>
      commandMs === undefined
        ? []
        : slowLines(targets, selection.lists, keys, { ms: commandMs, general: PACKETS_PER_SECOND }),
    close: dns.close,
  };
}

/** A reverse name and its address, the record of a domain: what more there is shows only when it is looked up. */
const PTR_QUERIES = 2;
const SPF_QUERIES = 1;

function plannedFor(targets: readonly Target[], only: readonly CheckId[], lists: readonly List[], keys: Keys): number {
  const addresses = targets.filter(({ kind }) => kind === 'address').length;
  const domains = new Set(targets.flatMap((one) => (one.kind === 'domain' ? [one.domain] : one.domains))).size;
  return (
    (only.includes('ptr') ? addresses * PTR_QUERIES : 0) +
    (only.includes('spf') ? domains * SPF_QUERIES : 0) +
    (only.includes('dnsbl') ? plannedQueries(targets, lists, keys) : 0)
  );
}

/** Questions that left this process: neither answered from memory nor joined to an equal one. */
function askedOf(dns: ProvenDns): number {
  const { asked, fromCache, joined } = dns.counters();
  return asked - fromCache - joined;
}

function worldOf({ settings, selection, keys }: Parts, ports: CheckPorts, seconded: (check: Check) => Check): World {
  const access = selection.lists.map((list) => ({ list, access: accessTo(list, keys) }));
  const notCovered = access.flatMap(({ access: one }): NotCovered[] =>
    one.kind === 'askable' ? [] : [one.notCovered],
  );
  const lists = access.filter((one) => one.access.kind === 'askable').map(({ list }) => list);
  return {
    targets: targetsOf(settings),
    unseen: [],
    lists,
    notCovered,
    checkFor: (batch, known) => {
      if (batch.check === 'ptr') return seconded(createPtrCheck(batch.fleet));
      if (batch.check === 'spf') return seconded(createSpfCheck(known, RFC_LIMITS, batch.fleet));
      return dnsblCheck({ lists: lists.filter(({ id }) => batch.lists.includes(id)), keys });
    },
    prove: async (list, family) => (await health(list, family === 4 ? 'ip4' : 'ip6', keys, ports)).state === 'healthy',
    incidents: incidentRules(settings),
  };
}

const NOT_BY_DEFAULT: Text = { en: 'not queried by default', ko: '기본 설정에서는 조회하지 않습니다' };
const NOTHING_TO_QUERY: Text = { en: 'nothing to query', ko: '조회할 것이 없습니다' };

function listState(list: List, selected: boolean, keys: Keys, language: Language): ListRow {
  const { id, zone, scope, severity, note } = list;
  const row = { id, zone, scope, severity };
  const access = accessTo(list, keys);
  if (access.kind === 'askable') {
    const off = note === undefined ? NOT_BY_DEFAULT : listNote(note);
    return selected ? { ...row, state: 'on', why: '' } : { ...row, state: 'off', why: off[language] };
  }
  const { why, how } = notCoveredWords(access.notCovered);
  if (access.kind === 'needs-key') {
    return { ...row, state: selected ? 'needs-key' : 'off', why: `${why[language]}. ${how[language]}` };
  }
  return { ...row, state: list.status === 'dead' ? 'dead' : 'off', why: why[language] };
}

/** A list for addresses and domains has one state here: the worst of its families'. */
async function healthOf(
  lists: readonly List[],
  keys: Keys,
  ports: CheckPorts & { readonly progress: (done: number, all: number) => void; readonly language: Language },
): Promise<readonly ListRow[]> {
  const { progress, language } = ports;
  let done = 0;
  progress(done, lists.length);
  return Promise.all(
    lists.map(async (list) => {
      const reports = await Promise.all(list.scope.map((family) => health(list, family, keys, ports)));
      done += 1;
      progress(done, lists.length);
      const worst = reports.find(({ state }) => state !== 'healthy') ?? reports[0];
      const { id, zone, scope, severity } = list;
      return {
        id,
        zone,
        scope,
        severity,
        state: worst?.state ?? 'closed',
        why: (worst?.why ?? NOTHING_TO_QUERY)[language],
      };
    }),
  );
}
