/**
 * How CloudWatch judges an alarm (docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html), as
 * far as its tables say: it fetches more points than it evaluates, and older real ones count before missing ones do.
 */
export type Point = 'fine' | 'wrong' | 'missing';
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type Treatment = 'breaching' | 'notBreaching' | 'ignore' | 'missing';

export type Judged = {
  /** Newest last. */
  readonly range: readonly Point[];
  /** `wrong` of the last `of`. */
  readonly datapoints: readonly [wrong: number, of: number];
  readonly treat: Treatment;
  readonly before: AlarmState;
};

export function alarmState({ range, datapoints: [most, of], treat, before }: Judged): AlarmState {
  const real = range.toReversed().filter((point) => point !== 'missing');
  const wrong = (points: readonly Point[]): number => points.filter((point) => point === 'wrong').length;
  if (real.length >= of) return wrong(real.slice(0, of)) >= most ? 'ALARM' : 'OK';
  if (treat === 'breaching') return wrong(real) + of - real.length >= most ? 'ALARM' : 'OK';
  if (treat === 'notBreaching') return wrong(real) >= most ? 'ALARM' : 'OK';
  if (wrong(real) >= most) return 'ALARM';
  if (real.includes('fine')) return 'OK';
  return prematurely(range, most, treat, before);
}

/** Nothing but wrong points, and too few of them. */
function prematurely(range: readonly Point[], most: number, treat: Treatment, before: AlarmState): AlarmState {
  const kept = treat === 'ignore' ? before : 'INSUFFICIENT_DATA';
  const first = range.indexOf('wrong');
  if (first === -1 || range.length - first < most) return kept;
  return treat === 'missing' ? 'ALARM' : before;
}

/** How many points CloudWatch fetches is not published: more than it evaluates. */
export const RANGES = [1, 2, 3, 4] as const;

/** Of a metric with a value in each period or none (null): the state after each, with so many points more than are evaluated. */
export function statesOver(
  values: readonly (number | null)[],
  isWrong: (value: number) => boolean,
  { datapoints, treat, more }: Pick<Judged, 'datapoints' | 'treat'> & { readonly more: number },
): readonly AlarmState[] {
  const points = values.map((value): Point => (value === null ? 'missing' : isWrong(value) ? 'wrong' : 'fine'));
  const states: AlarmState[] = [];
  for (let at = 1; at <= points.length; at += 1) {
    const range = points.slice(Math.max(0, at - datapoints[1] - more), at);
    states.push(alarmState({ range, datapoints, treat, before: states.at(-1) ?? 'INSUFFICIENT_DATA' }));
  }
  return states;
}
