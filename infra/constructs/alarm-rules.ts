/**
 * What the alarms look at, as a table: each says what it means for the person who gets the mail, how bad that is, and what to look
 * at first. What only the next run can change is looked at over two periods, because CloudWatch's window slides and the schedule
 * is flexible, so that one period may hold no run.
 */
import { type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { defined } from '../../shared/model/defined.ts';
import { API_PERIOD_MINUTES, type Metrics } from './metrics.ts';

const { BREACHING, IGNORE, NOT_BREACHING } = TreatMissingData;

export type AlarmRule = {
  readonly metric: IMetric;
  readonly severity: 'critical' | 'major' | 'minor';
  readonly means: string;
  /** What to look at before anything else. */
  readonly first: string;
  readonly wrong: { readonly atLeast: number } | { readonly below: number };
  /** So many of the last so many periods. */
  readonly periods: readonly [wrong: number, of: number];
  /** Without a number: wrong, as it was, or right. */
  readonly missing: TreatMissingData;
  /** The length of a period, where it is not that of the runs. */
  readonly minutes?: number;
};

type AlarmRules = Readonly<Record<string, AlarmRule>>;

export const alarmRules = (metrics: Metrics, everyMinutes: number): AlarmRules => ({
  ...runRules(metrics, everyMinutes),
  ...groups('FunctionErrors', metrics.errors(), FUNCTION_ERRORS),
  ...groups('FunctionThrottles', metrics.throttles(), FUNCTION_THROTTLES),
  ...noticeRules(metrics, everyMinutes),
  ...apiRules(metrics),
  ...tableRules(metrics),
  ...groups('FailedEvents', metrics.deadLetters(), DEAD_LETTERS),
});

const runRules = (metrics: Metrics, everyMinutes: number): AlarmRules => ({
  RunFailed: {
    metric: metrics.runsFailed(),
    severity: 'major',
    means: 'A run failed, timed out or was stopped. The next run resumes what it left.',
    first: 'the last executions of the state machine',
    wrong: { atLeast: 1 },
    periods: [1, 2],
    missing: NOT_BREACHING,
  },
  NoRunFinished: {
    metric: metrics.progress(),
    severity: 'critical',
    means: 'For two periods no run has finished and none is working: your addresses are not being watched.',
    first: 'the schedule, and the last executions of the state machine',
    wrong: { below: 1 },
    periods: [2, 2],
    // FILL makes silence a zero; what it makes of a metric that never was is not documented.
    missing: BREACHING,
  },
  RunTooLong: {
    metric: metrics.runTime(),
    severity: 'minor',
    means: 'A run took longer than the time between two runs, so the run after it was skipped.',
    first: 'the last executions of the state machine: which step took the time',
    wrong: { atLeast: everyMinutes * 60_000 },
    periods: [1, 2],
    missing: NOT_BREACHING,
  },
  Coverage: {
    metric: metrics.unchecked(),
    severity: 'major',
    means: 'Two runs in a row did not check every address.',
    first: 'the failed items of the last executions',
    wrong: { atLeast: 1 },
    periods: [2, 2],
    missing: IGNORE,
  },
});

const noticeRules = ({ own }: Metrics, everyMinutes: number): AlarmRules => ({
  OutboxOld: {
    metric: own('OutboxOldestSeconds', 'Maximum'),
    severity: 'critical',
    means: 'Notices have been waiting for more than two periods to be published.',
    first: 'the alerts topic, and the log of the function notify',
    wrong: { atLeast: 2 * everyMinutes * 60 },
    periods: [1, 1],
    missing: IGNORE,
  },
  NoSubscriber: {
    metric: own('ConfirmedSubscribers', 'Maximum'),
    severity: 'critical',
    means: 'The alerts topic has no confirmed subscription, so no notice reaches anyone.',
    first: 'the mail from AWS that asks for your confirmation',
    wrong: { below: 1 },
    periods: [1, 1],
    missing: IGNORE,
  },
});

/** Few people use the API, so that each number is small: a share of the requests would say nothing. */
function apiRules({ api }: Metrics): AlarmRules {
  const common = { periods: [1, 1], missing: NOT_BREACHING, minutes: API_PERIOD_MINUTES } as const;
  const refused = 'the access log of the API: which address sends these requests';
  return {
    ApiErrors: {
      ...common,
      metric: api.errors(),
      severity: 'major',
      means: 'The API answered at least three requests with a server error within 15 minutes.',
      first: 'the log of the function api',
      wrong: { atLeast: 3 },
    },
    ApiSlow: {
      ...common,
      metric: api.latency(),
      severity: 'minor',
      means: 'Requests to the API took 15 seconds or more on average for half an hour. It gives up after 30.',
      first: 'the access log of the API: which route is slow',
      wrong: { atLeast: 15_000 },
      periods: [2, 2],
    },
    ApiDenied: {
      ...common,
      metric: api.denied(),
      severity: 'minor',
      means: 'The API denied at least 50 requests (401 or 403) within 15 minutes.',
      first: refused,
      wrong: { atLeast: 50 },
    },
    ApiThrottled: {
      ...common,
      metric: api.throttled(),
      severity: 'minor',
      means: 'The API asked its callers to slow down (429) at least 50 times within 15 minutes.',
      first: refused,
      wrong: { atLeast: 50 },
    },
    ...defined({ WrongTokens: api.wrongTokens === null ? undefined : wrongTokens(api.wrongTokens(), refused) }),
  };
}

const wrongTokens = (metric: IMetric, first: string): AlarmRule => ({
  metric,
  severity: 'major',
  means: 'At least 20 wrong bearer tokens were sent within 15 minutes: someone may be guessing.',
  first,
  wrong: { atLeast: 20 },
  periods: [1, 1],
  missing: NOT_BREACHING,
  minutes: API_PERIOD_MINUTES,
});

/** DynamoDB slows down and fails now and then, and the functions try again: two periods in a row are no accident. */
function tableRules({ table }: Metrics): AlarmRules {
  const common = { severity: 'major', wrong: { atLeast: 1 }, periods: [2, 2], missing: NOT_BREACHING } as const;
  return {
    TableThrottled: {
      ...common,
      metric: table.throttles(),
      means: 'DynamoDB throttled reads or writes of the table in two periods in a row.',
      first: 'the graphs of the table: reads or writes, and since when',
    },
    TableErrors: {
      ...common,
      metric: table.errors(),
      means: 'DynamoDB answered with errors of its own in two periods in a row.',
      first: 'the AWS Health Dashboard for DynamoDB in this Region',
    },
  };
}

const FUNCTION_ERRORS = {
  severity: 'major',
  means: 'Functions ended with an error in two periods in a row, in spite of retries.',
  first: 'the logs of the functions',
  wrong: { atLeast: 1 },
  periods: [2, 2],
  missing: NOT_BREACHING,
} as const;

const FUNCTION_THROTTLES = {
  ...FUNCTION_ERRORS,
  means: 'Functions were throttled in two periods in a row.',
  first: 'the quota of concurrent executions in this Region, or lower aws.workers',
} as const;

/** SQS says nothing of a queue that nobody has touched for six hours, whatever is in it: then the state stays as it was. */
const DEAD_LETTERS = {
  severity: 'major',
  means: 'Events could not be handled in spite of retries, and wait in a dead-letter queue.',
  first: 'the messages of the queue: each holds the event and the error',
  wrong: { atLeast: 1 },
  periods: [1, 1],
  missing: IGNORE,
  minutes: API_PERIOD_MINUTES,
} as const;

/** One alarm a group, since an alarm may look at ten metrics only. */
const groups = (name: string, metrics: readonly IMetric[], rule: Omit<AlarmRule, 'metric'>): AlarmRules =>
  Object.fromEntries(metrics.map((metric, at) => [`${name}${at === 0 ? '' : at + 1}`, { ...rule, metric }]));
