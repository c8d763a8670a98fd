import { type CommandCode, UsageError } from '../command.ts';
import { actOnEach, readWantedIncidents, wantedIds } from '../wanted-incidents.ts';
import { openWatchApi } from '../watch-api.ts';

export const ack: CommandCode = {
  run: async (words, terminal) => {
    const wanted = readWantedIncidents(words, 'ack');
    if (words.text('why') === undefined) throw new UsageError('ack needs --why: a line for whoever asks later');
    const api = await openWatchApi(words, terminal);
    const none = 'all open incidents are acknowledged already';
    const ids = await wantedIds(wanted, { isMeant: ({ acknowledged }) => acknowledged === undefined, none }, api);
    const body = { why: words.text('why'), until: words.text('until'), zone: api.zone };
    return actOnEach(ids, (path) => api.call('POST', path, body), words, terminal);
  },
};
