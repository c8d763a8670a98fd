/** Which advice goes with a verdict of a list, and what it has to know of the list and the target. */
import { defined } from '../model/defined.ts';
import type { Remedy, RemedyParams } from '../model/remedy.ts';
import { targetKey } from '../model/target.ts';
import { keyParameter, keyVariable, storeKeyCommand } from './keys.ts';
import type { List } from './list.ts';
import type { Cell } from './lookup.ts';
import { keyPage } from './query.ts';

export function remedyOf(cell: Cell): Remedy | null {
  const { list, verdict } = cell;
  switch (verdict.kind) {
    case 'clear':
    case 'allowed':
      return null;
    case 'info':
      return aboutInfo(cell);
    case 'listed':
      return { id: 'dnsbl.listed', with: entryOf(cell) };
    case 'policy':
      return { id: 'dnsbl.policy', with: policyOf(cell) };
    case 'refused':
      return refused(cell);
    case 'dead':
      return { id: 'dnsbl.dead', with: { list: list.id, ...commonOf(cell) } };
    case 'unreachable':
      return { id: 'dnsbl.unreachable', with: commonOf(cell, list.lookupUrl) };
    case 'not-asked':
      return { id: 'dnsbl.not-asked', with: commonOf(cell) };
    case 'unproven':
      return { id: 'dnsbl.unproven', with: { list: list.id, ...commonOf(cell, list.lookupUrl) } };
    case 'unrecognised':
      return { id: 'dnsbl.unrecognised', with: commonOf(cell, list.lookupUrl) };
  }
}

const commonOf = ({ list, target }: Cell, url?: string) => ({
  command: `npx postwatch check ${targetKey(target)} --only dnsbl`,
  ...defined({ url, checkedOn: list.checkedOn }),
});

const wayOut = ({ list, target }: Cell) => ({
  of: target.kind,
  ...defined({ removal: list.removal, expiry: list.expiry, obscure: isObscure(list) ? (true as const) : undefined }),
});

/** Of a list that someone is known to use, it matters little how well it is documented. */
const isObscure = ({ confidence, usedBy = [] }: List): boolean => confidence === 'low' && usedBy.length === 0;

const entryOf = (cell: Cell): RemedyParams['dnsbl.listed'] => ({
  ...wayOut(cell),
  ...commonOf(cell, cell.list.removal?.url ?? cell.list.lookupUrl),
});

const policyOf = (cell: Cell): RemedyParams['dnsbl.policy'] => ({
  ...entryOf(cell),
  ...defined({
    reverse: cell.target.kind === 'domain' ? undefined : `npx postwatch check ${cell.target.address.text} --only ptr`,
  }),
});

/** For information only: said where there is something to know, above all that nobody should pay. */
function aboutInfo(cell: Cell): Remedy | null {
  const { removal, expiry, checkedOn } = cell.list;
  if (expiry === undefined && (removal === undefined || isPlainPage(removal))) return null;
  return { id: 'dnsbl.info', with: { ...wayOut(cell), ...defined({ checkedOn }) } };
}

const isPlainPage = ({ kind, words, paid }: NonNullable<List['removal']>): boolean =>
  kind === 'stated' && words === undefined && paid === undefined;

function refused(cell: Cell): Remedy {
  const { list } = cell;
  const { operatorId } = list;
  const operator = list.operator ?? list.name;
  const common = commonOf(cell, list.lookupUrl);
  if (list.zone?.includes('{key}')) {
    const [variable, parameter] = [keyVariable(operatorId), keyParameter(operatorId)];
    return { id: 'dnsbl.refused-key', with: { variable, parameter, ...common } };
  }
  if (list.access === 'registration') return { id: 'dnsbl.refused-unregistered', with: { operator, ...common } };
  if (list.keyedAs === undefined) return { id: 'dnsbl.refused-resolver', with: common };
  const key = {
    operator,
    variable: keyVariable(operatorId),
    store: storeKeyCommand(operatorId),
    ...defined({ page: keyPage(operatorId) }),
  };
  return { id: 'dnsbl.refused-resolver', with: { key, ...common } };
}
