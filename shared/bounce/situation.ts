/**
 * What a diagnosis becomes by where the mail is, which way it went, and what else the same input says: the same words ask for
 * another step in a queue than in a report, and another from the server that wrote them than from the one that read them.
 */
import { CAUSE_FACTS } from './causes.ts';
import type { Diagnosis, Side } from './diagnosis.ts';
import { REMEDIES } from './remedies.ts';

/** Remedies that follow from the situation and from no rule. */
export const SITUATION_REMEDIES = ['own-list-check', 'own-refusal', 'own-filter'] as const;

type Situated = Pick<Diagnosis, 'side' | 'retry' | 'retryAfterMinutes' | 'remedy' | 'state' | 'cause'>;

/** @param receivers hosts of the other side, in lower case: where one is this machine, nobody else has spoken */
export function situated(one: Diagnosis, receivers: readonly string[]): Diagnosis {
  if (one.direction === 'inbound') return { ...one, ...inbound(one) };
  if (receivers.some(isLocal)) return { ...one, ...ownServer(one) };
  if (isLogin(one)) return { ...one, side: 'own-provider', state: stateOr(one, 'refused') };
  if (one.side === 'own-provider') return { ...one, state: stateOr(one, 'refused') };
  return one.state === 'queued' ? { ...one, ...queued(one) } : one;
}

const stateOr = ({ state }: Diagnosis, other: Diagnosis['state']): Diagnosis['state'] =>
  state === 'unknown' ? other : state;

/** Mail that came to the reader's own server: nothing is to be asked of anyone but him. */
function inbound({ rule, cause, retry }: Diagnosis): Partial<Situated> {
  const isListCheck = rule === 'receiver-resolver-refused' || cause === 'dns-failure';
  return isListCheck
    ? { remedy: REMEDIES['own-list-check'], retry: 'fix-first' }
    : { remedy: REMEDIES['own-refusal'], retry: retry === 'wait' ? 'wait' : 'fix-first' };
}

const isLocal = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d/.test(host);

/** The filter or the next stage of the sender's own server, which the log names as if it were a receiver. */
function ownServer({ cause, remedy }: Diagnosis): Partial<Situated> {
  const isDown = cause === 'temporary' || cause === 'network' || cause === 'dns-failure';
  const side: Side = 'own-server';
  return isDown ? { side, retry: 'fix-first', remedy: REMEDIES['own-filter'] } : { side, remedy };
}

/** RFC 4954 section 4: only a server that mail is submitted to answers so. */
const isLogin = ({ cause, smtpCode }: Diagnosis): boolean =>
  cause === 'auth-required' && [530, 534, 535, 538].includes(smtpCode ?? 0);

/** The queue tries by itself: nothing has come back that could be given up. */
function queued({ cause, retry, smtpCode }: Diagnosis): Partial<Situated> {
  const isOpen = retry === 'never' && (smtpCode ?? 400) < 500 && CAUSE_FACTS[cause].retry === 'wait';
  return isOpen ? { retry: 'wait', retryAfterMinutes: CAUSE_FACTS[cause].retryAfterMinutes ?? 60 } : {};
}

const isTimeout = ({ cause, text }: Diagnosis): boolean => cause === 'network' && /timed out/i.test(text);

/** So many receivers of different owners do not all break down at once. */
const ENOUGH_RECEIVERS = 3;

/** Port 25 is closed where several unrelated receivers time out, and no mail went through; one dead host is that host's. */
export function withPort25(all: readonly Diagnosis[], hasDelivered: boolean): readonly Diagnosis[] {
  const lost = all.filter(isTimeout);
  const owners = new Set(lost.map(ownerOf).filter((owner) => owner !== undefined));
  const isClosed = !hasDelivered && owners.size >= ENOUGH_RECEIVERS && !all.some(hasAnswered);
  if (!isClosed) return all;
  const { side, retry, checks, remedy } = CAUSE_FACTS['port25-blocked'];
  return all.map((one) =>
    isTimeout(one) ? { ...one, cause: 'port25-blocked', side, retry, checks, remedy: REMEDIES[remedy] } : one,
  );
}

/** A server that replied was reached. */
const hasAnswered = ({ smtpCode, direction }: Diagnosis): boolean => smtpCode !== undefined && direction === 'outbound';

function ownerOf({ recipient, text }: Diagnosis): string | undefined {
  const host = /(?:connect to|connection with) ([a-z0-9.-]{3,253})\[/i.exec(text)?.[1];
  const domain = host ?? recipient?.slice(recipient.lastIndexOf('@') + 1);
  return domain === undefined ? undefined : ownedName(domain.toLowerCase());
}

/** About the registrable domain (`example.co.uk`): the list of suffixes weighs more than this is worth. */
function ownedName(domain: string): string {
  const labels = domain.split('.');
  return labels.slice((labels.at(-2) ?? '').length <= 3 ? -3 : -2).join('.');
}
