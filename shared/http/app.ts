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
  app.use(async (context, next) => {
    const started = ports.clock.monotonic();
    await next();
    context.res.headers.set('cache-control', 'no-store');
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
    app.on(route.method, honoPath(route.path), async (context) =>
      toResponse(await answer(route, context, ports), languageOf(context)),
    );
  for (const [path, routes] of Map.groupBy(ROUTES, (route) => route.path))
    app.all(honoPath(path), () => toResponse(wrongMethod(routes)));
  app.notFound((context) => toResponse(noSuchRoute(context.req.path)));
  app.onError((error, context) => toResponse(failed(error, ports), languageOf(context)));
  return app;
}

const languageOf = (context: Context): Language => acceptedLanguage(context.req.header('accept-language'));

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

async function answer(route: Route, context: Context<Env>, ports: ApiPorts): Promise<HttpReply> {
  const caller = ports.caller(context.req.raw, context.env);
  if (caller === null)
    return problemReply(401, 'this request proves no identity that may ask', {
      headers: { 'www-authenticate': 'Bearer' },
    });
  if ('retryAfterSeconds' in caller)
    return problemReply(429, 'too many wrong tokens came from there: send the right one, or wait', {
      headers: { 'retry-after': String(caller.retryAfterSeconds) },
    });
  context.set('caller', printable(caller.id, 200));
  const query = readQuery(context.req.queries(), route.parameters);
  if (!query.ok) return problemReply(400, query.problem);
  if (route.writes && !caller.canWrite) return problemReply(403, `this needs write permission: ${ports.howToWrite}`);
  const body = route.body === undefined ? null : await readBody(context.req.raw, route.body);
  if (body !== null && !body.ok) return body.reply;
  const params = context.req.param() as Record<string, string>;
  const language = languageOf(context);
  return route.handle({ ports, caller, language, params, query: query.value, body: body?.value, routes: ROUTES });
}

function wrongMethod(routes: readonly Route[]): HttpReply {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allow = methods.join(', ');
  return problemReply(405, `this path answers ${allow}`, { headers: { allow } });
}

const noSuchRoute = (path: string): HttpReply =>
  problemReply(404, `there is nothing at ${printable(path, 100)}; GET /openapi.json names what there is`);

function failed(error: unknown, ports: ApiPorts): HttpReply {
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
  return problemReply(500, 'something went wrong here; it was logged');
}
