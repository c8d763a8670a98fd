/**
 * The API as one app: `functions/api.ts` mounts it behind API Gateway, `postwatch serve` on loopback. Every request takes
 * the same way: who asks, the parameters, permission, the body, the route; every refusal is problem details (RFC 9457)
 * with one line that says what was wrong and what was expected.
 */
import { type Context, Hono } from 'hono';
import { eachText, type Language } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { acceptedLanguage } from './accept-language.ts';
import { readBody } from './body.ts';
import { type ApiPorts, WatchUnavailable } from './ports.ts';
import { type HttpReply, problemReply, toResponse } from './reply.ts';
import { type Route, readQuery } from './route.ts';
import { ROUTES } from './routes/index.ts';

type Env = { readonly Variables: { readonly caller: string } };

export function createApp(ports: ApiPorts): Hono<Env> {
  const app = new Hono<Env>();
  // A problem is for a person: in the language of the settings, unless another one is asked for.
  const send = (reply: HttpReply, context: Context): Response => toResponse(reply, asked(context) ?? ports.language);
  app.use(async (context, next) => {
    const started = ports.clock.monotonic();
    await next();
    context.res.headers.set('cache-control', 'no-store');
    context.res.headers.set('vary', 'accept-language');
    context.res.headers.set('x-content-type-options', 'nosniff');
    ports.log({
      level: 'info',
      message: 'request',
      method: printable(context.req.method, 20),
      path: printable(context.req.path, 200),
      status: context.res.status,
      ms: Math.round(ports.clock.monotonic() - started),
      caller: context.get('caller') ?? null,
    });
  });
  for (const route of ROUTES)
    app.on(route.method, honoPath(route.path), async (context) => send(await answer(route, context, ports), context));
  for (const [path, routes] of Map.groupBy(ROUTES, (route) => route.path))
    app.all(honoPath(path), async (context) => send(await wrongMethod(routes), context));
  app.notFound(async (context) => send(await noSuchRoute(context.req.path), context));
  app.onError(async (error, context) => send(await failed(error, ports), context));
  return app;
}

const asked = (context: Context): Language | null => acceptedLanguage(context.req.header('accept-language'));

/** Loaded with the first refusal: most requests are answered. */
const words = () => import('./words.ts');

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

async function answer(route: Route, context: Context<Env>, ports: ApiPorts): Promise<HttpReply> {
  const caller = ports.caller(context.req.raw, context.env);
  if (caller === null)
    return problemReply(401, (await words()).NO_IDENTITY, {
      headers: { 'www-authenticate': 'Bearer' },
    });
  if ('retryAfterSeconds' in caller)
    return problemReply(429, (await words()).TOO_MANY_WRONG_TOKENS, {
      headers: { 'retry-after': String(caller.retryAfterSeconds) },
    });
  context.set('caller', printable(caller.id, 200));
  if (caller.cannotRead !== undefined) return problemReply(403, (await words()).needsReadPermission(caller.cannotRead));
  const query = await readQuery(context.req.queries(), route.parameters);
  if (!query.ok) return problemReply(400, query.problem);
  if (route.writes && !caller.canWrite)
    return problemReply(403, (await words()).needsWritePermission(ports.howToWrite));
  const body = route.body === undefined ? null : await readBody(context.req.raw, route.body);
  if (body !== null && !body.ok) return body.reply;
  const params = context.req.param() as Record<string, string>;
  // Machines read what a route answers, so it is English unless another language is asked for.
  const language = asked(context) ?? 'en';
  return route.handle({ ports, caller, language, params, query: query.value, body: body?.value, routes: ROUTES });
}

async function wrongMethod(routes: readonly Route[]): Promise<HttpReply> {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allow = methods.join(', ');
  return problemReply(405, (await words()).pathAllows(allow), { headers: { allow } });
}

const noSuchRoute = async (path: string): Promise<HttpReply> =>
  problemReply(404, (await words()).noSuchPath(printable(path, 100)));

async function failed(error: unknown, ports: ApiPorts): Promise<HttpReply> {
  if (error instanceof WatchUnavailable)
    return problemReply(
      503,
      eachText(error.text, (one) => printable(one, 500)),
    );
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  ports.log({
    level: 'error',
    message: 'internal error',
    error: printable(message, 1000),
    stack: stack.slice(0, 4000),
  });
  return problemReply(500, (await words()).INTERNAL_ERROR);
}
