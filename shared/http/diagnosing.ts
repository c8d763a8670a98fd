/** One diagnosis on demand, in the command line's shape. */
import { diagnose } from '../bounce/diagnose.ts';
import { examine, unexamined } from '../diagnose/examine.ts';
import { publishedDiagnosis } from '../diagnose/published-diagnosis.ts';
import { readSender } from '../diagnose/sender-input.ts';
import { spend } from './budget.ts';
import { withChecking } from './checking.ts';
import { type HttpReply, json, problemReply } from './reply.ts';
import type { RouteContext } from './route.ts';
import { NESTED_TOO_DEEP } from './route-words.ts';

/** DNS questions for one request: a message with a hundred recipients must not cost more than a check of a few addresses. */
const MOST_QUESTIONS = 200;

export async function diagnoseNow({ ports, caller, query, body }: RouteContext): Promise<HttpReply> {
  const sender = readSender(query.text('ip'), query.text('domain'));
  if (!sender.ok) return problemReply(400, sender.problem);
  const text = textOf(body);
  if (text === null) return problemReply(400, NESTED_TOO_DEEP);
  const refused = await spend(caller, 1, ports);
  if (refused !== null) return refused;
  return withChecking(ports, async ({ diagnosePorts }): Promise<HttpReply> => {
    const diagnosed = await diagnose(text, diagnosePorts.table);
    if (!diagnosed.ok) return problemReply(400, diagnosed.problem);
    const { diagnoses } = diagnosed.value;
    if (query.flag('offline'))
      return json({
        diagnoses: diagnoses.map((one) => publishedDiagnosis(unexamined(one, sender.value))),
        resolver: [],
      });
    const examined = await examine(diagnoses, sender.value, diagnosePorts, MOST_QUESTIONS);
    return json({ diagnoses: examined.map(publishedDiagnosis), resolver: await diagnosePorts.proofs() });
  });
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
