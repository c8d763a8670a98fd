import { localChannels } from '../../adapters/local/channels.ts';
import { type LocalMemory, openMemory } from '../../adapters/local/memory.ts';
import { MemoryRefused } from '../../adapters/local/memory-file.ts';
import { createRuntime } from '../../adapters/runtime.ts';
import type { Channel, ChannelOutcome } from '../../shared/channels/core/channel.ts';
import { CHANNELS } from '../../shared/channels/index.ts';
import { publishedTarget, summarise } from '../../shared/checks/inspect.ts';
import { publishedProofs } from '../../shared/dns/resolver-proof.ts';
import { isoTime } from '../../shared/model/clock.ts';
import { MINUTE } from '../../shared/model/duration.ts';
import { publishedCoverage } from '../../shared/model/finding.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { type Text, verbatim } from '../../shared/model/language.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { targetKey } from '../../shared/model/target.ts';
import { printable } from '../../shared/model/text.ts';
import { publishedNotice } from '../../shared/notices/published-notice.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { showAll } from '../../shared/watch/run/notify.ts';
import { runNow } from '../../shared/watch/run/now.ts';
import { nextDue } from '../../shared/watch/run/plan.ts';
import { type RunReport, run } from '../../shared/watch/run/run.ts';
import { publishedTrial } from '../../shared/watch/run/trial.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { jsonDocument } from '../format.ts';
import { withProgress } from '../progress.ts';
import { memoryOf, orThrow, type Runtime, readOptions } from '../runtime.ts';
import { complainOnce, screenZone, type Terminal, wordedHere } from '../terminal.ts';
import { renderResolvers } from '../views/resolver.ts';
import { passLines } from '../views/watch.ts';
import { WATCH_WORDS } from '../views/watch-words.ts';

const CONSOLE = CHANNELS.console.id;

const NOW_NEEDS_ONCE: Text = {
  en: '--now needs --once: a watch that stays keeps to its schedule',
  ko: '--now 옵션은 --once 옵션과 함께 써야 합니다.',
};

const NOTHING_TO_WATCH: Text = {
  en: 'there is nothing to watch: the settings name no sender and no domain ("postwatch init" writes them)',
  ko: '감시할 IP와 도메인이 없습니다. "postwatch init"으로 설정 파일을 만들거나 senders에 발송 IP를 추가하세요.',
};

export const watch: CommandCode = {
  run: async (words, terminal) => {
    if (words.has('now') && !words.has('once')) throw new UsageError(NOW_NEEDS_ONCE);
    // Ten thousand addresses at a polite pace take their time: only a time limit that was given ends a pass.
    const endless = !words.has('once') || words.text('timeout') === undefined;
    const options = await readOptions(words, { endless });
    const runtime = orThrow(createRuntime(options));
    try {
      if (runtime.world.targets.length === 0) throw new UsageError(NOTHING_TO_WATCH);
      const json = words.has('json');
      const notices = wordedHere(runtime.settings.notices, terminal);
      const local = localChannels({
        notices,
        environment: process.env,
        clock: runtime.checkPorts.clock,
        print: terminal.print,
        flushed: terminal.flushed,
      });
      // With --json the console's notices are in the one document that each pass prints.
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

const whyOf = (error: unknown): Text =>
  error instanceof MemoryRefused ? error.text : verbatim(error instanceof Error ? error.message : String(error));

/** Everything that was done in one pass, as one report. */
async function runOf({ runtime, memory, channels, terminal }: Watching, now: boolean): Promise<RunReport> {
  const { world, settings, checkPorts: checks } = runtime;
  const words = WATCH_WORDS[terminal.language];
  const wording = wordingOf(wordedHere(settings.notices, terminal));
  const ports = { memory, channels, wording, checks };
  if (!now) return run(world, settings.everyMinutes * MINUTE, ports);
  const waiting = (repaired: readonly string[]): void => terminal.progress(words.lookingAgain(repaired.length));
  const all = await runNow(world, settings.everyMinutes * MINUTE, { ...ports, waiting });
  const done = all.flatMap((one) => (one.kind === 'ran' ? [one] : []));
  const outcomes = all.flatMap((one) => one.outcomes);
  const [first] = done;
  if (first === undefined) return { kind: 'nothing-due', outcomes };
  // The second pass checks a few only: what the first one found is what there is to show.
  return { ...first, outcomes, notices: done.flatMap(({ notices }) => notices) };
}

async function pass(watching: Watching, now = false): Promise<number> {
  const { runtime, memory, terminal, json } = watching;
  const period = runtime.settings.everyMinutes * MINUTE;
  const words = WATCH_WORDS[terminal.language];
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
  const screen = { terminal, zone: screenZone(runtime.settings.notices.zone, terminal), nameOf: runtime.nameOf };
  const show = async (notices: readonly Notice[]): Promise<void> => {
    const next = due === null ? null : isoTime(due);
    const summary = {
      ...summaryOf(report, notices),
      next,
      resolver: publishedProofs(resolver),
      targets: targets.map(publishedTarget),
    };
    terminal.print(jsonDocument(summary, 0));
    await terminal.flushed();
  };
  if (json) await showAll(memory, CONSOLE, show, runtime.checkPorts.clock);
  else
    for (const line of [...renderResolvers(resolver, terminal), ...passLines(report, targets, due, screen)])
      terminal.print(line);
  for (const { channel, outcome } of refusedBy(report.outcomes)) {
    terminal.complain(
      `postwatch: ${words.refused(channel, outcome.ok ? '' : forScreen(outcome.why[terminal.language], terminal.language))}`,
    );
  }
  const dead = await runtime.whyUnknown();
  complainOnce(dead, !json, terminal);
  if (dead !== null) return EXIT.unknown;
  return refusedBy(report.outcomes).length > 0 ? EXIT.warn : EXIT.pass;
}

/** By each channel's last outcome: what it refused before the pass it may have accepted after it. */
const refusedBy = (outcomes: readonly ChannelOutcome[]): readonly ChannelOutcome[] =>
  [...new Map(outcomes.map((one) => [one.channel, one])).values()].filter(({ outcome }) => !outcome.ok);

/** A pass that fails (a full disk, a bug) is complained about and tried again: the watch continues. */
async function forever(watching: Watching): Promise<number> {
  const { runtime, terminal } = watching;
  const { clock } = runtime.checkPorts;
  const words = WATCH_WORDS[terminal.language];
  const stop = { asked: false, wake: (): void => {} };
  terminal.onStop(() => {
    stop.asked = true;
    terminal.complain(`postwatch: ${words.stopping}`);
    stop.wake();
  });
  while (!stop.asked) {
    const started = clock.now();
    try {
      await pass(watching);
    } catch (error) {
      const why = printable(whyOf(error)[terminal.language]);
      terminal.complain(`postwatch: ${words.failed(why)}`);
    }
    // Every minute would do as well: what is not due is not checked. A minute is also the pause after a failure.
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

function summaryOf(report: RunReport, shown: readonly Notice[]): object {
  const notices = shown.map(publishedNotice);
  const refused = refusedBy(report.outcomes).map((one) => publishedTrial(one));
  if (report.kind === 'nothing-due') return { run: null, notices, refused };
  const { run: id, at, continued, coverage, silent } = report;
  return { run: id, at, continued, notices, coverage: publishedCoverage(coverage), silent, refused };
}
