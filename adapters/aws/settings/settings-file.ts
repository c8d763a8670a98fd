/** The settings that lie beside a function's code, without the lists: they were checked when they were deployed. */
import path from 'node:path';
import { parseSettings, type Settings } from '../../../shared/settings/settings.ts';
import { readJsonFile } from '../../local/settings.ts';

/** `folder`: of the code; a bundle's chunks all lie in it. */
export function readDeployed(folder: string = import.meta.dirname): Settings {
  const settings = readJsonFile(path.join(folder, 'settings.json'), parseSettings);
  if (!settings.ok) throw new Error(settings.problem.en);
  return settings.value;
}
