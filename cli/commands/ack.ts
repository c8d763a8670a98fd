import { ALL_ACKNOWLEDGED, needsReason } from '../act-words.ts';
import { type CommandCode, UsageError } from '../command.ts';
import { actOnEach, readWantedIncidents, wantedIds } from '../wanted-incidents.ts';
import { openWatchApi } from '../watch-api.ts';

export const ack: CommandCode = {
  run: async (words, terminal) => {
    const wanted = readWantedIncidents(words, 'ack');
    if (words.text('why') === undefined) throw new UsageError(needsReason('ack'));
    const api = await openWatchApi(words, terminal);
    const ids = await wantedIds(
      wanted,
      { isMeant: ({ acknowledged }) => acknowledged === undefined, none: ALL_ACKNOWLEDGED },
      api,
    );
    const body = { why: words.text('why'), until: words.text('until'), zone: api.zone };
    return actOnEach(ids, (path) => api.call('POST', path, body), words, terminal);
  },
};
