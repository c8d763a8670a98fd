import { type Inspection, inspect, publishedTarget } from '../../shared/checks/inspect.ts';
import { some } from '../../shared/dnsbl/interpret.ts';
import { type CheckId, type Status, worstStatus } from '../../shared/model/finding.ts';
import { asKnown, sendsAsIn } from '../../shared/model/named.ts';
import { type Target, targetKey } from '../../shared/model/target.ts';
import { CHECK_IDS, readChecks, readSendsAs, readTarget } from '../../shared/model/target-input.ts';
import { printable } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError, type Words } from '../command.ts';
import { openRuntime, orThrow, type Runtime } from '../runtime.ts';
import { renderInspection } from '../views/inspection.ts';

export const check: Command = {
  name: 'check',
  summary: 'reverse DNS, blocklists and SPF of addresses and domains, now',
  help: `postwatch check [<address|domain>...] [options]

An address is asked for its reverse DNS, the address lists, and with --domain
whether that domain's SPF lets it send. A domain is asked of the domain lists,
and its SPF record is looked over. An address of the settings is checked with
its domains and its HELO name, unless you give others; without a target, all
targets of the settings are checked.

  --domain d      a domain that the addresses send for (may be given several
                  times)
  --helo name     the name the server greets with, to be compared with the
                  reverse name
  --only a,b      only these checks: ptr, dnsbl, spf
  --require what  critical: exit code 3, unless it is 2, where no critical list
                  gave a verdict; none: not even if the settings require it
${COMMON_HELP}

Exit code: 0 pass, 1 warn, 2 fail, 3 unknown (it could not be asked), 64 wrong
words.

  postwatch check
  postwatch check 203.0.113.25
  postwatch check 203.0.113.25 --domain example.com --helo mail.example.com
  postwatch check example.com 2001:db8::25 --json
  postwatch check 203.0.113.25 --only ptr --resolver 9.9.9.9:53`,
  flags: {
    domain: { type: 'string', multiple: true },
    helo: { type: 'string' },
    only: { type: 'string' },
    require: { type: 'string' },
  },

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
      if (words.has('json'))
        terminal.print(JSON.stringify({ ...inspection, targets: inspection.targets.map(publishedTarget) }, null, 2));
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
