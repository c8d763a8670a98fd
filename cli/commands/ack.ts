import type { IncidentRecord } from '../../shared/model/incident.ts';
import { printable } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError } from '../command.ts';
import { ENDPOINT_EXIT, ENDPOINT_FLAGS, ENDPOINT_HELP, openWatchApi } from '../watch-api.ts';

export const ack: Command = {
  name: 'ack',
  summary: 'say that you have taken an incident on',
  help: `postwatch ack <incident> --why text [--until time|duration] [--endpoint URL]

Nobody is reminded of it any more, until the time you give, or until it ends or
gets worse. Who did it, when and why stands in its history. A second one takes
the place of the first. It may run beside the watch.

  --why text       a line for whoever asks later
  --until when     such as 3d, 2026-11-27, 2026-11-27T09:00+09:00 (default:
                   until it ends)
${ENDPOINT_HELP}
${COMMON_HELP}

Exit code: 0 done, ${ENDPOINT_EXIT}.

  postwatch ack 0123456789ab --why "the provider has a ticket" --until 3d`,
  flags: { ...ENDPOINT_FLAGS, why: { type: 'string' }, until: { type: 'string' } },

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
