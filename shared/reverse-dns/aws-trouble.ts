/**
 * Why AWS gave no answer. "Busy" appears only where AWS says so: an endpoint that cannot be reached, a clock that
 * is off and a session that has expired each have their own cause and their own next step.
 * Codes: docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html, .../IAM/latest/APIReference/CommonErrors.html and
 * .../Route53/latest/APIReference/CommonErrors.html (as of 2026-11-30), Node's `errno` names, and the SDK's own names.
 */
import type { Text } from '../model/language.ts';
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
  /** Without a full stop: the call is before it, the code behind it. */
  readonly fact: Text;
  readonly whatToDo: (call: string) => Text;
  /** The request itself was not judged: it says nothing about the address, the name or the zone. */
  readonly isUnjudged: boolean;
};

/** What AWS writes where a signature is refused because of its time, and the request itself is sound. */
const SIGNATURE_TIME = /signature (expired|not yet current)|is (now )?earlier than|is (now )?later than/i;

const NETWORK: Text = {
  en: "Check this machine's network, proxy and firewall, and AWS_ENDPOINT_URL if it is set. Then try again.",
  ko: '이 컴퓨터의 네트워크, 프록시, 방화벽과, 설정했다면 AWS_ENDPOINT_URL 값을 확인하세요. 그 뒤에 다시 시도하세요.',
};
const CLOCK: Text = {
  en: 'Set this machine\'s clock ("timedatectl" shows whether it is synchronized). Then try again.',
  ko: '이 컴퓨터의 시계를 맞추고("timedatectl"로 동기화 여부를 볼 수 있습니다) 다시 시도하세요.',
};

const LOG_IN: Text = {
  en: 'Log in again ("aws sso login", or a new session). Then try again.',
  ko: '다시 로그인하고("aws sso login" 또는 새 세션) 다시 시도하세요.',
};

const TROUBLES: Readonly<Record<AwsTroubleKind, AwsTrouble>> = {
  'no-name': {
    code: /^(ENOTFOUND|ENODATA|EAI_[A-Z]+)$/,
    fact: { en: "the name of AWS's endpoint could not be resolved", ko: 'AWS 엔드포인트의 이름을 조회하지 못했습니다' },
    whatToDo: () => ({
      en: "Check this machine's DNS, and the spelling of the Region. Then try again.",
      ko: '이 컴퓨터의 DNS 설정과 리전 이름의 철자를 확인한 뒤 다시 시도하세요.',
    }),
    isUnjudged: true,
  },
  'timed-out': {
    code: /^(TimeoutError|ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT)$/,
    fact: { en: 'AWS did not answer in time', ko: 'AWS가 제한 시간 안에 응답하지 않았습니다' },
    whatToDo: () => NETWORK,
    isUnjudged: true,
  },
  untrusted: {
    code: /^(EPROTO|ERR_(SSL|TLS)_[A-Z_]+|UNABLE_TO_[A-Z_]+|[A-Z_]*(CERT|CRL|SELF_SIGNED)[A-Z_]*|HOSTNAME_MISMATCH)$/,
    fact: {
      en: "the TLS certificate of AWS's endpoint is not trusted here",
      ko: 'AWS 엔드포인트의 TLS 인증서를 신뢰할 수 없습니다',
    },
    whatToDo: () => ({
      en: 'Something between this machine and AWS may answer in its place. If it is a proxy of your organization, name its CA in NODE_EXTRA_CA_CERTS. Then try again.',
      ko: '이 컴퓨터와 AWS 사이의 다른 장비가 대신 응답했을 수 있습니다. 조직의 프록시라면 NODE_EXTRA_CA_CERTS에 그 CA를 지정하고 다시 시도하세요.',
    }),
    isUnjudged: true,
  },
  'not-aws': {
    code: /^(HTTP \d{3}|HPE_[A-Z_]+)$/,
    fact: { en: "something answered that is not AWS's API", ko: 'AWS API가 아닌 것이 응답했습니다' },
    whatToDo: () => ({
      en: 'There may be a proxy or a login page between this machine and AWS. Check it, then try again.',
      ko: '이 컴퓨터와 AWS 사이에 프록시나 로그인 페이지가 있는지 확인한 뒤 다시 시도하세요.',
    }),
    isUnjudged: true,
  },
  'no-connection': {
    code: /^E(?!RR_)[A-Z0-9_]{4,}$/,
    fact: { en: 'AWS could not be reached', ko: 'AWS에 연결하지 못했습니다' },
    whatToDo: () => NETWORK,
    isUnjudged: true,
  },
  'no-credentials': {
    code: /^(Credentials|Token)?(ProviderError|CredentialsError)$/,
    fact: { en: 'no usable AWS credentials were found', ko: '사용할 수 있는 AWS 자격 증명을 찾지 못했습니다' },
    whatToDo: () => ({
      en: 'Log in ("aws sts get-caller-identity" shows as whom). Then try again.',
      ko: '로그인한 뒤 다시 시도하세요("aws sts get-caller-identity"로 누구인지 볼 수 있습니다).',
    }),
    isUnjudged: true,
  },
  'expired-credentials': {
    code: /^(ExpiredToken(Exception)?|TokenRefreshRequired|ExpiredTokenId)$/,
    fact: { en: 'the AWS credentials have expired', ko: 'AWS 자격 증명이 만료되었습니다' },
    whatToDo: () => LOG_IN,
    isUnjudged: true,
  },
  'clock-off': {
    code: /^(RequestTimeTooSkewed|RequestInTheFuture|SignatureDoesNotMatch|InvalidSignatureException)$/,
    message: SIGNATURE_TIME,
    fact: { en: 'AWS says that the time of the request is wrong', ko: 'AWS가 요청 시각이 틀리다고 응답했습니다' },
    whatToDo: () => CLOCK,
    isUnjudged: true,
  },
  'expired-request': {
    // EC2 says it of both, and its message does not tell which.
    code: /^RequestExpired$/,
    fact: { en: 'AWS says that the request has expired', ko: 'AWS가 요청이 만료되었다고 응답했습니다' },
    whatToDo: () => ({
      en: `${LOG_IN.en} If that does not help: ${CLOCK.en}`,
      ko: `${LOG_IN.ko} 그래도 안 되면: ${CLOCK.ko}`,
    }),
    isUnjudged: true,
  },
  'unknown-credentials': {
    code: /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidSecurity|MissingAuthenticationToken(Exception)?|IncompleteSignature|SignatureDoesNotMatch|InvalidSignatureException)$/,
    fact: { en: 'AWS does not accept the credentials', ko: 'AWS가 자격 증명을 받아들이지 않았습니다' },
    whatToDo: () => ({
      en: 'Check whose they are ("aws sts get-caller-identity"), that they belong to this partition of AWS, and the clock. Then try again.',
      ko: '누구의 자격 증명인지("aws sts get-caller-identity"), 이 AWS 파티션의 것인지, 시계가 맞는지 확인한 뒤 다시 시도하세요.',
    }),
    isUnjudged: true,
  },
  'not-enabled': {
    code: /^OptInRequired$/,
    fact: {
      en: 'the account has not enabled this Region or service',
      ko: '계정에서 활성화하지 않은 리전이나 서비스입니다',
    },
    whatToDo: () => ({
      en: 'Enable the Region in the account, or name another one. Then try again.',
      ko: '계정에서 리전을 활성화하거나 다른 리전을 지정한 뒤 다시 시도하세요.',
    }),
    isUnjudged: true,
  },
  denied: {
    code: /^(UnauthorizedOperation|AccessDenied\w*)$/,
    fact: { en: 'permission denied', ko: '권한이 없습니다' },
    whatToDo: (call) => ({
      en: `Add ${call} to the policy of these credentials, and try again.`,
      ko: `이 자격 증명의 정책에 ${call} 권한을 추가한 뒤 다시 시도하세요.`,
    }),
    isUnjudged: false,
  },
  'earlier-change': {
    code: /^PriorRequestNotComplete$/,
    fact: { en: 'Route 53 is still working on an earlier change', ko: 'Route 53이 이전 변경을 처리하고 있습니다' },
    whatToDo: () => ({
      en: 'Nothing is wrong. Try again in a minute.',
      ko: '이상은 없습니다. 1분 뒤에 다시 시도하세요.',
    }),
    isUnjudged: false,
  },
  limited: {
    code: /^(Throttl\w*|RequestLimitExceeded|RequestThrottled\w*|TooManyRequests\w*|SlowDown|BandwidthLimitExceeded)$/,
    fact: {
      en: 'AWS was busy: the account makes too many calls',
      ko: '계정의 호출이 너무 많아 AWS가 처리하지 못했습니다',
    },
    whatToDo: () => ({
      en: 'Try again later, with fewer programs calling AWS at the same time.',
      ko: 'AWS를 동시에 호출하는 프로그램을 줄이고 나중에 다시 시도하세요.',
    }),
    isUnjudged: false,
  },
  'aws-fault': {
    code: /^(Internal(Error|Failure|ServerError|ServerException)|(Service)?Unavailable(Exception)?)$/,
    fact: { en: 'AWS had an internal error', ko: 'AWS 내부 오류가 발생했습니다' },
    whatToDo: () => ({
      en: 'Try again later. Known problems: https://health.aws.amazon.com/health/status',
      ko: '나중에 다시 시도하세요. 알려진 장애: https://health.aws.amazon.com/health/status',
    }),
    isUnjudged: false,
  },
  // What no code above names.
  refused: {
    code: /^$/,
    fact: { en: 'AWS refused it', ko: 'AWS가 거부했습니다' },
    whatToDo: () => ({
      en: 'Fix what the message names, and try again.',
      ko: '메시지에 나온 문제를 고친 뒤 다시 시도하세요.',
    }),
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

/** Where the words are the machine's or the SDK's, or of anyone who answered in AWS's place. */
const NOT_AWS_WORDS: ReadonlySet<AwsTroubleKind> = new Set<AwsTroubleKind>([
  ...(['no-name', 'timed-out', 'untrusted', 'not-aws', 'no-connection', 'no-credentials'] as const),
]);

/** The message as AWS's own; undefined where AWS said nothing. */
export const messageOfAws = (refusal: AwsWords): string | undefined =>
  NOT_AWS_WORDS.has(awsTroubleOf(refusal)) ? undefined : refusal.message;

/** `ec2:DescribeAddresses: AWS could not be reached (ECONNREFUSED: connect ECONNREFUSED 192.0.2.1:443).` */
export function awsTroubleText(call: string, refusal: AwsWords): Text {
  const { code, message } = refusal;
  const { fact } = TROUBLES[awsTroubleOf(refusal)];
  const detail = messageOfAws(refusal) === undefined && message !== '' ? `: ${printable(message, 160)}` : '';
  const shown = `(${printable(code, 80)}${detail})`;
  return { en: `${call}: ${fact.en} ${shown}.`, ko: `${call} 호출 실패: ${fact.ko}${shown}.` };
}

export const awsNextStep = (call: string, refusal: AwsWords): Text => TROUBLES[awsTroubleOf(refusal)].whatToDo(call);

/** Nobody who knows the address, the name or the zone has judged the request. */
export const isUnjudged = (refusal: AwsWords): boolean => TROUBLES[awsTroubleOf(refusal)].isUnjudged;
