/** The channel of `notify`, for a test of the way. */
import { en } from '../../shared/notices/texts/en.ts';
import type { Channel } from '../../shared/watch/notify.ts';
import { publisherTo } from './publisher.ts';

export const snsChannel = (topic: string): Channel => publisherTo(topic, en).channel;
