/** One diagnosis on demand, in the command line's shape, with its reasons and steps in the language of the request. */
import { diagnose } from '../bounce/diagnose.ts';
import type { Diagnosed } from '../bounce/diagnosis.ts';
import type { NamedList } from '../bounce/facts.ts';
import type { LogReport } from '../bounce/whole-log/groups.ts';
import { elasticIpsOf } from '../diagnose/elastic-ips.ts';
import { examine, unexamined } from '../diagnose/examine.ts';
import { publishedDiagnosis, type SpokenBounces } from '../diagnose/published-diagnosis.ts';
import { diagnosedFrom, publishedGroups, publishedUnmatched } from '../diagnose/published-log.ts';
import { readSender } from '../diagnose/sender-input.ts';
import type { Sender } from '../diagnose/subject.ts';
import { publishedProofs } from '../dns/resolver-proof.ts';
import { defined } from '../model/defined.ts';
import type { Language } from '../model/language.ts';
import { spend } from './budget.ts';
import { stateOrNone, withChecking } from './checking.ts';
import { type HttpReply, jsonIn, problemReply } from './reply.ts';
import type { RouteContext } from './route.ts';
import { NESTED_TOO_DEEP } from './route-words.ts';

/** DNS questions for one request: a message with a hundred recipients must not cost more than a check of a few addresses. */
const MOST_QUESTIONS = 200;

export async function diagnoseNow({ ports, caller, language, query, body }: RouteContext): Promise<HttpReply> {
  const sender = readSender(query.text('ip'), query.text('domain'), query.text('dkimSelector'));
  if (!sender.ok) return problemReply(400, sender.problem);
  const text = textOf(body);
  if (text === null) return problemReply(400, NESTED_TOO_DEEP);
  const refused = await spend(caller, 1, ports);
  if (refused !== null) return refused;
  const spoken = await bouncesIn(language);
  return withChecking(ports, async ({ diagnosePorts }): Promise<HttpReply> => {
    const diagnosed = await diagnose(text, diagnosePorts.table);
    if (!diagnosed.ok) return problemReply(400, diagnosed.problem);
    const { result, log } = await withLog(diagnosed.value, text, diagnosePorts.table);
    const { diagnoses } = result;
    const beside = {
      ...defined({
        unmatched:
          result.unmatched.length === 0 ? undefined : result.unmatched.map((one) => publishedUnmatched(one, language)),
        other: result.other,
        groups: log === undefined ? undefined : publishedGroups(log),
      }),
    };
    const elasticIps = await elasticIpsOf(diagnoses, sender.value, (address) => stateOrNone(address, ports));
    const known: Sender = { ...sender.value, elasticIps };
    if (query.flag('offline'))
      return jsonIn(language, {
        diagnoses: diagnoses.map((one) => publishedDiagnosis(unexamined(one, known), spoken)),
        ...beside,
        resolver: [],
      });
    const examined = await examine(diagnoses, known, diagnosePorts, MOST_QUESTIONS);
    const published = examined.map((one) => publishedDiagnosis(one, spoken));
    const resolver = publishedProofs(await diagnosePorts.proofs(), language);
    return jsonIn(language, { diagnoses: published, ...beside, resolver });
  });
}

/** A log has its groups beside the diagnoses; one of more than a hundred recipients has a diagnosis for each group instead. */
async function withLog(
  result: Diagnosed,
  input: Uint8Array | string,
  table: readonly NamedList[],
): Promise<{ readonly result: Diagnosed; readonly log?: LogReport }> {
  const mayBeLog = result.kind === 'log' || (result.kind === 'ses' && result.isFull);
  if (!mayBeLog) return { result };
  const { logTally } = await import('../bounce/whole-log/tally.ts');
  const tally = logTally(table);
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input);
  for (const line of text.split(/\r?\n/)) tally.add(line);
  const log = tally.report();
  if (log.groups.length === 0 && log.unmatchedCount === 0) return { result };
  return { result: result.isFull ? diagnosedFrom(log) : result, log };
}

/** Loaded when it is asked for: most requests ask for English. */
async function bouncesIn(language: Language): Promise<SpokenBounces | undefined> {
  if (language === 'en') return undefined;
  return { language, remedies: (await import('../bounce/remedies/ko/index.ts')).BOUNCE_WORDS_KO };
}

/** Octets as they came, the text of `{"text": ...}`, or JSON that is itself the input; null where it is too deep to write. */
function textOf(body: unknown): Uint8Array | string | null {
  if (body instanceof Uint8Array) return body;
  const text = typeof body === 'object' && body !== null && 'text' in body ? body.text : undefined;
  if (typeof text === 'string') return text;
  try {
    return JSON.stringify(body);
  } catch (error) {
    // It calls itself, while `JSON.parse` does not: half a million brackets get as far as here.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
