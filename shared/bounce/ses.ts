/**
 * Amazon SES: bounce notifications and events, bare, inside an SNS message (also as SNS mails them), or inside the event that a
 * Lambda gets; and mail that SES received, inside the notification of a receipt rule. Complaints and deliveries are not failures.
 */
import { defined } from '../model/defined.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import { addressIn, type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';
import { domainOf, named, type SentAs } from './sent-as.ts';

const MAX_DEPTH = 6;
const WRAPPINGS = ['Records', 'Sns', 'Message', 'detail', 'body', 'ses'];

/** `undefined`: not JSON at all. */
function parseJson(text: string): unknown {
  // SNS puts a footer below the JSON of a mail.
  const end = text.lastIndexOf('}');
  const list = text.lastIndexOf(']');
  try {
    return JSON.parse(text.slice(0, Math.max(end, list) + 1));
  } catch {
    return undefined;
  }
}

export function failuresInSes(value: unknown, depth = 0): Failure[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.slice(0, MAX_FAILURES).flatMap((one) => failuresInSes(one, depth + 1));
  if (!isObject(value)) return [];
  const own = [...bounced(value), ...delayed(value), ...rejected(value)];
  if (own.length > 0) return own.slice(0, MAX_FAILURES).map((one) => ({ ...one, ...sender(value) }));
  return WRAPPINGS.flatMap((name) => failuresInSes(nested(value[name]), depth + 1)).slice(0, MAX_FAILURES);
}

/** The message that a receipt rule with an SNS action has put into its notification; undefined where there is none. */
export function receivedIn(value: unknown, depth = 0): Uint8Array | string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  // An SNS event of a Lambda holds one record.
  if (Array.isArray(value)) return receivedIn(value[0], depth + 1);
  if (!isObject(value)) return undefined;
  const { content, receipt } = value;
  if (typeof content === 'string' && isObject(receipt)) {
    const { encoding } = isObject(receipt['action']) ? receipt['action'] : {};
    return word(encoding).toUpperCase() === 'BASE64' ? Buffer.from(content, 'base64') : content;
  }
  for (const name of WRAPPINGS) {
    const found = receivedIn(nested(value[name]), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

const nested = (value: unknown): unknown =>
  typeof value === 'string' && /^\s{0,20}[{[]/.test(value) ? parseJson(value) : value;
const word = (value: unknown): string => (typeof value === 'string' ? value : '');

function bounced({ bounce }: JsonObject): Failure[] {
  if (!isObject(bounce)) return [];
  const kind = `${word(bounce['bounceType'])} ${word(bounce['bounceSubType'])}`.trim();
  return recipients(bounce['bouncedRecipients']).map((one) => ({
    ...failure(one, `SES bounce: ${kind}`),
    state: 'returned',
  }));
}

function delayed({ deliveryDelay }: JsonObject): Failure[] {
  if (!isObject(deliveryDelay)) return [];
  const kind = word(deliveryDelay['delayType']);
  const until = deliveryDelay['expirationTime'];
  return recipients(deliveryDelay['delayedRecipients']).map((one) => ({
    ...failure(one, `SES delay: ${kind}`),
    ...defined({ until: typeof until === 'string' ? until : undefined }),
    state: 'queued',
  }));
}

function rejected({ reject, mail }: JsonObject): Failure[] {
  if (!isObject(reject)) return [];
  const to = isObject(mail) && Array.isArray(mail['destination']) ? mail['destination'] : [undefined];
  return to.map((address) => ({
    ...failure({ emailAddress: address }, `SES rejected the message: ${word(reject['reason'])}`),
    state: 'refused',
  }));
}

/** MAIL FROM is a domain of SES, or one that is set up there: what a notification calls the source is the From. */
const sender = ({ mail }: JsonObject): SentAs =>
  named(undefined, isObject(mail) ? domainOf(word(mail['source'])) : undefined);

const recipients = (value: unknown): readonly JsonObject[] =>
  (Array.isArray(value) ? value : []).filter(isObject).slice(0, MAX_FAILURES);

function failure(one: JsonObject, around: string): Failure {
  const recipient = addressIn(word(one['emailAddress']));
  const status = word(one['status']);
  return {
    ...defined({ recipient, status: status === '' ? undefined : status }),
    reply: word(one['diagnosticCode'])
      .replace(/^smtp; ?/i, '')
      .slice(0, MAX_TEXT),
    around,
    receivers: [],
  };
}
