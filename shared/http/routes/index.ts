/** Every route: a new one is one file here and one line below. */
import type { Route } from '../route.ts';
import { addressRoutes } from './addresses.ts';
import { checkRoutes } from './check.ts';
import { diagnoseRoutes } from './diagnose.ts';
import { historyRoutes } from './history.ts';
import { incidentRoutes } from './incidents.ts';
import { listRoutes } from './lists.ts';
import { lookupRoutes } from './lookup.ts';
import { noticeRoutes } from './notices.ts';
import { openapiRoutes } from './openapi.ts';
import { reverseDnsRoutes } from './reverse-dns.ts';
import { runRoutes } from './runs.ts';
import { snoozeRoutes } from './snoozes.ts';
import { spfRoutes } from './spf.ts';

export const ROUTES: readonly Route[] = [
  ...checkRoutes,
  ...spfRoutes,
  ...lookupRoutes,
  ...diagnoseRoutes,
  ...addressRoutes,
  ...reverseDnsRoutes,
  ...incidentRoutes,
  ...snoozeRoutes,
  ...historyRoutes,
  ...listRoutes,
  ...runRoutes,
  ...noticeRoutes,
  ...openapiRoutes,
];
