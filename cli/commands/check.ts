import { type Inspection, inspect } from '../../shared/checks/inspect.ts';
import { some } from '../../shared/dnsbl/interpret.ts';
import { type CheckId, type Status, worstStatus } from '../../shared/model/finding.ts';
import { asKnown, sendsAsIn } from '../../shared/model/named.ts';
import { type Target, targetKey } from '../../shared/model/target.ts';
import { CHECK_IDS, readChecks, readSendsAs, readTarget } from '../../shared/model/target-input.ts';
import { printable } from '../../shared/model/text.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { openRuntime, orThrow, type Runtime } from '../runtime.ts';
import { renderInspection } from '../views/inspection.ts';

export const check: CommandCode = {
  run: async (words, terminal) => {
    const named = readTargets(words);
    const { notes } = named;
    const only = readOnly(words.text('only'));
    const required = readRequire(words.text('require'), only);
    const runtime = openRuntime(words);
    try {
      const targets = targetsWanted(named.targets, runtime.world.targets);
      const checks = runtime.checks.filter(({ id }) => only.includes(id));
      // Before anything is asked: a wait, and what it leaves out, is better known than found out.
      if (only.includes('dnsbl'))
        for (const line of runtime.tooSlowFor(targets)) terminal.complain(`postwatch: ${line}`);
      terminal.progress(`asking ${printable(targets.map(targetKey).join(', '), 200)} …`);
      const inspection = await inspect(targets, checks, [], runtime.inspectPorts);
      terminal.progress('');
      if (words.has('json')) terminal.print(JSON.stringify(inspection, null, 2));
      else
        for (const line of renderInspection(inspection, { notes, nameOf: runtime.nameOf }, terminal))
          terminal.print(line);
      const blind = (required ?? runtime.settings.require) === 'critical' ? withoutCritical(inspection) : [];
      for (const line of await complaints(runtime, blind)) terminal.complain(`postwatch: ${line}`);
      const exit = exitOf(inspection.targets.map(({ status }) => status));
      return blind.length > 0 && exit !== EXIT.fail ? EXIT.unknown : exit;
    } finally {
      runtime.close();
    }
  },
};

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

/** Every word is an address or a domain, or nothing is asked at all. */
function readTargets(words: Words): { targets: readonly Target[]; notes: ReadonlyMap<string, string> } {
  const [word] = words.positionals;
  const options = words.texts('domain').length > 0 || words.text('helo') !== undefined;
  if (word === undefined && options)
    throw new UsageError('--domain and --helo are about the addresses that you name, and you named none');
  const sendsAs = orThrow(readSendsAs(words.texts('domain'), words.text('helo')));
  const notes = new Map<string, string>();
  const targets = new Map<string, Target>();
  for (const word of words.positionals) {
    const { target, note } = orThrow(readTarget(word, sendsAs));
    targets.set(targetKey(target), target);
    if (note !== null) notes.set(targetKey(target), note);
  }
  return { targets: [...targets.values()], notes };
}

const readOnly = (text: string | undefined): readonly CheckId[] =>
  text === undefined ? CHECK_IDS : orThrow(readChecks(text.split(',').map((part) => part.trim())), '--only');

type Required = 'critical' | 'none' | undefined;

function readRequire(text: string | undefined, only: readonly CheckId[]): Required {
  if (text !== undefined && text !== 'critical' && text !== 'none')
    throw new UsageError(`--require: "${printable(text, 40)}" is not a requirement (expected critical or none)`);
  if (text === 'critical' && !only.includes('dnsbl'))
    throw new UsageError('--require critical needs the blocklists: add dnsbl to --only');
  return text;
}
