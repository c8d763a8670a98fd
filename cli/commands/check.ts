import { inspect } from '../../shared/checks/inspect.ts';
import { addressRange, parseAddress } from '../../shared/model/address.ts';
import { parseDomain } from '../../shared/model/domain.ts';
import { type CheckId, type Status, worstStatus } from '../../shared/model/finding.ts';
import { type Target, targetKey } from '../../shared/model/target.ts';
import { printable } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError, type Words } from '../command.ts';
import { renderInspection } from '../render.ts';
import { openRuntime, type Runtime } from '../runtime.ts';

const CHECKS: readonly CheckId[] = ['ptr', 'dnsbl', 'spf'];

export const check: Command = {
  name: 'check',
  summary: 'reverse DNS, blocklists and SPF of addresses and domains, now',
  help: `postwatch check <address|domain>... [options]

An address is asked for its reverse DNS, the address lists, and with --domain whether that domain's SPF lets it send.
A domain is asked of the domain lists, and its SPF record is looked over.

  --domain d      a domain that the addresses send for (may be given several times)
  --helo name     the name the server greets with, to be compared with the reverse name
  --only a,b      only these checks: ptr, dnsbl, spf
${COMMON_HELP}

Exit code: 0 pass, 1 warn, 2 fail, 3 unknown (it could not be asked), 64 wrong words.

  postwatch check 203.0.113.25
  postwatch check 203.0.113.25 --domain example.com --helo mail.example.com
  postwatch check example.com 2001:db8::25 --json
  postwatch check 203.0.113.25 --only ptr --resolver 9.9.9.9:53`,
  flags: { domain: { type: 'string', multiple: true }, helo: { type: 'string' }, only: { type: 'string' } },

  run: async (words, terminal) => {
    const { targets, notes } = readTargets(words);
    const only = readOnly(words.text('only'));
    const runtime = openRuntime(words);
    try {
      const checks = runtime.checks.filter(({ id }) => only.includes(id));
      terminal.progress(`asking ${targets.map(targetKey).join(', ')} …`);
      const inspection = await inspect(targets, checks, [], runtime.inspectPorts);
      terminal.progress('');
      if (words.has('json')) terminal.print(JSON.stringify(inspection, null, 2));
      else
        for (const line of renderInspection(inspection, { notes, nameOf: runtime.nameOf }, terminal))
          terminal.print(line);
      for (const line of complaints(runtime)) terminal.complain(`postwatch: ${line}`);
      return exitOf(inspection.targets.map(({ status }) => status));
    } finally {
      runtime.close();
    }
  },
};

const exitOf = (statuses: readonly Status[]): number => EXIT[worstStatus(statuses)];

/** What a script reading only standard error has to know. */
function complaints(runtime: Runtime): string[] {
  const dead = runtime.unreachable();
  return [...runtime.warnings, ...(dead === null ? [] : [dead])];
}

/** Every word is an address or a domain, or nothing is asked at all. */
export function readTargets(words: Words): { targets: readonly Target[]; notes: ReadonlyMap<string, string> } {
  if (words.positionals.length === 0) throw new UsageError('check needs an address or a domain, such as 203.0.113.25');
  const domains = [...new Set(words.texts('domain').map(domainOrThrow))];
  const given = words.text('helo');
  const helo = given === undefined ? undefined : domainOrThrow(given);
  const notes = new Map<string, string>();
  const targets = new Map<string, Target>();
  for (const word of words.positionals) {
    const target = readTarget(word, domains, helo, notes);
    targets.set(targetKey(target), target);
  }
  return { targets: [...targets.values()], notes };
}

function readTarget(
  word: string,
  domains: readonly string[],
  helo: string | undefined,
  notes: Map<string, string>,
): Target {
  const address = parseAddress(word);
  if (address.ok) {
    const range = addressRange(address.value);
    if (range.kind === 'refused') throw new UsageError(`${address.value.text} cannot be checked: ${range.why}`);
    if (range.kind === 'documentation') notes.set(address.value.text, `${range.note}: checked all the same`);
    return { kind: 'address', address: address.value, domains, ...(helo === undefined ? {} : { helo }) };
  }
  const domain = parseDomain(word);
  if (domain.ok) return { kind: 'domain', domain: domain.value };
  throw new UsageError(
    `"${printable(word, 80)}" is neither an address (203.0.113.25, 2001:db8::25) nor a domain (example.com)`,
  );
}

function domainOrThrow(text: string): string {
  const domain = parseDomain(text);
  if (!domain.ok) throw new UsageError(domain.problem);
  return domain.value;
}

function readOnly(text: string | undefined): readonly CheckId[] {
  if (text === undefined) return CHECKS;
  const ids = text.split(',').map((part) => part.trim());
  const wrong = ids.find((id) => !CHECKS.some((known) => known === id));
  if (wrong !== undefined)
    throw new UsageError(`--only: there is no check "${printable(wrong, 40)}"; there are ${CHECKS.join(', ')}`);
  return CHECKS.filter((id) => ids.includes(id));
}
