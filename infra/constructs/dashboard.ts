/** One page for the person on duty: whether Postwatch works, what it does, and which alarms are active. */
import { type Alarm, AlarmStatusWidget, Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Metrics } from './metrics.ts';

export function dashboard(scope: Construct, id: string, metrics: Metrics, alarms: readonly Alarm[]): Dashboard {
  const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 });
  const waiting = metrics.deadLetters();
  const deadLetters = waiting.length === 0 ? [] : [graph('Dead letters', [...waiting])];
  return new Dashboard(scope, id, {
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 })],
      [
        graph('Runs', [metrics.own('RunsFinished', 'Sum'), metrics.runsFailed()]),
        graph('Addresses', [metrics.own('AddressesExpected', 'Sum'), metrics.own('AddressesChecked', 'Sum')]),
        graph('Failed batches', [metrics.own('BatchesFailed', 'Sum')]),
      ],
      [
        graph('Oldest waiting notice, seconds', [metrics.own('OutboxOldestSeconds', 'Maximum')]),
        graph('Confirmed subscribers', [metrics.own('ConfirmedSubscribers', 'Maximum')]),
        graph('Functions', [...metrics.errors(), ...metrics.throttles()]),
      ],
      [
        graph('API: errors and refusals', [metrics.api.errors(), metrics.api.denied(), metrics.api.throttled()]),
        graph('API: milliseconds a request', [metrics.api.latency()]),
        graph('Table', [metrics.table.throttles(), metrics.table.errors()]),
      ],
      [graph('Longest run, milliseconds', [metrics.runTime()]), ...deadLetters],
    ],
  });
}
