/** The table of lookups, from their index. */
import { LOOKUPS } from '../../shared/lookups/index.ts';
import { markdownTable } from './regions.ts';

export const lookupsTable = (): string =>
  markdownTable(
    ['lookup', 'what it shows'],
    LOOKUPS.map(({ example, about }) => [`\`${example}\``, about.en]),
  );
