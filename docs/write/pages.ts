/** The pages whose tables come from the code, and who makes which part. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { channelsTable } from './channels.ts';
import { findingsTable, findingsWhy, lookupFindingsTable } from './findings.ts';
import { deadListsTable, listsTable } from './lists.ts';
import { lookupsTable } from './lookups.ts';
import { madePartsIn, withMadeParts } from './regions.ts';
import { routesTable } from './routes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const PARTS: Readonly<Record<string, () => string>> = {
  channels: channelsTable,
  'dead-lists': deadListsTable,
  findings: findingsTable,
  'findings-why': findingsWhy,
  lists: listsTable,
  'lookup-findings': lookupFindingsTable,
  lookups: lookupsTable,
  routes: routesTable,
};

/** Every page with parts that are made, as it should be, by its path in the repository. */
export function pagesWithParts(): Readonly<Record<string, string>> {
  const docs = readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  const pages = [...docs.map((name) => `docs/${name}`), 'README.md', 'README.ko.md'].map((name) => {
    const page = readFileSync(path.join(ROOT, name), 'utf8');
    return madePartsIn(page).length === 0 ? null : ([name, withMadeParts(page, PARTS)] as const);
  });
  return Object.fromEntries(pages.filter((page) => page !== null));
}
