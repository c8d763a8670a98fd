import { writeFileSync } from 'node:fs';
import { readBeginning } from '../../adapters/local/input.ts';
import { unreadableText } from '../../adapters/local/settings.ts';
import type { Diagnosed, Diagnosis, Unmatched } from '../../shared/bounce/diagnosis.ts';
import type { NamedList } from '../../shared/bounce/facts.ts';
import { MAX_FAILURES } from '../../shared/bounce/failure.ts';
import type { Examined, Sender } from '../../shared/diagnose/examine.ts';
import { readSender } from '../../shared/diagnose/sender-input.ts';
import type { ResolverProof } from '../../shared/dns/soundness.ts';
import { within } from '../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';
import { count, printable } from '../../shared/model/text.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { openRuntime, orThrow, readOptions } from '../runtime.ts';
import type { Terminal } from '../terminal.ts';
import { nameOf, renderDiagnoses, type ShownResult } from '../views/diagnosis.ts';
import { renderResolvers } from '../views/resolver.ts';

export const diagnoseCommand: CommandCode = {
  run: async (words, terminal) => {
    const sender = orThrow(readSender(words.text('ip'), words.text('domain')));
    const options = readOptions(words);
    const inputs = await readInputs(words.positionals, options.table, terminal);
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
      if (result.ok && result.value.isFull) terminal.complain(`postwatch: ${nameOf(file)}: ${MORE}`);
    const all = diagnosed.flatMap(({ diagnoses }) => diagnoses);
    const { examined, resolver, dead } = await examineAll(all, sender, words, terminal);
    const results = inputs.map(({ file, result }): ShownResult => {
      const own = result.ok ? result.value : { diagnoses: [], unmatched: [] };
      return { file, diagnoses: own.diagnoses.flatMap((one) => examined.get(one) ?? []), unmatched: own.unmatched };
    });
    if (words.has('json')) terminal.print(JSON.stringify(asJson(results, resolver), null, 2));
    else
      for (const line of [...renderResolvers(resolver, terminal), ...renderDiagnoses(results, terminal)])
        terminal.print(line);
    if (dead !== null) terminal.complain(`postwatch: ${dead}`);
    if (refused.length > 0) return EXIT.usage;
    return dead === null ? EXIT.pass : EXIT.unknown;
  },
};

const MORE = `the first ${MAX_FAILURES} refusals are answered, and there may be more: split the input`;

/** The contract: one input is answered as it is, several by file. */
function asJson(results: readonly ShownResult[], resolver: readonly ResolverProof[]): object {
  const [first] = results;
  if (results.length === 1) return { diagnoses: first?.diagnoses ?? [], resolver };
  return { files: results.map(({ file, diagnoses }) => ({ file: file ?? '-', diagnoses })), resolver };
}

type Input = { readonly file: string | null; readonly result: Parsed<Diagnosed> };

async function readInputs(
  files: readonly string[],
  table: readonly NamedList[],
  terminal: Terminal,
): Promise<readonly Input[]> {
  const { diagnose: fromText } = await import('../../shared/bounce/diagnose.ts');
  const { MAX_INPUT } = await import('../../shared/bounce/input.ts');
  const inputs: Input[] = [];
  for (const word of files.length === 0 ? ['-'] : files) {
    const file = word === '-' ? null : word;
    const content = file === null ? parsed(await terminal.input(MAX_INPUT)) : readBeginning(file, MAX_INPUT);
    const result = content.ok ? await fromText(content.value, table) : content;
    const isNamed = result.ok || !content.ok || file === null;
    inputs.push({ file, result: isNamed ? result : problem(within(printable(file, 200), result.problem)) });
  }
  return inputs;
}

type Live = {
  readonly examined: ReadonlyMap<Diagnosis, Examined>;
  readonly resolver: readonly ResolverProof[];
  readonly dead: string | null;
};

async function examineAll(all: readonly Diagnosis[], sender: Sender, words: Words, terminal: Terminal): Promise<Live> {
  const { examine, unexamined } = await import('../../shared/diagnose/examine.ts');
  const byDiagnosis = (examined: readonly Examined[]) =>
    new Map(all.flatMap((one, at) => (examined[at] === undefined ? [] : [[one, examined[at]] as const])));
  if (words.has('offline'))
    return { examined: byDiagnosis(all.map((one) => unexamined(one, sender))), resolver: [], dead: null };
  const runtime = openRuntime(words);
  try {
    terminal.progress(`checking what ${count(all.length, 'refusal')} said …`);
    const examined = await examine(all, sender, runtime.diagnosePorts);
    terminal.progress('');
    const resolver = await runtime.inspectPorts.proofs();
    return {
      examined: byDiagnosis(examined),
      resolver,
      dead: (await runtime.whyUnknown())?.[terminal.language] ?? null,
    };
  } finally {
    runtime.close();
  }
}

/** Throws `UsageError`. */
function exportUnmatched(file: string, unmatched: readonly Unmatched[]): void {
  try {
    writeFileSync(file, `${JSON.stringify(unmatched, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(within(`--export-unmatched: ${printable(file, 200)}`, unreadableText(error)));
  }
}
