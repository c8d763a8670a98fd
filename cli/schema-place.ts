import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Where an editor finds the schema of the settings: that of this installation, in the checkout one folder up, in an installed package
 * two (`dist/cli`). Below `folder` it is named from there, so that the settings can be moved with their project.
 */
export function schemaPlace(folder: string): string | undefined {
  for (const place of ['../docs/postwatch.schema.json', '../../docs/postwatch.schema.json']) {
    const file = fileURLToPath(new URL(place, import.meta.url));
    if (!existsSync(file)) continue;
    const below = path.relative(folder, file);
    return below.startsWith('..') || path.isAbsolute(below)
      ? pathToFileURL(file).href
      : `./${below.split(path.sep).join('/')}`;
  }
  return undefined;
}
