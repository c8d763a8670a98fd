/**
 * How a function knows that a channel without a topic is on: its variable holds what of the channel's settings ships, as JSON, or
 * "yes" where nothing does. An environment holds 4 KB, so what is large belongs elsewhere.
 */
import { fateOf, type SettingFields } from '../../model/setting.ts';

const NOTHING = 'yes';

export function writeVariable(fields: SettingFields, own: Readonly<Record<string, unknown>>): string {
  const shipping = Object.entries(fields).flatMap(([setting, entry]) =>
    fateOf(entry)?.kind === 'ships' && own[setting] !== undefined ? [[setting, own[setting]] as const] : [],
  );
  return shipping.length === 0 ? NOTHING : JSON.stringify(Object.fromEntries(shipping));
}

export const readVariable = (value: string): Readonly<Record<string, unknown>> =>
  value.startsWith('{') ? (JSON.parse(value) as Readonly<Record<string, unknown>>) : {};
