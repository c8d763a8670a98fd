/** The laptop's channels: the console, and what the settings name. */
import type { Channel } from '../../shared/channels/core/channel.ts';
import type { ConsolePorts } from '../../shared/channels/core/kind.ts';
import { CHANNEL_KINDS, secretsOf } from '../../shared/channels/index.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { parsed } from '../../shared/model/parsed.ts';
import { wordingOf } from '../../shared/notices/wording.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { fetchPost } from './post.ts';

export type LocalChannelOptions = Pick<ConsolePorts, 'print'> &
  Partial<Pick<ConsolePorts, 'flushed'>> & {
    readonly notices: Omit<Settings['notices'], 'maintenance'>;
    /** A secret that the settings do not hold is looked for here, under the name that its channel gives it. */
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly clock: Clock;
    /** Where the caller waits for the outcome: one try. */
    readonly once?: boolean;
  };

export function localChannels(options: LocalChannelOptions): readonly Channel[] {
  const { notices, environment, clock, print, flushed = async () => {}, once = false } = options;
  const wording = wordingOf(notices);
  const ports = { clock, post: fetchPost, print, flushed };
  return CHANNEL_KINDS.flatMap((kind) => {
    const own: Readonly<Record<string, unknown>> = { ...fromEnvironment(kind, environment), ...notices };
    if (kind.here === null || !kind.here.isOn(own)) return [];
    return [kind.here.open({ wording, settings: async () => parsed(own), once }, ports)];
  });
}

function fromEnvironment(
  kind: (typeof CHANNEL_KINDS)[number],
  environment: LocalChannelOptions['environment'],
): Readonly<Record<string, string>> {
  const found = secretsOf(kind).flatMap(({ setting, variable }) => {
    const value = variable === undefined ? undefined : environment[variable];
    return value === undefined || value === '' ? [] : [[setting, value] as const];
  });
  return Object.fromEntries(found);
}
