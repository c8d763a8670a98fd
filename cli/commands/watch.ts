import { localChannels } from '../../adapters/local/channels.ts';
import { type LocalMemory, openMemory } from '../../adapters/local/memory.ts';
import { createRuntime } from '../../adapters/runtime.ts';
import type { Channel, ChannelOutcome } from '../../shared/channels/core/channel.ts';
import { CHANNELS } from '../../shared/channels/index.ts';
import { headline } from '../../shared/checks/headline.ts';
import { type Inspected, publishedTarget, summarise } from '../../shared/checks/inspect.ts';
import { isoTime } from '../../shared/model/clock.ts';
import { MINUTE } from '../../shared/model/duration.ts';
import { publishedCoverage } from '../../shared/model/finding.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { targetKey } from '../../shared/model/target.ts';
import { count, printable, wrap } from '../../shared/model/text.ts';
import { publishedNotice } from '../../shared/notices/published.ts';
import { utc } from '../../shared/notices/times.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { showAll } from '../../shared/watch/run/notify.ts';
import { runNow } from '../../shared/watch/run/now.ts';
import { nextDue } from '../../shared/watch/run/plan.ts';
import { type RunReport, run } from '../../shared/watch/run/run.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { withProgress } from '../progress.ts';
import { memoryOf, orThrow, type Runtime, readOptions } from '../runtime.ts';
import { paintStatus, type Terminal } from '../terminal.ts';
import { renderResolvers } from '../views/resolver.ts';

const CONSOLE = CHANNELS.console.id;

export const watch: CommandCode = {
  run: async (words, terminal) => {
    if (words.has('now') && !words.has('once'))
      throw new UsageError('--now needs --once: a watch that stays has its rhythm');
    // Ten thousand addresses at a polite pace take their time: only a budget that was asked for ends a pass.
    const endless = !words.has('once') || words.text('timeout') === undefined;
    const options = readOptions(words, { endless });
    const runtime = orThrow(createRuntime(options));
    try {
      if (runtime.world.targets.length === 0)
        throw new UsageError(
          'there is nothing to watch: the settings name no sender and no domain (postwatch init writes them)',
        );
      const json = words.has('json');
      const { notices } = runtime.settings;
      const local = localChannels({
        notices,
        environment: process.env,
        clock: runtime.checkPorts.clock,
        print: terminal.print,
        flushed: terminal.flushed,
      });
      // With --json the console's notices stand in the one document that each pass prints.
      const channels = json ? local.filter(({ id }) => id !== CONSOLE) : local;
      for (const warning of runtime.warnings) terminal.complain(`postwatch: ${warning[terminal.language]}`);
      const memory = openMemory(
        memoryOf(options, terminal),
        local.map(({ id }) => id),
      );
      try {
        const watching: Watching = { runtime, memory, channels, terminal, json };
        return words.has('once') ? await pass(watching, words.has('now')) : await forever(watching);
      } finally {
        memory.close();
      }
    } finally {
      runtime.close();
    }
  },
};

type Watching = {
  readonly runtime: Runtime;
  readonly memory: LocalMemory;
  readonly channels: readonly Channel[];
  readonly terminal: Terminal;
  readonly json: boolean;
};

/** Everything that was done in one pass, as one report. */
async function runOf({ runtime, memory, channels, terminal }: Watching, now: boolean): Promise<RunReport> {
  const { world, settings, checkPorts: checks } = runtime;
  const ports = { memory, channels, wording: wordingOf(settings.notices), checks };
  if (!now) return run(world, settings.everyMinutes * MINUTE, ports);
  const waiting = (repaired: readonly string[]): void =>
    terminal.progress(`${count(repaired.length, 'target')} repaired; looking again in a minute …`);
  const all = await runNow(world, settings.everyMinutes * MINUTE, { ...ports, waiting });
  const done = all.flatMap((one) => (one.kind === 'ran' ? [one] : []));
  const outcomes = all.flatMap((one) => one.outcomes);
  const [first] = done;
  if (first === undefined) return { kind: 'nothing-due', outcomes };
  // The second look asks about a few only: what the first one found is what there is to show.
  return { ...first, outcomes, notices: done.flatMap(({ notices }) => notices) };
}

async function pass(watching: Watching, now = false): Promise<number> {
  const { runtime, memory, terminal, json } = watching;
  const period = runtime.settings.everyMinutes * MINUTE;
  const { world, inspectPorts } = runtime;
  const before = inspectPorts.asked();
  const progress = {
    targets: world.targets.map(targetKey),
    lists: world.lists.length,
    done: () => inspectPorts.asked() - before,
    // Not everything is due in every pass.
    all: null,
  };
  const report = await withProgress(progress, { clock: inspectPorts.clock, terminal }, () => runOf(watching, now));
  const due = nextDue(await memory.ledger(), period);
  const resolver = await runtime.inspectPorts.proofs();
  const reports = report.kind === 'ran' ? report.reports : [];
  const targets = summarise(world.targets, reports, {
    notCovered: world.notCovered,
    resolver,
    isCritical: inspectPorts.isCritical,
  }).filter(
    // Of the others nothing was due in this pass.
    ({ findings }) => findings.length > 0,
  );
  const show = async (notices: readonly Notice[]): Promise<void> => {
    const next = due === null ? null : isoTime(due);
    terminal.print(
      JSON.stringify({ ...summaryOf(report, notices), next, resolver, targets: targets.map(publishedTarget) }),
    );
    await terminal.flushed();
  };
  if (json) await showAll(memory, CONSOLE, show, runtime.checkPorts.clock);
  else
    for (const line of [...renderResolvers(resolver, terminal), ...render(report, targets, due, runtime, terminal)])
      terminal.print(line);
  for (const { channel, outcome } of refusedBy(report.outcomes)) {
    terminal.complain(`postwatch: ${channel}: ${outcome.ok ? '' : outcome.why}; its notices go out with the next pass`);
  }
  const dead = await runtime.whyUnknown();
  if (dead !== null) terminal.complain(`postwatch: ${dead[terminal.language]}`);
  if (dead !== null) return EXIT.unknown;
  return refusedBy(report.outcomes).length > 0 ? EXIT.warn : EXIT.pass;
}

/** By each channel's last word: what it refused before the pass it may have taken after it. */
const refusedBy = (outcomes: readonly ChannelOutcome[]): readonly ChannelOutcome[] =>
  [...new Map(outcomes.map((one) => [one.channel, one])).values()].filter(({ outcome }) => !outcome.ok);

/** A pass that fails (a full disk, a bug) is told and tried again: the watch does not die of it. */
async function forever(watching: Watching): Promise<number> {
  const { runtime, terminal } = watching;
  const { clock } = runtime.checkPorts;
  const stop = { asked: false, wake: (): void => {} };
  terminal.onStop(() => {
    stop.asked = true;
    terminal.complain('postwatch: stopping');
    stop.wake();
  });
  while (!stop.asked) {
    const started = clock.now();
    try {
      await pass(watching);
    } catch (error) {
      const why = printable(error instanceof Error ? error.message : String(error));
      terminal.complain(`postwatch: this pass failed and is tried again: ${why}`);
    }
    // Every minute would do as well: what is not due is not asked. A minute is also the pause after a failure.
    const due = nextDue(await watching.memory.ledger(), runtime.settings.everyMinutes * MINUTE) ?? started;
    const ms = Math.max(MINUTE, due - clock.now());
    if (!stop.asked) {
      await new Promise<void>((done) => {
        const cancel = clock.after(ms, done);
        stop.wake = () => {
          cancel();
          done();
        };
      });
    }
  }
  return EXIT.pass;
}

function summaryOf(report: RunReport, told: readonly Notice[]): object {
  const notices = told.map(publishedNotice);
  const refused = refusedBy(report.outcomes);
  if (report.kind === 'nothing-due') return { run: null, notices, refused };
  const { run: id, at, continued, coverage, silent } = report;
  return { run: id, at, continued, notices, coverage: publishedCoverage(coverage), silent, refused };
}

function render(
  report: RunReport,
  targets: readonly Inspected[],
  due: number | null,
  runtime: Runtime,
  terminal: Terminal,
): string[] {
  const next = due === null ? '' : ` Next pass after ${utc(isoTime(due))}.`;
  if (report.kind === 'nothing-due') return [`Nothing is due.${next}`];
  const lines = alike(targets).flatMap((some) => targetLines(some, runtime, terminal));
  const { asked, answered, notCovered } = report.coverage;
  const lists =
    asked === 0
      ? ''
      : `; ${answered} of ${count(asked, 'list question')} had a verdict, ${count(notCovered.length, 'list')} not covered`;
  const quiet =
    report.silent.length === 0
      ? []
      : wrap(
          `No verdict from ${report.silent.map(({ list }) => list).join(', ')} (neither clean nor listed; postwatch lists --health says why).`,
          terminal.width,
          '',
        );
  const told = report.notices.length === 0 ? 'nothing changed' : count(report.notices.length, 'notice');
  const sum = `${utc(report.at)}  ${count(targets.length, 'target')}${lists}; ${told}.${next}`;
  return [...lines, ...quiet, ...wrap(sum, terminal.width, '')];
}

/** So many with the same to say are named on one line... */
const FEWEST = 4;
/** ... and of those so many. */
const NAMED = 10;

/** Targets with the same findings are told once, in the order of the first of each. */
const alike = (targets: readonly Inspected[]): readonly (readonly Inspected[])[] =>
  [...Map.groupBy(targets, found).values()].flatMap((some) =>
    some.length < FEWEST ? some.map((one) => [one]) : [some],
  );

/** What was found, on which lists and domains, and how much of what was asked had an answer. */
function found(inspected: Inspected): string {
  const { status, findings, coverage } = inspected;
  const worth = findings.filter((one) => one.status !== 'pass');
  const ids = worth.map(({ id, subject }) => `${id} ${subject === nameOf(inspected) ? '' : subject}`).sort();
  return JSON.stringify([status, ids, coverage.asked, coverage.answered, coverage.notCovered.length]);
}

const nameOf = ({ target }: Inspected): string => ('address' in target ? target.address : target.domain);

function targetLines(some: readonly Inspected[], runtime: Runtime, terminal: Terminal): string[] {
  const [first, second] = some;
  if (first === undefined) return [];
  const status = paintStatus(terminal, first.status, first.status.toUpperCase());
  const text = headline(first, runtime.nameOf)[terminal.language];
  if (second === undefined) return wrap(`${nameOf(first)}  ${status}  ${text}`, terminal.width, '');
  const names = some.slice(0, NAMED).map(nameOf).join(', ');
  const more = some.length > NAMED ? ` and ${some.length - NAMED} more` : '';
  const isAddress = some.every(({ target }) => 'address' in target);
  const who = isAddress ? count(some.length, 'address', 'addresses') : count(some.length, 'target');
  return [
    ...wrap(`${who}  ${status}  for example: ${text}`, terminal.width, ''),
    ...wrap(`${names}${more}`, terminal.width, '  '),
  ];
}
