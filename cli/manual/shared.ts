/** What several commands take, and how they end. */
import { FORMATS } from '../choices.ts';
import type { CommandExit, CommandFlag, CommandPositional } from '../command.ts';

export const USAGE_EXIT: CommandExit = { code: 64, when: 'Usage error. Nothing was done.' };

export const STATUS_EXITS: readonly CommandExit[] = [
  { code: 0, when: 'Pass.' },
  { code: 1, when: 'Warning.' },
  { code: 2, when: 'Fail.' },
  { code: 3, when: 'Unknown: there was no answer that can be trusted.' },
  USAGE_EXIT,
];

export const ENDPOINT_FLAG: CommandFlag = {
  flag: 'endpoint',
  value: 'URL',
  about:
    'A deployed API. Calls are signed as whoever is logged in to AWS here, or carry the token in POSTWATCH_TOKEN. --timeout limits how long an answer may take.',
  default: 'this machine',
};

/** Of the commands that read what the watch remembers. */
export const MEMORY_FLAGS: readonly CommandFlag[] = [
  ENDPOINT_FLAG,
  {
    flag: 'zone',
    value: 'name',
    about: 'The time zone of the times shown, and of times you give without one. For example, Asia/Seoul.',
    default: "the settings'",
  },
];

export const MEMORY_EXITS: readonly CommandExit[] = [
  { code: 0, when: 'Done.' },
  { code: 2, when: 'Refused: nothing has that name, or it is over.' },
  { code: 3, when: 'The memory or the API could not be reached.' },
  USAGE_EXIT,
];

export const INCIDENTS_POSITIONAL: CommandPositional = {
  name: 'incident',
  about:
    'Its id, as "postwatch incidents" shows it. The first four characters or more are enough if only one open incident begins with them.',
  isOptional: true,
  multiple: true,
};

/** `one`, `row`: what a line of `jsonl` and a row of `csv` is about. */
export const formatFlag = (one: string, row: string): CommandFlag => ({
  flag: 'format',
  value: 'form',
  about: `table: for people. json: everything, the same as --json. jsonl: a line of JSON for each ${one}. csv: a row for each ${row}, with a heading. nagios: one status line with performance data, for monitoring.`,
  default: 'table',
  values: FORMATS,
});
