import { writeFileSync } from 'node:fs';
import { readBeginning } from '../../adapters/local/input.ts';
import { whyUnreadable } from '../../adapters/local/settings.ts';
import type { Diagnosed, Diagnosis, Unmatched } from '../../shared/bounce/diagnosis.ts';
import type { NamedList } from '../../shared/bounce/facts.ts';
import { MAX_FAILURES } from '../../shared/bounce/failure.ts';
import type { Examined, Sender } from '../../shared/diagnose/examine.ts';
import { readSender } from '../../shared/diagnose/sender-input.ts';
import type { ResolverProof } from '../../shared/dns/soundness.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';
import { count, printable } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError, type Words } from '../command.ts';
import { openRuntime, orThrow, readOptions } from '../runtime.ts';
import type { Terminal } from '../terminal.ts';
import { nameOf, renderDiagnoses, type ShownResult } from '../views/diagnosis.ts';
import { renderResolvers } from '../views/resolver.ts';

export const diagnoseCommand: Command = {
  name: 'diagnose',
  summary: 'why mail bounced, whether that is still true, and what to do',
  help: `postwatch diagnose [file...] [options]

Reads bounce messages, SMTP replies, mail-log lines (Postfix, Exim, Sendmail),
SES notifications or pasted text: from files, or from standard input (also as
"-"). Each recipient gets its cause, the side at fault, whether to send again,
what is true today, and the next act. Of a file its first 1 MiB is read, and of
the refusals in it 100. Nothing is sent to anybody; the checks are DNS questions
(at most 500), and one conversation with the mail host of your own domain where
a request is prepared (of at most 5 domains).

  --offline                the text alone: nothing is asked
  --ip address             the address that sent it, instead of what the texts
                           name
  --domain d               the domain it was sent as, instead of what the texts
                           name
  --export-unmatched file  writes the refusals that no rule knows to a file, as
                           JSON, with mail addresses masked
${COMMON_HELP}

Exit code: 0 done, also where nothing was recognised; 3 no resolver answered, so
nothing could be confirmed; 64 wrong words, or a file that cannot be read (the
others are diagnosed all the same).

  postwatch diagnose bounce.eml
  postwatch diagnose bounces/*.eml --offline --json
  echo '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed.' | postwatch diagnose
  grep status=bounced /var/log/mail.log | postwatch diagnose --domain example.com`,
  flags: {
    offline: { type: 'boolean' },
    ip: { type: 'string' },
    domain: { type: 'string' },
    'export-unmatched': { type: 'string' },
  },

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
    for (const line of refused) terminal.complain(`postwatch: ${line}`);
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
    inputs.push({ file, result: isNamed ? result : problem(`${printable(file, 200)}: ${result.problem}`) });
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
    return { examined: byDiagnosis(examined), resolver, dead: await runtime.whyUnknown() };
  } finally {
    runtime.close();
  }
}

/** Throws `UsageError`. */
function exportUnmatched(file: string, unmatched: readonly Unmatched[]): void {
  try {
    writeFileSync(file, `${JSON.stringify(unmatched, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`--export-unmatched: ${printable(file, 200)}: ${whyUnreadable(error)}`);
  }
}
