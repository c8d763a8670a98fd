/**
 * The channels of a deployment: the alerts topic always, the others where they were asked for. Each has an outbox of its own,
 * so one that fails keeps its notices and no other waits for it.
 */
import type { ChannelOpening } from '../../../shared/channels/core/kind.ts';
import { readVariable } from '../../../shared/channels/core/variable.ts';
import { secretsOf } from '../../../shared/channels/index.ts';
import { parsed } from '../../../shared/model/parsed.ts';
import type { SettingFields } from '../../../shared/model/setting.ts';
import type { Wording } from '../../../shared/notices/wording.ts';
import { systemClock } from '../../local/clock.ts';
import { fetchPost } from '../../local/post.ts';
import type { Environment } from '../settings/environment.ts';
import { type ChannelOn, channelsOn } from './on.ts';
import { type Publisher, publisherTo } from './publisher.ts';
import { wordingIn } from './wording.ts';

export type ChannelOptions = {
  /** Where a person waits for the outcome: one try. */
  readonly once?: boolean;
};

/** The alerts topic first. */
export function publishersIn(environment: Environment, { once = false }: ChannelOptions = {}): readonly Publisher[] {
  const wording = wordingIn(environment);
  return channelsOn(environment).map((on): Publisher => {
    const { aws, value } = on;
    if (aws.topic !== undefined) return publisherTo(aws.open, value, wording);
    return { channel: aws.open(openingOf(on, wording, once), { clock: systemClock, post: fetchPost }) };
  });
}

/** Secrets are read when something is to be reported: an alarm about a missing one repeats until it is stored. */
function openingOf({ kind, value }: ChannelOn, wording: Wording, once: boolean): ChannelOpening<SettingFields> {
  const secrets = secretsOf(kind);
  const settings = async () => {
    if (secrets.length === 0) return parsed(readVariable(value));
    const { readParameters } = await import('../settings/secrets.ts');
    const read = await readParameters(secrets.map(({ parameter }) => parameter));
    if (!read.ok) return read;
    const stored = secrets.flatMap(({ setting, parameter }) => {
      const one = read.value[parameter];
      return one === undefined ? [] : [[setting, one] as const];
    });
    return parsed({ ...readVariable(value), ...Object.fromEntries(stored) });
  };
  return { wording, once, settings };
}
