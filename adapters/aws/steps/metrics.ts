/**
 * What a function says about itself: one JSON object a line. Metrics are such lines too, in CloudWatch's embedded metric
 * format, so no call and no right is needed for them; they are counts of the run, never of one address. Lines go to standard
 * output past the console, which Lambda would wrap into an envelope that CloudWatch does not read metrics from.
 */
import { type Clock, isoTime } from '../../../shared/model/clock.ts';
import { callIds } from './call-ids.ts';

type Unit = 'Count' | 'Seconds' | 'Percent';

const METRICS = {
  RunsFinished: 'Count',
  /** Signs that a run is being worked (`signs.ts`), the last of them when it has finished. */
  RunsWorking: 'Count',
  AddressesExpected: 'Count',
  AddressesChecked: 'Count',
  BatchesFailed: 'Count',
  NoticesOpened: 'Count',
  NoticesCleared: 'Count',
  OutboxOldestSeconds: 'Seconds',
  ConfirmedSubscribers: 'Count',
  /** Wrong bearer tokens, and those that were refused unread from where many wrong ones came. */
  TokensRefused: 'Count',
  /** Of the questions to lists, those with a verdict. */
  Coverage: 'Percent',
} as const satisfies Readonly<Record<string, Unit>>;

export type MetricName = keyof typeof METRICS;

export type Telemetry = {
  readonly log: (level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly metrics: (values: Readonly<Partial<Record<MetricName, number>>>) => void;
};

export type TelemetryOptions = {
  readonly stack: string;
  readonly clock: Clock;
  readonly write?: (line: string) => void;
};

export function telemetry({ stack, clock, write = writeOut }: TelemetryOptions): Telemetry {
  return {
    log: (level, message, fields = {}) =>
      write(
        JSON.stringify({
          timestamp: isoTime(clock.now()),
          level: level.toUpperCase(),
          message,
          ...callIds(),
          ...fields,
        }),
      ),
    metrics: (values) => {
      const names = Object.keys(values) as MetricName[];
      const Metrics = names.map((Name) => ({ Name, Unit: METRICS[Name] }));
      const _aws = {
        Timestamp: clock.now(),
        CloudWatchMetrics: [{ Namespace: 'Postwatch', Dimensions: [['Stack']], Metrics }],
      };
      write(JSON.stringify({ _aws, Stack: stack, ...callIds(), ...values }));
    },
  };
}

const writeOut = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
