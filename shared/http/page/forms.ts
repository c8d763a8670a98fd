/** Forms of the page: what they may do is what the API's routes do, with the same refusals. */
import type { Language, Text } from '../../model/language.ts';
import { parseTargetKey } from '../../model/scope.ts';
import { readBody } from '../body.ts';
import type { HttpReply } from '../reply.ts';
import type { RouteContext } from '../route.ts';
import { ROUTES } from '../routes/index.ts';
import { INTERNAL_ERROR } from '../words.ts';
import type { PagePorts } from './page-ports.ts';
import { NOT_A_FORM, NOT_ALLOWED, REMOVAL_REQUESTED, WRONG_TOKEN } from './page-words.ts';

export type FormOutcome =
  | { readonly ok: true; readonly location: string; readonly cookie?: string }
  | { readonly ok: false; readonly status: number; readonly text: Text };

/** Under `/do/`. */
export const FORM_ACTS = ['acknowledge', 'snooze', 'requested', 'check', 'set-reverse-dns'] as const;

export type FormAct = 'open' | (typeof FORM_ACTS)[number];

/** A reason and a few ids. */
const MAX_FORM = 16_384;
const FORM_TYPE = 'application/x-www-form-urlencoded';

const refused = (status: number, text: Text): FormOutcome => ({ ok: false, status, text });

/** Null: it is no form, or too large. */
export async function readForm(request: Request, most = MAX_FORM): Promise<URLSearchParams | null> {
  if (!(request.headers.get('content-type') ?? '').toLowerCase().startsWith(FORM_TYPE)) return null;
  const body = await readBody(request, { schema: 'Document', example: {}, raw: [FORM_TYPE], most });
  return body.ok && body.value instanceof Uint8Array ? new URLSearchParams(new TextDecoder().decode(body.value)) : null;
}

/** Browsers say of a form where it comes from; what says nothing is no browser, and has the API. */
const isOwnPage = ({ headers }: Request): boolean =>
  headers.get('origin') !== null || headers.get('sec-fetch-site') === 'same-origin';

export type FormContext = { readonly language: Language; readonly checks: CheckStarter };

/** Null: the check has begun; else why not. */
export type CheckStarter = (target: string, language: Language) => Text | null;

export async function actOnForm(
  act: FormAct,
  request: Request,
  ports: PagePorts,
  { language, checks }: FormContext = { language: 'en', checks: () => NOT_A_FORM },
): Promise<FormOutcome> {
  const form = isOwnPage(request) ? await readForm(request) : null;
  if (form === null) return refused(400, NOT_A_FORM);
  if (act === 'open') {
    const cookie = ports.session.byToken((form.get('token') ?? '').slice(0, 200));
    return cookie === null ? refused(403, WRONG_TOKEN) : { ok: true, location: backTo(form, 'open'), cookie };
  }
  if (!ports.session.isOpen(request.headers.get('cookie'))) return refused(403, NOT_ALLOWED);
  if (act === 'check') return checkFrom(form, language, checks);
  const reply = await ROUTED[act](form, ports, language);
  return reply.status < 300
    ? { ok: true, location: backTo(form, act) }
    : refused(reply.status, reply.detail ?? INTERNAL_ERROR);
}

function checkFrom(form: URLSearchParams, language: Language, begin: CheckStarter): FormOutcome {
  const target = parseTargetKey(form.get('target') ?? '');
  if (!target.ok) return refused(400, target.problem);
  const why = begin(target.value, language);
  return why === null ? { ok: true, location: backTo(form, 'check') } : refused(409, why);
}

/** As the API's route of this name would answer the one who holds the token. */
const ROUTED: Readonly<
  Record<
    Exclude<FormAct, 'open' | 'check'>,
    (form: URLSearchParams, ports: PagePorts, language: Language) => Promise<HttpReply>
  >
> = {
  acknowledge: (form, ports) =>
    routed('acknowledge', ports, { id: form.get('incident') ?? '' }, { why: form.get('why') ?? '' }),
  // It takes a while, and nobody wants to be reminded meanwhile; after a week they do.
  requested: (form, ports, language) =>
    routed('acknowledge', ports, { id: form.get('incident') ?? '' }, { why: REMOVAL_REQUESTED[language], until: '7d' }),
  'set-reverse-dns': (form, ports, language) => {
    const flag = (name: string): boolean => form.get(name) === '1';
    const body = { hostname: (form.get('hostname') ?? '').trim(), merge: flag('merge'), replace: flag('replace') };
    return routed('setReverseDns', ports, { ip: form.get('address') ?? '' }, body, { language });
  },
  snooze: (form, ports) =>
    routed('snooze', ports, {}, Object.fromEntries(SNOOZE_FORM.map((name) => [name, form.get(name) ?? '']))),
};

const SNOOZE_FORM = ['target', 'finding', 'for', 'why'] as const;

export type Routed = {
  readonly language?: RouteContext['language'];
  /** What is empty counts as not given. */
  readonly query?: ReadonlyMap<string, string>;
  readonly flags?: readonly string[];
};

export async function routed(
  id: string,
  { api }: PagePorts,
  params: RouteContext['params'],
  body: unknown,
  { language = 'en', query: given = new Map(), flags = [] }: Routed = {},
): Promise<HttpReply> {
  const route = ROUTES.find((one) => one.id === id);
  if (route === undefined) throw new Error(`no route is called ${id}`);
  const text = (name: string): string | undefined => given.get(name) || undefined;
  const query = { text, texts: () => [], flag: (name: string) => flags.includes(name), number: () => undefined };
  const caller = { id: 'local', canWrite: true };
  return route.handle({ ports: api, caller, language, params, query, body, routes: ROUTES });
}

/** Back to the page that the form was on, and nowhere else. */
function backTo(form: URLSearchParams, done: FormAct): string {
  const given = form.get('back') ?? '/';
  const base = 'http://page.invalid';
  const url = URL.canParse(given, base) ? new URL(given, base) : new URL(base);
  const isHere = given.startsWith('/') && url.origin === base;
  const to = isHere ? url : new URL(base);
  to.searchParams.set('done', done);
  return `${to.pathname.replace(/^\/+/, '/')}${to.search}`;
}
