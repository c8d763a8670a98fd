/** The settings and the lists that lie beside a function's code, put there when it was deployed (and checked then as well). */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isOwnResolver } from '../../../shared/dns/public-resolvers.ts';
import { type List, parseLists } from '../../../shared/dnsbl/list.ts';
import { LISTS } from '../../../shared/dnsbl/lists.ts';
import { type Selection, selectFromFile, selectLists } from '../../../shared/dnsbl/selection.ts';
import type { Parsed } from '../../../shared/model/parsed.ts';
import type { Settings } from '../../../shared/settings/settings.ts';
import { readJsonFile } from '../../local/settings.ts';
import { readDeployed } from './settings-file.ts';

export type Configured = {
  readonly settings: Settings;
  /** All lists that are known, and those of them that are asked. */
  readonly table: readonly List[];
  readonly selection: Selection;
};

/** `folder`: of the code; a bundle's chunks all lie in it. */
export function readConfigured(folder: string = import.meta.dirname): Configured {
  const settings = readDeployed(folder);
  const file = path.join(folder, 'lists.json');
  const custom = existsSync(file);
  const table = custom ? orThrow(readJsonFile(file, parseLists)) : LISTS;
  const selection = custom
    ? selectFromFile(table, settings.lists)
    : selectLists(table, settings.lists, isOwnResolver(settings.resolvers));
  return { settings, table, selection: orThrow(selection) };
}

function orThrow<T>(result: Parsed<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.en);
}
