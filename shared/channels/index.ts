/**
 * THE TABLE of channels, in the order in which notices are sent. A new one is a folder and a line here: the settings, `init`,
 * help, the functions' environment, rights and secrets, and the README's table go over it.
 */
import { fateOf, type SettingFields } from '../model/setting.ts';
import { chatKind } from './chat/index.ts';
import { consoleKind } from './console/index.ts';
import type { ChannelKind } from './core/kind.ts';
import { snsKind } from './sns/index.ts';
import { webhookKind } from './webhook/index.ts';

export const CHANNELS = {
  console: consoleKind,
  sns: snsKind,
  chat: chatKind,
  webhook: webhookKind,
} as const satisfies Readonly<Record<string, ChannelKind>>;

type Kinds = (typeof CHANNELS)[keyof typeof CHANNELS];

export const CHANNEL_KINDS: readonly ChannelKind[] = Object.values(CHANNELS);

type Section = keyof ChannelKind['settings'];

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void ? A : never;

/** The entries of all channels in one section of the settings. */
export function fieldsOfChannels<S extends Section>(section: S): Together<Kinds['settings'][S]> {
  const all = CHANNEL_KINDS.flatMap(({ settings }) => Object.entries(settings[section]));
  return Object.fromEntries(all) as Together<Kinds['settings'][S]>;
}

export type ChannelSecret = { readonly setting: string; readonly parameter: string; readonly variable?: string };

/** Which of a channel's settings are secret, and where each is kept. */
export const secretsOf = ({ settings }: ChannelKind): readonly ChannelSecret[] =>
  Object.entries<SettingFields[string]>({ ...settings.notices, ...settings.aws }).flatMap(([setting, entry]) => {
    const fate = fateOf(entry);
    if (fate?.kind !== 'secret') return [];
    const { parameter, variable } = fate;
    return [variable === undefined ? { setting, parameter } : { setting, parameter, variable }];
  });
