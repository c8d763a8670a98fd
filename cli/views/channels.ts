/** The channels as help names them, from the table. */
import { CHANNEL_KINDS } from '../../shared/channels/index.ts';
import { wrap } from '../../shared/model/text.ts';
import { DEFAULT_SETTINGS } from '../../shared/settings/settings.ts';

const here = CHANNEL_KINDS.flatMap((kind) => kind.here ?? []);
const always = here.filter((one) => one.isOn(DEFAULT_SETTINGS.notices)).map(({ name }) => name);
const named = here.filter((one) => !one.isOn(DEFAULT_SETTINGS.notices)).map(({ name }) => name);

/** "a, b and c". */
const listed = (names: readonly string[], word: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;

/** Where the notices of a watch on this machine go to. */
export const noticesGoTo: string = `${listed(always, 'and')}, and to ${
  named.length === 1 ? `${named[0]} if there is one` : `${listed(named, 'or')} where the settings name them`
}`;

export const channelsHere: string = listed([...always, ...named], 'and');

export const channelsDeployed: string = CHANNEL_KINDS.flatMap(({ aws }) => aws?.name ?? []).join(', ');

/** A paragraph of a help, as wide as all of them. */
export const helpParagraph = (text: string): string => wrap(text.replaceAll(/\s+/g, ' ').trim(), 80, '').join('\n');
