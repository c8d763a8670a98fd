/** The channel of `notify`, for a test of the way. */
import { ENGLISH } from '../../shared/notices/wording.ts';
import type { Channel } from '../../shared/watch/notify.ts';
import { publisherTo } from './publisher.ts';

export const snsChannel = (topic: string): Channel => publisherTo(topic, ENGLISH).channel;
