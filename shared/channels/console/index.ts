/** The console: notices are printed, all of them. */
import type { Digest } from '../../notices/digest.ts';
import type { Channel, PublishOutcome } from '../core/channel.ts';
import { type ConsolePorts, channelKind } from '../core/kind.ts';

export const consoleKind = channelKind({
  id: 'console',
  settings: { notices: {}, aws: {} },
  questions: {},
  meanings: {},
  form: 'text',
  limits: { text: null, all: null, unit: 'characters' },
  here: { name: 'the console', isOn: () => true, open: (_, ports) => consoleChannel(ports) },
  aws: null,
});

/** What was not written was not sent: a full disk or a closed pipe leaves the notices to the next pass. */
export function consoleChannel({ print, flushed }: ConsolePorts): Channel {
  const publish = async ({ subject, text, notices }: Digest): Promise<PublishOutcome> => {
    print(subject);
    print(text);
    await flushed();
    return { ok: true, carried: notices.map(({ id }) => id) };
  };
  return { id: consoleKind.id, publish };
}
