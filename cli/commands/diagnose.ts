import { existsSync, writeFileSync } from 'node:fs';
import type { Diagnosed, Diagnosis } from '../../shared/bounce/diagnosis.ts';
import { MAX_FAILURES } from '../../shared/bounce/failure.ts';
import type { Examined, Sender } from '../../shared/diagnose/examine.ts';
import { publishedDiagnosis } from '../../shared/diagnose/published-diagnosis.ts';
import { publishedGroups, publishedUnmatched } from '../../shared/diagnose/published-log.ts';
import { readSender } from '../../shared/diagnose/sender-input.ts';
import { publishedProofs } from '../../shared/dns/resolver-proof.ts';
import { noneSound, type ResolverProof } from '../../shared/dns/soundness.ts';
import { defined } from '../../shared/model/defined.ts';
import { unreadableText } from '../../shared/model/file-words.ts';
import { type Language, type Text, within } from '../../shared/model/language.ts';
import { count, printable } from '../../shared/model/text.ts';
import type { TargetState } from '../../shared/watch/incidents/state.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { commandWithout, inShell } from '../command-again.ts';
import { jsonText } from '../format.ts';
import { openRuntime, orThrow, readOptions } from '../runtime.ts';
import { complainOnce, type Terminal } from '../terminal.ts';
import { type DiagnosisScreen, nameOf, renderDiagnoses, type ShownResult } from '../views/diagnosis.ts';
import { renderResolvers } from '../views/resolver.ts';
import { readBounces } from './diagnose-input.ts';

export const diagnoseCommand: CommandCode = {
  run: async (words, terminal) => {
    const sender = orThrow(readSender(words.text('ip'), words.text('domain'), words.text('dkim-selector')));
    const options = await readOptions(words);
    const inputs = await readBounces(words.positionals, options.table, terminal);
    const diagnosed = inputs.flatMap(({ result }) => (result.ok ? [result.value] : []));
    const exported = words.text('export-unmatched');
    if (exported !== undefined)
      exportUnmatched(
        exported,
        diagnosed.flatMap(({ unmatched }) => unmatched),
      );
    const refused = inputs.flatMap(({ result }) => (result.ok ? [] : [result.problem]));
    for (const line of refused) terminal.complain(`postwatch: ${line[terminal.language]}`);
    if (diagnosed.length === 0) return EXIT.usage;
    for (const { file, result } of inputs)
      if (result.ok && result.value.isFull)
        terminal.complain(`postwatch: ${nameOf(file, terminal.language)}: ${MORE[terminal.language]}`);
    const shownGroups = inputs.flatMap(({ log }) => log?.groups.slice(0, MAX_FAILURES) ?? []);
    const all = [...diagnosed.flatMap(({ diagnoses }) => diagnoses), ...shownGroups.map(({ diagnosis }) => diagnosis)];
    const { examined, resolver, dead } = await examineAll(all, sender, words, terminal);
    const results = inputs.map(({ file, result, log }): ShownResult => {
      const own: Pick<Diagnosed, 'diagnoses' | 'unmatched' | 'other'> = result.ok
        ? result.value
        : { diagnoses: [], unmatched: [] };
      const diagnoses = own.diagnoses.flatMap((one) => examined.get(one) ?? []);
      const groups = log?.groups.flatMap((group) => {
        const one = examined.get(group.diagnosis);
        return one === undefined ? [] : [{ group, examined: one }];
      });
      const whole = log === undefined || groups === undefined ? undefined : { report: log, groups };
      return {
        file,
        diagnoses,
        unmatched: own.unmatched,
        isRead: result.ok,
        ...defined({ other: own.other, log: whole }),
      };
    });
    for (const line of linesOf(results, resolver, words, terminal)) terminal.print(line);
    complainOnce(dead, !words.has('json') && noneSound(resolver), terminal);
    if (refused.length > 0) return EXIT.usage;
    return dead === null ? EXIT.pass : EXIT.unknown;
  },
};

function linesOf(
  results: readonly ShownResult[],
  resolver: readonly ResolverProof[],
  words: Words,
  terminal: Terminal,
): readonly string[] {
  if (words.has('json')) return [jsonText(asJson(results, resolver), 2)];
  // What was pasted or piped in cannot be read again.
  const again = words.positionals.length === 0 ? null : commandWithout('resolver', 'diagnose', words);
  const screen = { ...screenOf(words), isBlind: noneSound(resolver) };
  return [...renderResolvers(resolver, terminal, again), ...renderDiagnoses(results, terminal, screen)];
}

const MORE: Text = {
  en: `Only the first ${MAX_FAILURES} refusals were diagnosed. There may be more: split the input.`,
  ko: `앞의 거부 메시지 ${MAX_FAILURES}건만 진단했습니다. 더 있을 수 있으니 나누어 입력하세요.`,
};

const SCHEMA_VERSION = 1;

/**
 * The contract: one shape for one input and for many. `diagnoses`, the shape of one input until now, is all of them in order;
 * it goes with the next version, and is not written for many, which never had it.
 */
function asJson(results: readonly ShownResult[], resolver: readonly ResolverProof[]): object {
  const files = results.map(({ file, diagnoses, unmatched, other, log }) => ({
    file: file ?? '-',
    diagnoses: diagnoses.map((one) => publishedDiagnosis(one)),
    ...defined({
      unmatched: unmatched.length === 0 ? undefined : unmatched.map((one) => publishedUnmatched(one)),
      other,
    }),
    ...defined({ groups: log === undefined ? undefined : publishedGroups(log.report) }),
  }));
  const [first] = files;
  const ofOne = files.length === 1 ? first?.diagnoses : undefined;
  return {
    schemaVersion: SCHEMA_VERSION,
    files,
    ...defined({ diagnoses: ofOne }),
    resolver: publishedProofs(resolver),
  };
}

/** The same command with `--request`, as a shell takes it. */
function screenOf(words: Words): Omit<DiagnosisScreen, 'isBlind'> {
  const flags = ['ip', 'domain', 'dkim-selector'].flatMap((flag) => {
    const value = words.text(flag);
    return value === undefined ? [] : [`--${flag} ${inShell(value)}`];
  });
  return {
    isVerbose: words.has('verbose'),
    withRequest: words.has('request'),
    requestCommand: (file) =>
      ['postwatch diagnose', ...(file === null ? [] : [inShell(file)]), ...flags, '--request'].join(' '),
  };
}

const PROGRESS: Readonly<Record<Language, (n: number) => string>> = {
  en: (n) => `checking the causes of ${count(n, 'refusal')} …`,
  ko: (n) => `거부 메시지 ${n}건의 원인을 확인하는 중 …`,
};

type Live = {
  readonly examined: ReadonlyMap<Diagnosis, Examined>;
  readonly resolver: readonly ResolverProof[];
  readonly dead: Text | null;
};

async function examineAll(all: readonly Diagnosis[], sender: Sender, words: Words, terminal: Terminal): Promise<Live> {
  const [{ examine, unexamined }, { elasticIpsOf }] = await Promise.all([
    import('../../shared/diagnose/examine.ts'),
    import('../../shared/diagnose/elastic-ips.ts'),
  ]);
  const known: Sender = { ...sender, elasticIps: await elasticIpsOf(all, sender, await rememberedBy(words)) };
  const byDiagnosis = (examined: readonly Examined[]) =>
    new Map(all.flatMap((one, at) => (examined[at] === undefined ? [] : [[one, examined[at]] as const])));
  if (words.has('offline'))
    return { examined: byDiagnosis(all.map((one) => unexamined(one, known))), resolver: [], dead: null };
  const runtime = await openRuntime(words);
  try {
    terminal.progress(PROGRESS[terminal.language](all.length));
    const examined = await examine(all, known, runtime.diagnosePorts);
    terminal.progress('');
    const resolver = await runtime.inspectPorts.proofs();
    return {
      examined: byDiagnosis(examined),
      resolver,
      dead: await runtime.whyUnknown(),
    };
  } finally {
    runtime.close();
  }
}

/** What the watch on this machine remembers; nothing where it has no memory, or none that can be read now. */
async function rememberedBy(words: Words): Promise<(address: string) => Promise<TargetState | null>> {
  const { settings } = await readOptions(words);
  if (!existsSync(settings.memory)) return async () => null;
  const { rememberedState } = await import('../../adapters/local/memory.ts');
  return async (address) => rememberedState(settings.memory, address);
}

/** Throws `UsageError`. */
function exportUnmatched(file: string, unmatched: Diagnosed['unmatched']): void {
  try {
    writeFileSync(file, `${JSON.stringify(unmatched, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(within(`--export-unmatched: ${printable(file, 200)}`, unreadableText(error)));
  }
}
