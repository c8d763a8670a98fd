import { answerSpf } from '../../shared/checks/spf-question.ts';
import { noneSound } from '../../shared/dns/soundness.ts';
import { printable } from '../../shared/model/text.ts';
import { readSpfQuestion } from '../../shared/spf/input.ts';
import type { SpfWord } from '../../shared/spf/tree.ts';
import { spfView } from '../../shared/spf/view.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { jsonDocument } from '../format.ts';
import { openRuntime, orThrow } from '../runtime.ts';
import { askedOf, renderResolvers } from '../views/resolver.ts';
import { renderSpfTree } from '../views/spf.ts';

const EXIT_OF: Readonly<Record<SpfWord, number>> = {
  pass: EXIT.pass,
  softfail: EXIT.warn,
  neutral: EXIT.warn,
  none: EXIT.warn,
  fail: EXIT.fail,
  permerror: EXIT.fail,
  temperror: EXIT.unknown,
};

export const spfCommand: CommandCode = {
  run: async (words, terminal) => {
    const [ip = '', sender = '', extra] = words.positionals;
    if (words.positionals.length < 2 || extra !== undefined) {
      throw new UsageError(
        'spf needs two words: an address and a mail-from or domain, such as: spf 203.0.113.25 example.com',
      );
    }
    const question = orThrow(readSpfQuestion(ip, sender, words.text('helo') ?? ''));
    const runtime = openRuntime(words);
    try {
      const name = question.sender === '' ? question.helo : question.sender;
      terminal.progress(`evaluating SPF of ${printable(name, 60)} …`);
      const { result, resolver } = await answerSpf(question, runtime.lookupPorts);
      terminal.progress('');
      if (words.has('json')) terminal.print(jsonDocument({ ...spfView(result), resolver }));
      else
        for (const line of [...renderResolvers(resolver, terminal), renderSpfTree(result) + askedOf(resolver)])
          terminal.print(line);
      const dead = await runtime.whyUnknown();
      if (dead !== null) terminal.complain(`postwatch: ${dead}`);
      return noneSound(resolver) ? EXIT.unknown : EXIT_OF[result.result];
    } finally {
      runtime.close();
    }
  },
};
