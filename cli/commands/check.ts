import { type Inspection, inspect, publishedTarget } from '../../shared/checks/inspect.ts';
import { some } from '../../shared/dnsbl/interpret.ts';
import { type CheckId, type Status, worstStatus } from '../../shared/model/finding.ts';
import { asKnown, sendsAsIn } from '../../shared/model/named.ts';
import { type Target, targetKey } from '../../shared/model/target.ts';
import { CHECK_IDS, readChecks, readSendsAs } from '../../shared/model/target-input.ts';
import { printable } from '../../shared/model/text.ts';
import type { OutputFormat } from '../choices.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { jsonDocument, readFormat, terminalFor } from '../format.ts';
import { openRuntime, orThrow, type Runtime } from '../runtime.ts';
import { type ReadTargets, readTargetWords } from '../targets.ts';
import type { Terminal } from '../terminal.ts';
import { type InspectionScreen, renderInspection } from '../views/inspection.ts';
import {
  type InspectionMonitored,
  inspectionCsv,
  inspectionJsonLines,
  inspectionMonitoring,
} from '../views/inspection-formats.ts';

export const check: CommandCode = {
  run: async (words, terminal) => {
    const named = await readNamed(words, terminal);
    const { notes } = named;
    const only = readOnly(words.text('only'));
    const required = readRequire(words.text('require'), only);
    const format = readFormat(words);
    const { on, kept } = terminalFor(format, terminal);
    const runtime = openRuntime(words);
    try {
      const targets = targetsWanted(named.targets, runtime.world.targets);
      const checks = runtime.checks.filter(({ id }) => only.includes(id));
      // Before anything is asked: a wait, and what it leaves out, is better known than found out.
      if (only.includes('dnsbl')) for (const line of runtime.tooSlowFor(targets)) on.complain(`postwatch: ${line}`);
      on.progress(`asking ${printable(targets.map(targetKey).join(', '), 200)} …`);
      const inspection = await inspect(targets, checks, [], runtime.inspectPorts);
      on.progress('');
      const blind = (required ?? runtime.settings.require) === 'critical' ? withoutCritical(inspection) : [];
      const worst = exitOf(inspection.targets.map(({ status }) => status));
      const exit = blind.length > 0 && worst !== EXIT.fail ? EXIT.unknown : worst;
      const more = (await complaints(runtime, blind)).map((line) => `postwatch: ${line}`);
      // All of a plugin's lines stand on standard output.
      const shown = { exit, notes, nameOf: runtime.nameOf, kept: format === 'nagios' ? [...kept, ...more] : [] };
      for (const line of linesIn(format, inspection, shown, terminal)) terminal.print(line);
      if (format !== 'nagios') for (const line of more) terminal.complain(line);
      return exit;
    } finally {
      runtime.close();
    }
  },
};

function linesIn(
  format: OutputFormat,
  inspection: Inspection,
  shown: InspectionScreen & InspectionMonitored,
  terminal: Terminal,
): readonly string[] {
  switch (format) {
    case 'json':
      return [jsonDocument({ ...inspection, targets: inspection.targets.map(publishedTarget) })];
    case 'jsonl':
      return inspectionJsonLines(inspection);
    case 'csv':
      return inspectionCsv(inspection);
    case 'nagios':
      return inspectionMonitoring(inspection, shown);
    case 'table':
      return renderInspection(inspection, shown, terminal);
  }
}

const exitOf = (statuses: readonly Status[]): number => EXIT[worstStatus(statuses)];

/** Targets about which lists were asked, and no critical one said anything. */
const withoutCritical = ({ targets }: Inspection): readonly string[] =>
  targets.flatMap(({ target, coverage }) =>
    coverage.critical === 'none' ? ['address' in target ? target.address : target.domain] : [],
  );

/** What a script reading only standard error has to know. */
async function complaints(runtime: Runtime, blind: readonly string[]): Promise<string[]> {
  const dead = await runtime.whyUnknown();
  const required =
    blind.length === 0 ? [] : [`no critical list gave a verdict about ${some(blind)}, and one is required`];
  return [...runtime.warnings, ...(dead === null ? [] : [dead]), ...required];
}

/** What was named, as the settings know it; all of the settings where nothing was. */
function targetsWanted(named: readonly Target[], watched: readonly Target[]): readonly Target[] {
  if (named.length > 0) return named.map((target) => asKnown(target, sendsAsIn(watched, targetKey(target))));
  if (watched.length === 0)
    throw new UsageError(
      'check needs an address or a domain, such as 203.0.113.25, or settings that name some (postwatch init writes them)',
    );
  return watched;
}

function readNamed(words: Words, terminal: Terminal): Promise<ReadTargets> {
  const options = words.texts('domain').length > 0 || words.text('helo') !== undefined;
  if (words.positionals.length === 0 && options)
    throw new UsageError('--domain and --helo are about the addresses that you name, and you named none');
  const sendsAs = orThrow(readSendsAs(words.texts('domain'), words.text('helo')));
  return readTargetWords(words.positionals, sendsAs, terminal);
}

const readOnly = (text: string | undefined): readonly CheckId[] =>
  text === undefined ? CHECK_IDS : orThrow(readChecks(text.split(',').map((part) => part.trim())), '--only');

type Required = 'critical' | 'none' | undefined;

function readRequire(text: string | undefined, only: readonly CheckId[]): Required {
  if (text === 'critical' && !only.includes('dnsbl'))
    throw new UsageError('--require critical needs the blocklists: add dnsbl to --only');
  return text === 'critical' || text === 'none' ? text : undefined;
}
