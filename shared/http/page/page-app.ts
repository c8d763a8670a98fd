/**
 * The page for people, beside the API: the same ports, and the same paths where a browser asks for HTML. It works without script.
 * What changes something needs the cookie of `session.ts` and a request of this server's own page (`refuseForeign` comes before).
 */
import { type Context, Hono } from 'hono';
import { isLanguage, type Language, type Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { addressesPage } from '../../report/addresses-page.ts';
import { bouncesPage } from '../../report/bounces-page.ts';
import { type View, viewOf } from '../../report/frame.ts';
import { listsPage } from '../../report/lists-page.ts';
import { lookUpPage } from '../../report/look-up-page.ts';
import type { Markup } from '../../report/markup.ts';
import { messagePage } from '../../report/message-page.ts';
import { type OverviewInput, overview } from '../../report/overview.ts';
import { STYLE, STYLE_PATH } from '../../report/style.ts';
import { NO_PAGE } from '../../report/words.ts';
import { acceptedLanguage } from '../accept-language.ts';
import { WatchUnavailable } from '../ports.ts';
import { INTERNAL_ERROR } from '../words.ts';
import { createCheckJobs } from './check-jobs.ts';
import { actOnForm, FORM_ACTS, type FormOutcome } from './forms.ts';
import { lookedUp } from './look-up.ts';
import type { PagePorts } from './page-ports.ts';
import { DONE, LINK_IS_SPENT } from './page-words.ts';
import { createSpfTrees } from './spf-trees.ts';
import { nameInPath, type Said, TARGET_PAGES } from './target-pages.ts';

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
const OWN = new RegExp(`^/(open|look-up|bounces|do/(${FORM_ACTS.join('|')})|style-[0-9a-f]+[.]css)$`);
/** Paths that answer programs with JSON, or with a refusal. */
const SHARED = /^\/((addresses|lists)(\/[^/]+)?|addresses\/[^/]+\/reverse-dns|(domains|receivers)\/[^/]+)?$/;

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
  const checks = createCheckJobs(ports);
  const made = { ports, checks, trees: createSpfTrees(ports) };
  for (const [path, targetPage] of Object.entries(TARGET_PAGES))
    app.get(path, async (context) => {
      const answer = await targetPage(nameInPath(context), viewFor(context, ports), saidIn(context), made);
      if (answer.ok) return page(answer.markup, 200);
      return message(context, ports, answer.status, answer.text, answer.lookup);
    });
  for (const [path, shown] of Object.entries({ '/look-up': lookUpPage, '/bounces': bouncesPage }))
    app.on(['GET', 'POST'], path, async (context) => {
      const view = viewFor(context, ports);
      return page(shown(await lookedUp(context.req.raw, view, ports), view), 200);
    });
  app.get('/open', (context) => opened(context, ports));
  app.post('/open', async (context) => formAnswer(context, ports, await actOnForm('open', context.req.raw, ports)));
  for (const act of FORM_ACTS)
    app.post(`/do/${act}`, async (context) => {
      const { language } = languageOf(context, ports);
      const outcome = await actOnForm(act, context.req.raw, ports, { language, checks: checks.begin });
      return formAnswer(context, ports, outcome);
    });
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

function saidIn(context: Context): Said {
  const done = context.req.query('done') ?? '';
  const text = Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return text === undefined ? undefined : { ok: true, text };
}

async function withMemory(
  context: Context,
  ports: PagePorts,
  made: (input: OverviewInput, view: View) => Markup,
): Promise<Response> {
  const { lists, period } = ports;
  const memory = await ports.memory(null);
  const said = saidIn(context);
  const input = { memory, lists, period };
  const view = viewFor(context, ports);
  return page(made(said === undefined ? input : { ...input, said }, view), 200);
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
