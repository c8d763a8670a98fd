/** Every route: a new one is one file here and one line below. */
import type { Route } from '../route.ts';
import { routes as addresses } from './addresses.ts';
import { routes as check } from './check.ts';
import { routes as diagnose } from './diagnose.ts';
import { routes as history } from './history.ts';
import { routes as incidents } from './incidents.ts';
import { routes as lists } from './lists.ts';
import { routes as lookup } from './lookup.ts';
import { routes as notices } from './notices.ts';
import { routes as openapi } from './openapi.ts';
import { routes as reverseDns } from './reverse-dns.ts';
import { routes as runs } from './runs.ts';
import { routes as snoozes } from './snoozes.ts';
import { routes as spf } from './spf.ts';

export const ROUTES: readonly Route[] = [
  ...check,
  ...spf,
  ...lookup,
  ...diagnose,
  ...addresses,
  ...reverseDns,
  ...incidents,
  ...snoozes,
  ...history,
  ...lists,
  ...runs,
  ...notices,
  ...openapi,
];
