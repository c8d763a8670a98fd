/** A watch whose checks are scripted: what each run sees is written in the test, everything else is the real thing. */

import { openMemory } from '../../adapters/local/memory.ts';
import type { Channel } from '../../shared/channels/core/channel.ts';
import type { Check, SurveyFingerprints } from '../../shared/checks/check.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import { address } from '../../shared/model/address.ts';
import { defined } from '../../shared/model/defined.ts';
import type { CheckId, Finding } from '../../shared/model/finding.ts';
import { summaryOf } from '../../shared/model/finding.ts';
import type { FindingId } from '../../shared/model/findings/index.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { verbatim } from '../../shared/model/language.ts';
import { type AddressTarget, type Target, targetKey } from '../../shared/model/target.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { DEFAULT_RULES, type IncidentRules } from '../../shared/watch/incidents/rules.ts';
import type { Memory } from '../../shared/watch/run/memory.ts';
import { type NowPorts, runNow } from '../../shared/watch/run/now.ts';
import type { Batch } from '../../shared/watch/run/plan.ts';
import { type RunReport, run } from '../../shared/watch/run/run.ts';
import type { World } from '../../shared/watch/run/watch-ports.ts';
import { fakeClock } from './clock.ts';
import { noDns } from './zone.ts';

export const HOUR = 3_600_000;

export const list = (id: string, more: Partial<List> = {}): List => ({
  id,
  name: id.toUpperCase(),
  operator: 'Example',
  operatorId: 'example',
  zone: `${id}.example`,
  scope: ['ip4'],
  kind: 'block',
  severity: 'major',
  access: 'open',
  status: 'active',
  codes: [{ match: '127.0.0.2', means: 'listed', effect: 'listed' }],
  refusals: [],
  ...more,
});

export const sender = (text: string, domains: readonly string[] = []): AddressTarget => ({
  kind: 'address',
  address: address(text),
  domains,
});

const STATUS: Readonly<Record<string, readonly [Finding['status'], Finding['severity']]>> = {
  'ptr.confirmed': ['pass', 'info'],
  'ptr.missing': ['fail', 'critical'],
  'ptr.not-confirmed': ['fail', 'major'],
  'ptr.generic': ['warn', 'major'],
  // As the others, but for their weight.
  'ptr.minor': ['warn', 'minor'],
  'ptr.unknown': ['unknown', 'info'],
  'dnsbl.clear': ['pass', 'info'],
  'dnsbl.listed': ['fail', 'major'],
  'dnsbl.critical': ['fail', 'critical'],
  'dnsbl.refused': ['unknown', 'info'],
  'spf.pass': ['pass', 'info'],
  'spf.record': ['pass', 'info'],
  'spf.none': ['fail', 'major'],
  'spf.permerror': ['fail', 'critical'],
  'spf.not-authorised': ['fail', 'critical'],
  'spf.softfail': ['fail', 'major'],
  'spf.plus-all': ['warn', 'major'],
  'spf.temperror': ['unknown', 'info'],
};

export function finding(id: string, target: string, subject = target): Finding {
  const [status, severity] = STATUS[id]!;
  const check = id.split('.')[0] as CheckId;
  const shown = ({ 'dnsbl.critical': 'dnsbl.listed', 'ptr.minor': 'ptr.generic' }[id] ?? id) as FindingId;
  return {
    check,
    id: shown,
    target,
    subject,
    status,
    severity,
    ...summaryOf(verbatim(`${target}: ${id} (${subject})`)),
    evidence: [],
    remedy: null,
  };
}

/** What a run sees of a (target, subject); the subject is the target's own key, a list's id, or a domain sent for. */
export type Script = (target: string, subject: string) => string;

/** The check of a batch, which finds what the script says. */
export const checkOf = ({ check, lists }: Pick<Batch, 'check' | 'lists'>, script: Script): Check => ({
  id: check,
  run: async (targets) =>
    targets.map((target) => {
      const key = targetKey(target);
      const sent = target.kind === 'address' && check === 'spf' ? target.domains : [key];
      const subjects = check === 'dnsbl' ? lists : sent;
      return { target, findings: subjects.map((subject) => finding(script(key, subject), key, subject)) };
    }),
});

export type Scripted = {
  readonly clock: ReturnType<typeof fakeClock>;
  /** Notices per channel call, in order. */
  readonly published: Notice[][];
  readonly steps: string[];
  readonly run: (script: Script, options?: RunOptions) => Promise<RunReport>;
  /** As `watch --once --now`; `waiting` is called before the minute begins. */
  readonly runNow: (script: Script, options?: RunOptions & Pick<NowPorts, 'waiting'>) => Promise<readonly RunReport[]>;
  readonly memory: Memory;
};

type RunOptions = {
  readonly targets?: readonly Target[];
  readonly lists?: readonly List[];
  readonly sound?: boolean;
  readonly askAgain?: World['askAgain'];
  readonly complete?: boolean;
  /** Throws at this step, as a kill would. */
  readonly killAt?: string;
  readonly channel?: Channel;
  /** Instead of the watch's own, which it wraps. */
  readonly memory?: Memory;
  /** What the checks leave for the next run, and where what they were given is written down. */
  readonly leaves?: SurveyFingerprints;
  readonly given?: SurveyFingerprints[];
  readonly incidents?: Partial<IncidentRules>;
};

export function scripted(path = ':memory:', defaults: RunOptions = {}): Scripted {
  const clock = fakeClock();
  const published: Notice[][] = [];
  const steps: string[] = [];
  const memory = defaults.memory ?? openMemory(path, ['test']);
  const channel: Channel = {
    id: 'test',
    publish: async ({ notices }) => {
      published.push([...notices]);
      return { ok: true, carried: notices.map(({ id }) => id) };
    },
  };
  const prepare = (script: Script, given: RunOptions): { world: World; ports: NowPorts } => {
    const options = { ...defaults, ...given };
    const targets = options.targets ?? [sender('203.0.113.1')];
    const lists = options.lists ?? [];
    const world: World = {
      targets,
      unseen: options.complete === false ? [''] : [],
      lists,
      notCovered: [],
      checkFor: (batch, known): Check => {
        const { id, run: find } = checkOf(batch, script);
        return {
          id,
          run: async (batchTargets, ports) => {
            options.given?.push(known);
            const found = await find(batchTargets, ports);
            return found.map((one) => (options.leaves === undefined ? one : { ...one, fingerprints: options.leaves }));
          },
        };
      },
      prove: async () => options.sound ?? true,
      incidents: { ...DEFAULT_RULES, ...options.incidents },
      ...defined({ askAgain: options.askAgain }),
    };
    const step = (name: string): void => {
      steps.push(name);
      if (name === options.killAt) throw new Error(`killed at ${name}`);
    };
    const ports = {
      memory: options.memory ?? memory,
      channels: [options.channel ?? channel],
      wording: ENGLISH,
      checks: { resolver: noDns, clock, random: () => 0 },
      step,
    };
    return { world, ports };
  };
  return {
    clock,
    published,
    steps,
    memory,
    run: async (script, given = {}) => {
      const { world, ports } = prepare(script, given);
      return run(world, HOUR, ports);
    },
    runNow: async (script, given = {}) => {
      const { world, ports } = prepare(script, given);
      return runNow(world, HOUR, given.waiting === undefined ? ports : { ...ports, waiting: given.waiting });
    },
  };
}

/** `opened 203.0.113.1 ptr.missing`, for reading in a test. */
export const line = ({ transition, target, finding: now, before }: Notice): string =>
  `${transition} ${target} ${(transition === 'cleared' ? before?.finding : now?.id) ?? before?.finding}`;

/**
 * A history with something to lose, for whoever kills it: six senders; in the second hour two lose their reverse name and
 * five get listed together on a sound list; in the fourth it is over.
 */
export const EVENTFUL = {
  targets: [1, 2, 3, 4, 5, 6].map((n) => sender(`198.51.${n}.1`)),
  lists: [list('alpha')],
  hours: [0, 1, 2, 3, 4].map(
    (hour): Script =>
      (target, subject) => {
        const n = Number(target.split('.')[2]);
        const ill = hour === 1 || hour === 2;
        if (subject === target) return ill && n <= 2 ? 'ptr.missing' : 'ptr.confirmed';
        return ill && n <= 5 ? 'dnsbl.listed' : 'dnsbl.clear';
      },
  ),
  lines: [
    'cleared 198.51.1.1 ptr.missing',
    'cleared 198.51.2.1 ptr.missing',
    'cleared list:alpha list.mass-listing',
    'opened 198.51.1.1 ptr.missing',
    'opened 198.51.2.1 ptr.missing',
    'opened list:alpha list.mass-listing',
  ],
} as const;
