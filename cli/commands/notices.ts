import { localChannels } from '../../adapters/local/channels.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { isObject } from '../../shared/model/json.ts';
import { type Language, type Text, verbatim } from '../../shared/model/language.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { printable } from '../../shared/model/text.ts';
import { testDigest } from '../../shared/notices/test-notice.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import { publishedTrial, type Trial, tryChannels } from '../../shared/watch/run/trial.ts';
import { NOTICES_NEEDS_TEST } from '../act-words.ts';
import { ANSWERS, answerAs, type TrialAnswer } from '../api-answers.ts';
import { type CommandCode, EXIT, Refused, UsageError, type Words } from '../command.ts';
import { jsonDocument } from '../format.ts';
import { orThrow, readOptions } from '../runtime.ts';
import { type Terminal, wordedHere } from '../terminal.ts';

export const notices: CommandCode = {
  run: async (words, terminal) => {
    const [what, extra] = words.positionals;
    if (what !== 'test' || extra !== undefined) throw new UsageError(NOTICES_NEEDS_TEST);
    const url = words.text('endpoint');
    const outcomes =
      url === undefined ? await testHere(words, terminal) : await testThere(url, words, terminal.language);
    if (words.has('json')) terminal.print(jsonDocument({ outcomes: outcomes.map((one) => publishedTrial(one)) }));
    else for (const one of outcomes) terminal.print(outcomeLine(one, terminal.language));
    return outcomes.every(({ outcome }) => outcome.ok) ? EXIT.pass : EXIT.warn;
  },
};

const ACCEPTED: Text = { en: 'accepted', ko: '접수함' };
const NOT_ACCEPTED: Text = { en: 'not accepted', ko: '접수하지 않음' };

const outcomeLine = ({ channel, outcome }: Trial, language: Language): string =>
  outcome.ok
    ? `${channel}: ${ACCEPTED[language]}`
    : `${channel}: ${NOT_ACCEPTED[language]}: ${forScreen(outcome.why[language], language)}`;

async function testHere(words: Words, terminal: Terminal): Promise<readonly Trial[]> {
  const { settings, environment } = await readOptions(words);
  const notices = wordedHere(settings.notices, terminal);
  const print = words.has('json') ? () => {} : terminal.print;
  const channels = localChannels({
    notices,
    environment,
    clock: systemClock,
    print,
    flushed: terminal.flushed,
  });
  return tryChannels(channels, testDigest(terminal.user, systemClock.now(), wordingOf(notices)));
}

async function testThere(url: string, words: Words, language: Language): Promise<readonly Trial[]> {
  const { commandMs, environment } = await readOptions(words);
  const { openEndpoint } = await import('../../adapters/aws/api/endpoint.ts');
  const timing = commandMs === undefined ? {} : { timeoutMs: commandMs };
  const { send } = orThrow(openEndpoint(url, { environment, language, ...timing }), '--endpoint');
  const answer = await send('POST', '/notices/test');
  if (answer.kind === 'unreachable') throw new Refused(answer.why, EXIT.unknown);
  // 502 where some channel refused: the outcomes are beside the problem.
  if (answer.kind === 'refused' && !hasOutcomes(answer.body))
    throw new Refused(answer.why, answer.status < 500 ? EXIT.fail : EXIT.unknown);
  return answerAs(answer.body, ANSWERS.outcomes).outcomes.slice(0, 20).map(trialOf);
}

const hasOutcomes = (body: unknown): boolean => isObject(body) && Array.isArray(body['outcomes']);

const trialOf = ({ channel, outcome }: TrialAnswer): Trial => ({
  channel: printable(channel, 60),
  outcome: outcome.ok ? { ok: true } : { ok: false, why: verbatim(printable(outcome.why)) },
});
