/** The last run: when it was, how much of it was checked, and what was not covered. */
import { defined } from '../../model/defined.ts';
import { type Language, type Translated, verbatim } from '../../model/language.ts';
import { type HttpReply, jsonIn, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';

type Reasoned = { readonly why: string; readonly translated?: Translated };

const inOneLanguage = <T extends Reasoned>({ why, translated, ...rest }: T, language: Language) => ({
  ...rest,
  why: { ...verbatim(why), ...translated }[language],
});

async function handle({ ports, language }: RouteContext): Promise<HttpReply> {
  const run = await ports.watch.latestRun();
  if (run === null) return problemReply(404, (await import('../route-words.ts')).NO_RUN_YET);
  const { silent, undelivered, ...rest } = run;
  const now = defined({
    silent: silent?.map((one) => inOneLanguage(one, language)),
    undelivered: undelivered?.map((one) => inOneLanguage(one, language)),
  });
  return jsonIn(language, { ...rest, ...now });
}

export const runRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/runs/latest',
    id: 'latestRun',
    summary: 'Shows the last run and its coverage.',
    parameters: [],
    answer: 'LatestRun',
    problems: [404, 503],
    handle,
  },
];
