/**
 * The page for people, beside the API: the same ports, and the same paths where a browser asks for HTML. It works without script.
 * What changes something needs the cookie of `session.ts` and a request of this server's own page (`refuseForeign` comes before).
 */
import { type Context, Hono } from 'hono';
import { parseAddress } from '../../model/address.ts';
import { inEach, isLanguage, type Language, type Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { addressPage } from '../../report/address-page.ts';
import { ADDRESS_WORDS } from '../../report/address-words.ts';
import { addressesPage } from '../../report/addresses-page.ts';
import { type View, viewOf } from '../../report/frame.ts';
import { listsPage } from '../../report/lists-page.ts';
import type { Markup } from '../../report/markup.ts';
import { messagePage } from '../../report/message-page.ts';
import { type OverviewInput, overview } from '../../report/overview.ts';
import { STYLE, STYLE_PATH } from '../../report/style.ts';
import { NO_PAGE } from '../../report/words.ts';
import { acceptedLanguage } from '../accept-language.ts';
import { WatchUnavailable } from '../ports.ts';
import { INTERNAL_ERROR } from '../words.ts';
import { actOnForm, type FormOutcome } from './forms.ts';
import { lookUpAnswer } from './look-up.ts';
import type { PagePorts } from './page-ports.ts';
import { DONE, LINK_IS_SPENT } from './page-words.ts';

const MAX_HISTORY = 100;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  // A form must say where it comes from, which "no-referrer" would take away.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
  vary: 'accept, accept-language, cookie',
};

/** Paths that are the page's alone. */
const OWN = /^\/(open|look-up|do\/(acknowledge|snooze)|style-[0-9a-f]+\.css)$/;
/** Paths that answer programs with JSON, or with a refusal. */
const SHARED = /^\/(addresses(\/[^/]+)?|lists)?$/;

export function isForPage({ method, url, headers }: Request): boolean {
  const { pathname } = new URL(url);
  if (OWN.test(pathname)) return true;
  const wantsHtml = /\btext\/html\b/i.test((headers.get('accept') ?? '').slice(0, 1000));
  return (method === 'GET' || method === 'HEAD') && wantsHtml && SHARED.test(pathname);
}

export function createPage(ports: PagePorts): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const started = ports.api.clock.monotonic();
    await next();
    ports.api.log({
      level: 'info',
      message: 'page',
      method: printable(context.req.method, 20),
      path: printable(context.req.path, 200),
      status: context.res.status,
      ms: Math.round(ports.api.clock.monotonic() - started),
    });
  });
  app.get(STYLE_PATH, () => styleSheet());
  app.get('/', (context) => withMemory(context, ports, overview));
  app.get('/addresses', (context) => withMemory(context, ports, addressesPage));
  app.get('/lists', (context) => withMemory(context, ports, listsPage));
  app.get('/addresses/:ip', (context) => oneAddress(context, ports));
  app.on(['GET', 'POST'], '/look-up', async (context) => {
    const view = viewFor(context, ports);
    return page(await lookUpAnswer(context.req.raw, view, ports), 200);
  });
  app.get('/open', (context) => opened(context, ports));
  app.post('/open', async (context) => formAnswer(context, ports, await actOnForm('open', context.req.raw, ports)));
  for (const act of ['acknowledge', 'snooze'] as const)
    app.post(`/do/${act}`, async (context) => formAnswer(context, ports, await actOnForm(act, context.req.raw, ports)));
  app.notFound((context) => message(context, ports, 404, NO_PAGE));
  app.onError((error, context) => failedPage(error, context, ports));
  return app;
}

const styleSheet = (): Response =>
  new Response(STYLE, {
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
  });

async function page(markup: Markup, status: number, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return new Response(String(await markup), { status, headers: { ...HEADERS, ...headers } });
}

function languageOf(
  context: Context,
  { api }: PagePorts,
): { readonly chosen: Language | null; readonly language: Language } {
  const asked = context.req.query('lang') ?? '';
  const chosen = isLanguage(asked) ? asked : null;
  return { chosen, language: chosen ?? acceptedLanguage(context.req.header('accept-language')) ?? api.language };
}

/** A query is what it was, without what one answer added. */
function viewFor(context: Context, ports: PagePorts): View {
  const { chosen, language } = languageOf(context, ports);
  const { done: _, key: __, lang: ___, ...query } = context.req.query();
  const { api, zone, session, hosts } = ports;
  const canAct = session.isOpen(context.req.header('cookie'));
  return viewOf({ chosen, language, now: api.clock.now(), zone, path: context.req.path, query, canAct, hosts });
}

const doneText = (context: Context): Text | undefined => {
  const done = context.req.query('done') ?? '';
  return Object.hasOwn(DONE, done) ? DONE[done] : undefined;
};

async function withMemory(
  context: Context,
  ports: PagePorts,
  made: (input: OverviewInput, view: View) => Markup,
): Promise<Response> {
  const { lists, period } = ports;
  const memory = await ports.memory(null);
  const text = doneText(context);
  const input = { memory, lists, period };
  const view = viewFor(context, ports);
  return page(made(text === undefined ? input : { ...input, said: { ok: true, text } }, view), 200);
}

async function oneAddress(context: Context, ports: PagePorts): Promise<Response> {
  const address = parseAddress(context.req.param('ip') ?? '');
  if (!address.ok) return message(context, ports, 400, address.problem);
  const { text: name } = address.value;
  const { lists, period, api } = ports;
  const [memory, history] = [await ports.memory(name), await api.watch.history(name, MAX_HISTORY)];
  const text = doneText(context);
  const input = { address: name, memory, history, lists, period };
  const shown = addressPage(
    text === undefined ? input : { ...input, said: { ok: true, text } },
    viewFor(context, ports),
  );
  if (shown !== null) return page(shown, 200);
  return message(
    context,
    ports,
    404,
    inEach((language) => ADDRESS_WORDS[language].notWatched(name)),
    `blacklist:${name}`,
  );
}

function opened(context: Context, { session, ...ports }: PagePorts): Response | Promise<Response> {
  const cookie = session.byLink((context.req.query('key') ?? '').slice(0, 200));
  if (cookie !== null) return redirect('/?done=open', cookie);
  if (session.isOpen(context.req.header('cookie'))) return redirect('/');
  return message(context, { session, ...ports }, 403, LINK_IS_SPENT);
}

const redirect = (location: string, cookie?: string): Response =>
  new Response(null, {
    status: 303,
    headers: {
      ...HEADERS,
      location,
      // The key in the link must not be in the next request's referrer.
      'referrer-policy': 'no-referrer',
      ...Object.fromEntries(cookie === undefined ? [] : [['set-cookie', cookie]]),
    },
  });

const formAnswer = (context: Context, ports: PagePorts, outcome: FormOutcome): Response | Promise<Response> =>
  outcome.ok ? redirect(outcome.location, outcome.cookie) : message(context, ports, outcome.status, outcome.text);

/** `lookup`: what to look up instead. */
function message(context: Context, ports: PagePorts, status: number, text: Text, lookup?: string): Promise<Response> {
  return page(messagePage(text, lookup, viewFor(context, ports)), status);
}

async function failedPage(error: unknown, context: Context, ports: PagePorts): Promise<Response> {
  if (error instanceof WatchUnavailable) return message(context, ports, 503, error.text);
  const { message: what, stack = '' } = error instanceof Error ? error : new Error(String(error));
  ports.api.log({
    level: 'error',
    message: 'internal error',
    error: printable(what, 1000),
    stack: stack.slice(0, 4000),
  });
  return message(context, ports, 500, INTERNAL_ERROR);
}
