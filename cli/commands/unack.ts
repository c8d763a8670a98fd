import { NONE_ACKNOWLEDGED } from '../act-words.ts';
import type { CommandCode } from '../command.ts';
import { actOnEach, readWantedIncidents, wantedIds } from '../wanted-incidents.ts';
import { openWatchApi } from '../watch-api.ts';

export const unack: CommandCode = {
  run: async (words, terminal) => {
    const wanted = readWantedIncidents(words, 'unack');
    const api = await openWatchApi(words, terminal);
    const ids = await wantedIds(
      wanted,
      { isMeant: ({ acknowledged }) => acknowledged !== undefined, none: NONE_ACKNOWLEDGED },
      api,
    );
    return actOnEach(ids, (path) => api.call('DELETE', path), words, terminal);
  },
};
