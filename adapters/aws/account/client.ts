import type { Text } from '../../../shared/model/language.ts';
import { printable } from '../../../shared/model/text.ts';

/**
 * How every AWS client is set up. The endpoint and the home Region come from the environment, which the SDK reads itself.
 * A refused or throttled call is tried again with growing pauses, at most about 20 s; not `adaptive`, which after one refusal
 * starts from the rate it has seen, and a function that has just begun has seen next to none. The times bound a call that
 * hangs, one without an answer and one whose answer stops in the middle: after 18 s it is given up (the SDK begins to count
 * 3 s late), and after seven times in two minutes, well inside the time of a function that nobody waits for.
 */
export const CLIENT = {
  maxAttempts: 7,
  retryMode: 'standard',
  // Not `requestTimeout`, at which the SDK only warns and keeps waiting.
  requestHandler: { connectionTimeout: 3000, socketTimeout: 15_000 },
} as const;

/** Where someone waits: API Gateway gives up after 30 s, and on the authorizer after 10. A call that hangs has 5 s here. */
export const PROMPT_CLIENT = {
  ...CLIENT,
  requestHandler: { ...CLIENT.requestHandler, socketTimeout: 5000 },
} as const;

/** AWS's own word for what went wrong (`AccessDeniedException`, `Throttling`), or Node's for a connection (`ECONNREFUSED`). */
export function errorCode(error: unknown): string {
  const name = error instanceof Error ? nameOf(error) : '';
  const code = typeof error === 'object' && error !== null && 'Code' in error ? String(error.Code) : name;
  return code === '' ? 'Error' : code;
}

/** A connection that fails is an `Error` or, over several addresses, an `AggregateError` without a message: only the code tells. */
const nameOf = (error: Error): string =>
  /^(Aggregate)?Error$/.test(error.name) && 'code' in error && typeof error.code === 'string' ? error.code : error.name;

/**
 * Why there are no AWS credentials that work here, in one line. The SDK's own words are kept where it found some that do not
 * work (an SSO session that has expired, a profile that is not there): "none were found" would send people the wrong way.
 */
export function loginProblem(error: unknown): Text {
  const message = error instanceof Error ? printable(error.message.replace(/\s+/g, ' ').trim(), 300) : '';
  return message === '' || message.startsWith('Could not load credentials from any providers')
    ? {
        en: 'no AWS credentials were found; run "aws sso login" or "aws configure", then try again',
        ko: 'AWS 자격 증명을 찾지 못했습니다. "aws sso login" 또는 "aws configure"를 실행한 뒤 다시 시도하세요.',
      }
    : {
        en: `the AWS credentials here do not work: ${message}; run "aws sso login" or "aws configure", then try again`,
        ko: `AWS 자격 증명을 사용할 수 없습니다: ${message}. "aws sso login" 또는 "aws configure"를 실행한 뒤 다시 시도하세요.`,
      };
}

/** The policy denies it: another try does not help, and must not wake anyone each time. */
export const isDenied = (error: unknown): boolean =>
  /^(UnauthorizedOperation|AccessDenied\w*|AuthFailure|OptInRequired|InvalidClientTokenId)$/.test(errorCode(error));

/** `AccessDenied: not authorized to perform ...`, in one line. */
export function errorLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${errorCode(error)}: ${message}`.replace(/\s+/g, ' ').slice(0, 300);
}
