/**
 * The API's ports on AWS. This file is in the entry of the function's bundle, so it stays small: the clients of AWS, the
 * lists and the resolver are loaded by the first request that needs them (a check needs all, `GET /incidents` the table).
 */
import type { ApiPorts } from '../../../shared/http/ports.ts';
import { isLanguage, type Language, type Text } from '../../../shared/model/language.ts';
import { systemClock } from '../../local/clock.ts';
import { type Environment, readEnvironment } from '../settings/environment.ts';
import { telemetry } from '../steps/metrics.ts';
import type { TableApi } from '../table/api-table.ts';
import { callerOf, scopesFrom } from './api-caller.ts';

const howToWrite = (scope: string): Text => ({
  en: `Depending on apiAuth, sign it as an IAM identity, use the write token, or ask for the scope ${scope}.`,
  ko: `apiAuth 설정에 따라 IAM 자격 증명으로 서명하거나, 쓰기 토큰을 쓰거나, ${scope} 범위를 받으세요.`,
});

const languageIn = (given = ''): Language => (isLanguage(given) ? given : 'en');

export function awsApi(variables: Readonly<Record<string, string | undefined>>): ApiPorts {
  // Read at the first request, where what is missing can be said.
  const environment = once((): Environment => readEnvironment(variables));
  const table = once(async (): Promise<TableApi> => {
    const { tableApi } = await import('../table/api-table.ts');
    return tableApi({ name: environment().table, clock: systemClock, limits: ports.limits });
  });
  const checks = once(async () => {
    const { awsChecking } = await import('./api-checking.ts');
    return awsChecking(environment().settingsFolder, (message) => ports.log({ level: 'error', message }));
  });
  const channels = once(async () => {
    const { publishersIn } = await import('../channels/channels.ts');
    const { wordingIn } = await import('../channels/wording.ts');
    // Anyone who asks for a test waits for it.
    const publishers = publishersIn(environment(), { once: true });
    return { channels: publishers.map(({ channel }) => channel), wording: wordingIn(environment()) };
  });
  const scopes = scopesFrom(variables);
  const ports: ApiPorts = {
    clock: systemClock,
    limits: async () => (await checks()).limits,
    caller: (_request, env) => callerOf(env, scopes),
    howToWrite: howToWrite(scopes.write),
    language: languageIn(variables['POSTWATCH_LANGUAGE']),
    openChecking: async () => (await checks()).open(),
    cache: {
      get: async (key) => (await table()).cache.get(key),
      put: async (key, kept) => (await table()).cache.put(key, kept),
    },
    budget: { take: async (caller, count) => (await table()).budget.take(caller, count) },
    watch: {
      page: async (request) => (await table()).watch.page(request),
      state: async (target) => (await table()).watch.state(target),
      history: async (target, most) => (await table()).watch.history(target, most),
      incident: async (id) => (await table()).watch.incident(id),
      snoozes: async (now) => (await table()).watch.snoozes(now),
      latestRun: async () => (await table()).watch.latestRun(),
    },
    acting: async (act) => (await table()).acting(act),
    channels: once(async () => (await channels()).channels),
    wording: once(async () => (await channels()).wording),
    reverseDns: once(async () => {
      const { apiReverseDns } = await import('./api-reverse-dns.ts');
      return apiReverseDns(environment());
    }),
    log: ({ level, message, ...fields }) =>
      telemetry({ stack: variables['POSTWATCH_STACK'] ?? '', clock: systemClock }).log(level, message, fields),
  };
  return ports;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
