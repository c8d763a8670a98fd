/** Which channels a deployment has: those whose variable is set. */
import type { ChannelByHttp, ChannelByTopic, ChannelKind } from '../../../shared/channels/core/kind.ts';
import { CHANNEL_KINDS } from '../../../shared/channels/index.ts';
import type { Environment } from '../settings/environment.ts';

export type ChannelOn = {
  readonly kind: ChannelKind;
  readonly aws: ChannelByTopic | ChannelByHttp;
  /** What its variable says. */
  readonly value: string;
};

/** In the order in which notices are sent. */
export const channelsOn = ({ variables }: Pick<Environment, 'variables'>): readonly ChannelOn[] =>
  CHANNEL_KINDS.flatMap((kind) => {
    const value = kind.aws === null ? undefined : variables[kind.aws.variable];
    return kind.aws === null || value === undefined ? [] : [{ kind, aws: kind.aws, value }];
  });

/** The channels that every notice is kept for. */
export const channelIds = (environment: Pick<Environment, 'variables'>): readonly string[] =>
  channelsOn(environment).map(({ kind }) => kind.id);
