import { type Inspection, inspect, publishedTarget } from '../../shared/checks/inspect.ts';
import { publishedProofs } from '../../shared/dns/resolver-proof.ts';
import { some } from '../../shared/dnsbl/words.ts';
import { type CheckId, type Status, worstStatus } from '../../shared/model/finding.ts';
import type { Text } from '../../shared/model/language.ts';
import { asKnown, sendsAsIn } from '../../shared/model/named.ts';
import { type Target, targetKey } from '../../shared/model/target.ts';
import { CHECK_IDS, readChecks, readSendsAs } from '../../shared/model/target-input.ts';
import { printable } from '../../shared/model/text.ts';
import type { OutputFormat } from '../choices.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { commandWithout } from '../command-again.ts';
import { jsonDocument, readFormat, terminalFor } from '../format.ts';
import { withProgress } from '../progress.ts';
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
    const runtime = await openRuntime(words);
    try {
      const targets = targetsWanted(named.targets, runtime.world.targets);
      // Before anything is asked: a wait, and what it leaves out, is better known than found out.
      if (only.includes('dnsbl'))
        for (const line of runtime.tooSlowFor(targets)) on.complain(`postwatch: ${line[terminal.language]}`);
      const inspection = await inspected(runtime, targets, only, on);
      const blind = (required ?? runtime.settings.require) === 'critical' ? withoutCritical(inspection) : [];
      const worst = exitOf(inspection.targets.map(({ status }) => status));
      const exit = blind.length > 0 && worst !== EXIT.fail ? EXIT.unknown : worst;
      const isShown = format === 'table' && terminal.isOneScreen;
      const more = (await complaints(runtime, blind, isShown)).map((line) => `postwatch: ${line[terminal.language]}`);
      // All of a plugin's lines are on standard output.
      const { nameOf } = runtime;
      const shown = {
        exit,
        notes,
        nameOf,
        verbose: words.has('verbose'),
        language: terminal.language,
        again: commandWithout('resolver', 'check', words),
        kept: format === 'nagios' ? [...kept, ...more] : [],
      };
      for (const line of linesIn(format, inspection, shown, terminal)) terminal.print(line);
      if (format !== 'nagios') for (const line of more) terminal.complain(line);
      return exit;
    } finally {
      runtime.close();
    }
  },
};

function inspected(
  { checks, inspectPorts, planned }: Runtime,
  targets: readonly Target[],
  only: readonly CheckId[],
  terminal: Terminal,
): Promise<Inspection> {
  const { queries, lists } = planned(targets, only);
  const done = (): number => inspectPorts.asked();
  const progress = { targets: targets.map((one) => printable(targetKey(one), 100)), lists, done, all: queries };
  return withProgress(progress, { clock: inspectPorts.clock, terminal }, () =>
    inspect(
      targets,
      checks.filter(({ id }) => only.includes(id)),
      [],
      inspectPorts,
    ),
  );
}

function linesIn(
  format: OutputFormat,
  inspection: Inspection,
  shown: InspectionScreen & InspectionMonitored,
  terminal: Terminal,
): readonly string[] {
  switch (format) {
    case 'json':
      return [
        jsonDocument({
          ...inspection,
          resolver: publishedProofs(inspection.resolver),
          targets: inspection.targets.map(publishedTarget),
        }),
      ];
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

/** What a script reading only standard error has to know. `isShown`: the reader has the screen before them. */
async function complaints(runtime: Runtime, blind: readonly string[], isShown: boolean): Promise<Text[]> {
  const dead = isShown ? null : await runtime.whyUnknown();
  const required = blind.length === 0 ? [] : [noCritical(some(blind))];
  return [...runtime.warnings, ...(dead === null ? [] : [dead]), ...required];
}

const noCritical = ({ en, ko }: Text): Text => ({
  en: `no critical list gave a verdict about ${en}, and one is required`,
  ko: `중요도가 심각인 목록에서 등재 여부를 하나도 확인하지 못했습니다: ${ko}. 하나는 확인해야 합니다(--require critical)`,
});

const NO_TARGETS: Text = {
  en: 'check needs an address or a domain, for example 203.0.113.25, or settings with senders ("postwatch init" writes them)',
  ko: '점검할 IP나 도메인을 입력하세요(예: 203.0.113.25). 설정 파일에 발송 IP가 있으면 생략할 수 있습니다("postwatch init"으로 만듭니다).',
};

const NO_ADDRESS_NAMED: Text = {
  en: '--domain and --helo describe the addresses that you name, and you named none',
  ko: '--domain과 --helo는 함께 입력한 IP에 적용됩니다. IP를 입력하세요.',
};

const LISTS_NEEDED: Text = {
  en: '--require critical needs the blocklists: add dnsbl to --only',
  ko: '--require critical을 쓰려면 --only에 dnsbl을 추가하세요.',
};

/** What was named, as the settings know it; all of the settings where nothing was. */
function targetsWanted(named: readonly Target[], watched: readonly Target[]): readonly Target[] {
  if (named.length > 0) return named.map((target) => asKnown(target, sendsAsIn(watched, targetKey(target))));
  if (watched.length === 0) throw new UsageError(NO_TARGETS);
  return watched;
}

function readNamed(words: Words, terminal: Terminal): Promise<ReadTargets> {
  const options = words.texts('domain').length > 0 || words.text('helo') !== undefined;
  if (words.positionals.length === 0 && options) throw new UsageError(NO_ADDRESS_NAMED);
  const sendsAs = orThrow(readSendsAs(words.texts('domain'), words.text('helo')));
  return readTargetWords(words.positionals, sendsAs, terminal);
}

const readOnly = (text: string | undefined): readonly CheckId[] =>
  text === undefined ? CHECK_IDS : orThrow(readChecks(text.split(',').map((part) => part.trim())), '--only');

type Required = 'critical' | 'none' | undefined;

function readRequire(text: string | undefined, only: readonly CheckId[]): Required {
  if (text === 'critical' && !only.includes('dnsbl')) throw new UsageError(LISTS_NEEDED);
  return text === 'critical' || text === 'none' ? text : undefined;
}
