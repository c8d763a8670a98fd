/** A trial without an endpoint: each test says what a call answers. */
import type { TrialContext } from '../../trial/context.ts';
import { NAME } from '../support/reverse-dns.ts';

export type TrialAnswers = {
  readonly send?: TrialContext['calls']['send'];
  /** By `sns Publish`, `DynamoDB_20120810.DeleteTable`. */
  readonly answer?: (what: string, input: Readonly<Record<string, unknown>>) => string | object;
  readonly pause?: TrialContext['pause'];
  readonly isStandIn?: boolean;
};

const NOTHING: NonNullable<TrialAnswers['answer']> = (what) => {
  throw new Error(`${what} was not expected`);
};

export function trialContext({ send, answer = NOTHING, pause, isStandIn = false }: TrialAnswers): TrialContext {
  return {
    calls: {
      query: async (service, _version, action, form) => String(answer(`${service} ${action}`, form)),
      json: async (_service, target, body) => answer(target, { ...body }) as Record<string, unknown>,
      send:
        send ??
        (async (service, url, { method }) => ({
          status: 200,
          text: String(answer(`${service} ${method} ${url.href}`, {})),
        })),
    },
    place: { account: '123456789012', region: 'eu-west-1', isStandIn },
    endpoint: undefined,
    wishes: { hostname: NAME, keep: false },
    facts: { messages: [] },
    stackName: 'PostwatchTrial',
    open: async () => {
      throw new Error('nothing is deployed here');
    },
    pause: pause ?? (async () => undefined),
  };
}
