import type { Language, Text } from '../model/language.ts';

/** What a route answers: JSON, or problem details (RFC 9457), whose type is `about:blank` and whose title is the status's name. */
export type HttpReply = {
  readonly status: number;
  readonly type: 'application/json' | 'application/problem+json';
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a problem: its `detail` in every language; the body has the English one. */
  readonly detail?: Text;
};

/** The statuses this API uses (RFC 9110 section 15). */
export const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

export const json = (body: unknown, headers: HttpReply['headers'] = {}): HttpReply => ({
  status: 200,
  type: 'application/json',
  body,
  headers,
});

/** With summaries or advice in this language. */
export const jsonIn = (language: Language, body: unknown, headers: HttpReply['headers'] = {}): HttpReply =>
  json(body, { ...headers, 'content-language': language });

/** The work continues after the answer; `location` is where to look. */
export const acceptedReply = (language: Language, body: unknown, location: string): HttpReply => ({
  ...jsonIn(language, body, { location }),
  status: 202,
});

/** `detail` is one line: what was wrong and what was expected. `more` are extension members. */
export const problemReply = (
  status: number,
  detail: Text,
  { headers = {}, more = {} }: { readonly headers?: HttpReply['headers']; readonly more?: object } = {},
): HttpReply => {
  const title = TITLES[status] ?? 'Error';
  const body = { type: 'about:blank', title, status, detail: detail.en, ...more };
  return { status, type: 'application/problem+json', body, headers, detail };
};

export function toResponse({ status, type, body, headers, detail }: HttpReply, language: Language = 'en'): Response {
  const shown = detail === undefined ? body : { ...(body as object), detail: detail[language] };
  // What has no other language is English.
  const written = detail === undefined ? 'en' : language;
  const all = { 'content-language': written, ...headers, 'content-type': type };
  return new Response(`${JSON.stringify(shown)}\n`, { status, headers: all });
}
