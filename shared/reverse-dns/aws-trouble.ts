/**
 * Why AWS gave no answer, in true words. "Busy" is said only where AWS says so: an endpoint that nobody can reach, a clock that
 * is off and a session that has expired each have their own cause and their own next step.
 * Codes: docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html, .../IAM/latest/APIReference/CommonErrors.html and
 * .../Route53/latest/APIReference/CommonErrors.html (as of 2026-11-30), Node's `errno` names, and the SDK's own names.
 */
import { printable } from '../model/text.ts';
import type { CallRefusal } from './ports.ts';

export type AwsTroubleKind =
  | 'no-connection'
  | 'no-name'
  | 'timed-out'
  | 'untrusted'
  | 'not-aws'
  | 'no-credentials'
  | 'expired-credentials'
  | 'expired-request'
  | 'clock-off'
  | 'unknown-credentials'
  | 'not-enabled'
  | 'denied'
  | 'limited'
  | 'earlier-change'
  | 'aws-fault'
  | 'refused';

type AwsTrouble = {
  /** What AWS, or the machine's network, called it. */
  readonly code: RegExp;
  /** Where one code has two causes, what the message says of this one. */
  readonly message?: RegExp;
  /** Without a full stop: the call stands before it, the code behind it. */
  readonly fact: string;
  readonly whatToDo: (call: string) => string;
  /** The request itself was not judged: it says nothing about the address, the name or the zone. */
  readonly isUnjudged: boolean;
};

/** What AWS writes where a signature is refused because of its time, and the request itself is sound. */
const SIGNATURE_TIME = /signature (expired|not yet current)|is (now )?earlier than|is (now )?later than/i;

const NETWORK = "Check this machine's network, proxy and firewall, and AWS_ENDPOINT_URL if it is set. Then try again.";
const CLOCK = 'Set this machine\'s clock ("timedatectl" shows whether it is synchronized). Then try again.';

const TROUBLES: Readonly<Record<AwsTroubleKind, AwsTrouble>> = {
  'no-name': {
    code: /^(ENOTFOUND|ENODATA|EAI_[A-Z]+)$/,
    fact: "the name of AWS's endpoint could not be resolved",
    whatToDo: () => "Check this machine's DNS, and the spelling of the Region. Then try again.",
    isUnjudged: true,
  },
  'timed-out': {
    code: /^(TimeoutError|ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT)$/,
    fact: 'AWS did not answer in time',
    whatToDo: () => NETWORK,
    isUnjudged: true,
  },
  untrusted: {
    code: /^(EPROTO|ERR_(SSL|TLS)_[A-Z_]+|UNABLE_TO_[A-Z_]+|[A-Z_]*(CERT|CRL|SELF_SIGNED)[A-Z_]*|HOSTNAME_MISMATCH)$/,
    fact: "the TLS certificate of AWS's endpoint is not trusted here",
    whatToDo: () =>
      'Something between this machine and AWS may answer in its place. If it is a proxy of your organization, name its CA in NODE_EXTRA_CA_CERTS. Then try again.',
    isUnjudged: true,
  },
  'not-aws': {
    code: /^(HTTP \d{3}|HPE_[A-Z_]+)$/,
    fact: "something answered that is not AWS's API",
    whatToDo: () => 'A proxy or a login page may stand between this machine and AWS. Check it, then try again.',
    isUnjudged: true,
  },
  'no-connection': {
    code: /^E(?!RR_)[A-Z0-9_]{4,}$/,
    fact: 'AWS could not be reached',
    whatToDo: () => NETWORK,
    isUnjudged: true,
  },
  'no-credentials': {
    code: /^(Credentials|Token)?(ProviderError|CredentialsError)$/,
    fact: 'there are no AWS credentials that can be used',
    whatToDo: () => 'Log in ("aws sts get-caller-identity" shows as whom). Then try again.',
    isUnjudged: true,
  },
  'expired-credentials': {
    code: /^(ExpiredToken(Exception)?|TokenRefreshRequired|ExpiredTokenId)$/,
    fact: 'the AWS credentials have expired',
    whatToDo: () => 'Log in again ("aws sso login", or a new session). Then try again.',
    isUnjudged: true,
  },
  'clock-off': {
    code: /^(RequestTimeTooSkewed|RequestInTheFuture|SignatureDoesNotMatch|InvalidSignatureException)$/,
    message: SIGNATURE_TIME,
    fact: 'AWS says that the time of the request is wrong',
    whatToDo: () => CLOCK,
    isUnjudged: true,
  },
  'expired-request': {
    // EC2 says it of both, and its message does not tell which.
    code: /^RequestExpired$/,
    fact: 'AWS says that the request has expired',
    whatToDo: () => `Log in again ("aws sso login", or a new session). If that does not help: ${CLOCK}`,
    isUnjudged: true,
  },
  'unknown-credentials': {
    code: /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidSecurity|MissingAuthenticationToken(Exception)?|IncompleteSignature|SignatureDoesNotMatch|InvalidSignatureException)$/,
    fact: 'AWS does not accept the credentials',
    whatToDo: () =>
      'Check whose they are ("aws sts get-caller-identity"), that they belong to this partition of AWS, and the clock. Then try again.',
    isUnjudged: true,
  },
  'not-enabled': {
    code: /^OptInRequired$/,
    fact: 'the account does not use this Region or service',
    whatToDo: () => 'Enable the Region in the account, or name another one. Then try again.',
    isUnjudged: true,
  },
  denied: {
    code: /^(UnauthorizedOperation|AccessDenied\w*)$/,
    fact: 'no policy allows it',
    whatToDo: (call) => `Let the policy of the caller allow ${call}, and try again.`,
    isUnjudged: false,
  },
  'earlier-change': {
    code: /^PriorRequestNotComplete$/,
    fact: 'Route 53 is still working on an earlier change',
    whatToDo: () => 'Nothing is wrong. Try again in a minute.',
    isUnjudged: false,
  },
  limited: {
    code: /^(Throttl\w*|RequestLimitExceeded|RequestThrottled\w*|TooManyRequests\w*|SlowDown|BandwidthLimitExceeded)$/,
    fact: 'AWS was busy: the account makes too many calls',
    whatToDo: () => 'Try again later, with fewer programs calling AWS at the same time.',
    isUnjudged: false,
  },
  'aws-fault': {
    code: /^(Internal(Error|Failure|ServerError|ServerException)|(Service)?Unavailable(Exception)?)$/,
    fact: 'AWS had a fault of its own',
    whatToDo: () => 'Try again later. https://health.aws.amazon.com/health/status shows known faults.',
    isUnjudged: false,
  },
  // What no code above names.
  refused: {
    code: /^$/,
    fact: 'AWS refused it',
    whatToDo: () => 'Fix what the message names, and try again.',
    isUnjudged: false,
  },
};

/** Where one code could be read in two ways, the one with the message comes first. */
const ORDER = Object.entries(TROUBLES) as readonly [AwsTroubleKind, AwsTrouble][];

/** Codes that mean a wrong time whatever the message says. */
const SKEWED = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;

type AwsWords = Pick<CallRefusal, 'code' | 'kind' | 'message'>;

export function awsTroubleOf({ code, kind, message }: AwsWords): AwsTroubleKind {
  const named = ORDER.find(
    ([, one]) => one.code.test(code) && (one.message === undefined || SKEWED.test(code) || one.message.test(message)),
  )?.[0];
  if (named !== undefined) return named;
  if (kind === 'denied') return 'denied';
  return kind === 'busy' ? 'aws-fault' : 'refused';
}

/** Where the words are the machine's or the SDK's, or of whoever answered in AWS's place. */
const NOT_AWS_WORDS: ReadonlySet<AwsTroubleKind> = new Set<AwsTroubleKind>([
  ...(['no-name', 'timed-out', 'untrusted', 'not-aws', 'no-connection', 'no-credentials'] as const),
]);

/** The message as AWS's own; undefined where AWS said nothing. */
export const messageOfAws = (refusal: AwsWords): string | undefined =>
  NOT_AWS_WORDS.has(awsTroubleOf(refusal)) ? undefined : refusal.message;

/** `ec2:DescribeAddresses: AWS could not be reached (ECONNREFUSED: connect ECONNREFUSED 192.0.2.1:443)`. */
export function awsTroubleText(call: string, refusal: AwsWords): string {
  const { code, message } = refusal;
  const detail = messageOfAws(refusal) === undefined && message !== '' ? `: ${printable(message, 160)}` : '';
  return `${call}: ${TROUBLES[awsTroubleOf(refusal)].fact} (${printable(code, 80)}${detail})`;
}

export const awsNextStep = (call: string, refusal: AwsWords): string => TROUBLES[awsTroubleOf(refusal)].whatToDo(call);

/** Nobody who knows the address, the name or the zone has judged the request. */
export const isUnjudged = (refusal: AwsWords): boolean => TROUBLES[awsTroubleOf(refusal)].isUnjudged;
