import { answerSpf } from '../../shared/checks/spf-question.ts';
import { publishedProofs } from '../../shared/dns/resolver-proof.ts';
import { noneSound, type ResolverProof } from '../../shared/dns/soundness.ts';
import type { Text } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import { readSpfQuestion } from '../../shared/spf/input.ts';
import type { SpfResult } from '../../shared/spf/tree.ts';
import { spfView } from '../../shared/spf/view.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { commandWithout } from '../command-again.ts';
import { jsonDocument } from '../format.ts';
import { openRuntime, orThrow } from '../runtime.ts';
import { complainOnce, paintStatus, type Terminal } from '../terminal.ts';
import { askedOf, noResolverLines, renderResolvers } from '../views/resolver.ts';
import { renderSpf, SPF_STATUS, spfSum } from '../views/spf.ts';

const NEEDS_TWO: Text = {
  en: 'spf needs an address and a mail-from or domain. For example: postwatch spf 203.0.113.25 example.com',
  ko: 'spf 명령어에는 발송 IP와 mail-from(또는 도메인)이 필요합니다. 예: postwatch spf 203.0.113.25 example.com',
};

const evaluating = (name: string): Text => ({ en: `Evaluating SPF of ${name} …`, ko: `SPF 평가 중: ${name} …` });

export const spfCommand: CommandCode = {
  run: async (words, terminal) => {
    const [ip = '', sender = '', extra] = words.positionals;
    if (words.positionals.length < 2 || extra !== undefined) throw new UsageError(NEEDS_TWO);
    const question = orThrow(readSpfQuestion(ip, sender, words.text('helo') ?? ''));
    const runtime = await openRuntime(words);
    try {
      const name = question.sender === '' ? question.helo : question.sender;
      terminal.progress(evaluating(printable(name, 60))[terminal.language]);
      const { result, resolver } = await answerSpf(question, runtime.lookupPorts);
      terminal.progress('');
      const again = commandWithout('resolver', 'spf', words);
      const shown = words.has('json')
        ? [jsonDocument({ ...spfView(result), resolver: publishedProofs(resolver) })]
        : screenLines(result, resolver, again, terminal);
      for (const line of shown) terminal.print(line);
      complainOnce(await runtime.whyUnknown(), !words.has('json'), terminal);
      return noneSound(resolver) ? EXIT.unknown : EXIT[SPF_STATUS[result.result]];
    } finally {
      runtime.close();
    }
  },
};

function screenLines(
  result: SpfResult,
  resolver: readonly ResolverProof[],
  again: string | null,
  terminal: Terminal,
): readonly string[] {
  const asked = askedOf(resolver, terminal.language);
  if (!noneSound(resolver))
    return [...renderResolvers(resolver, terminal, again), ...renderSpf(result, asked, terminal)];
  const word = paintStatus(terminal, SPF_STATUS[result.result], result.result);
  const [first = '', ...rest] = noResolverLines(resolver, again, terminal, ' '.repeat(result.result.length + 2));
  return [`${word}  ${first.trimStart()}`, ...rest, '', spfSum(result, asked, terminal.language)];
}
