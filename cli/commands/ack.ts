import type { IncidentRecord } from '../../shared/model/incident.ts';
import { printable } from '../../shared/model/text.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { openWatchApi } from '../watch-api.ts';

export const ack: CommandCode = {
  run: async (words, terminal) => {
    const [id, extra] = words.positionals;
    if (id === undefined || id === '' || extra !== undefined)
      throw new UsageError('ack needs one incident, as "postwatch incidents" shows them');
    if (words.text('why') === undefined) throw new UsageError('ack needs --why: a line for whoever asks later');
    const { call, zone } = await openWatchApi(words, terminal);
    const body = { why: words.text('why'), until: words.text('until'), zone };
    const answer = (await call('POST', `/incidents/${encodeURIComponent(id)}/acknowledge`, body)) as {
      readonly incident: IncidentRecord;
    };
    const { target, state } = answer.incident;
    if (words.has('json')) terminal.print(JSON.stringify(answer, null, 2));
    else terminal.print(`${id}  ${printable(target, 260)}  ${state}`);
    return EXIT.pass;
  },
};
