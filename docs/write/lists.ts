/** The reference of blocklists, from their table. */
import type { List } from '../../shared/dnsbl/list.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { markdownTable } from './regions.ts';

const USE: Readonly<Record<NonNullable<List['use']>, string>> = {
  default: 'yes',
  'own-resolver': 'with your own resolver',
  'opt-in': 'after you register, when you name it',
  info: 'when you name it, for information',
  off: 'when you name it',
};

const ACCESS: Readonly<Record<List['access'], string>> = {
  open: '',
  key: 'key',
  registration: 'registration',
  paid: 'paid',
};

const keyOf = ({ access, operatorId }: List): string =>
  access === 'key' || access === 'paid'
    ? `${ACCESS[access]}: \`POSTWATCH_KEY_${operatorId.replaceAll('-', '_').toUpperCase()}\``
    : ACCESS[access];

const nameOf = ({ name, lookupUrl }: List): string => (lookupUrl === undefined ? name : `[${name}](${lookupUrl})`);

/** The lists that can be queried. */
export const listsTable = (): string =>
  markdownTable(
    ['id', 'list', 'about', 'severity', 'queried by default', 'needs'],
    LISTS.filter(({ status, zone }) => status === 'active' && zone !== null).map((list) => [
      `\`${list.id}\``,
      nameOf(list),
      list.scope.map((family) => ({ ip4: 'IPv4', ip6: 'IPv6', domain: 'domains' })[family]).join(', '),
      list.severity,
      USE[list.use ?? 'off'],
      keyOf(list),
    ]),
  );

/** Lists that have shut down: a listing on one says nothing. */
export const deadListsTable = (): string =>
  markdownTable(
    ['id', 'list', 'shut down'],
    LISTS.filter(({ status }) => status === 'dead').map(({ id, name, died }) => [`\`${id}\``, name, died ?? '']),
  );
