/**
 * Which call a line of a function belongs to, so that its lines are found by their run, request or trace. The names are those of
 * Powertools for AWS Lambda ("Logger", standard structured keys), which dashboards and queries of many teams know. Its logger
 * itself is not used: these fields are all that we want of it, and it would be in the entry of `api`, which is kept small.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** The fields that each line has, in this order. Those of a call that knows nothing of them are left out. */
const CALL_FIELDS = [
  'function_name',
  'function_request_id',
  'xray_trace_id',
  'cold_start',
  /** The request's id in the access log of the API. */
  'correlation_id',
  'run',
  'key',
  'job',
  /** When the execution was planned; its run does not exist yet. */
  'at',
] as const;

type CallIds = Readonly<Partial<Record<(typeof CALL_FIELDS)[number], string | boolean>>>;

/** What Lambda hands to a handler besides the event (docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html). */
type LambdaContext = { readonly awsRequestId?: string; readonly functionName?: string };

const current = new AsyncLocalStorage<CallIds>();
const NONE: CallIds = {};

export const callIds = (): CallIds => current.getStore() ?? NONE;

/** The handler, whose lines say which call they belong to. Lambda hands over the context also where the handler takes none. */
export function withCallIds<A extends readonly unknown[], R>(handler: (...call: A) => R): (...call: A) => R {
  let isCold = true;
  return (...call) => {
    const [event, context] = call;
    const ids = idsOf(event, context, isCold);
    isCold = false;
    return current.run(ids, handler, ...call);
  };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

function idsOf(event: unknown, context: unknown, isCold: boolean): CallIds {
  const { awsRequestId, functionName } = fieldsOf(context) as LambdaContext;
  const { run, key, job, at, requestContext } = fieldsOf(event);
  const all: Readonly<Record<(typeof CALL_FIELDS)[number], unknown>> = {
    function_name: functionName,
    function_request_id: awsRequestId,
    xray_trace_id: traceId(process.env['_X_AMZN_TRACE_ID']),
    cold_start: isCold,
    correlation_id: fieldsOf(requestContext)['requestId'],
    run,
    key,
    job,
    at,
  };
  const known = CALL_FIELDS.flatMap((field) => {
    const value = all[field];
    return typeof value === 'boolean' || (typeof value === 'string' && value !== '')
      ? [[field, typeof value === 'string' ? value.slice(0, MOST_CHARACTERS) : value] as const]
      : [];
  });
  return Object.fromEntries(known);
}

/** An event may come from anywhere, and a line should stay one. */
const MOST_CHARACTERS = 200;

/** `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=...;Sampled=1` (AWS X-Ray, "Tracing header"). */
const traceId = (header = ''): string | undefined => /(?:^|;)Root=([^;]+)/.exec(header)?.[1];
