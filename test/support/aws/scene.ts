/** The scene that several tests of the functions share: lists, a sound zone, and the clock of the executions. */
import { vi } from 'vitest';
import type { Zone } from '../../../cli/sandbox/zones.ts';
import { type AwsWorld, execute, type Functions } from './world.ts';

export const NOON = Date.UTC(2026, 10, 24, 12);
export const HOUR = 3_600_000;

export const dnsList = (id: string, severity: string) => ({
  id,
  name: `List ${id}`,
  operator: 'Example',
  zone: `${id}.lists.example`,
  scope: ['ip4'],
  severity,
  codes: [{ match: '127.0.0.2', means: 'spam' }],
  testListed: '127.0.0.2',
  testUnlisted: '127.0.0.1',
});

export const SETTINGS = { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] } };

export const SOUND: Zone = {
  '10.100.51.198.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['198.51.100.10'] },
  'example.com': { TXT: ['v=spf1 ip4:198.51.100.10 -all'], MX: [{ preference: 10, exchange: 'mx.example.com' }] },
  'mx.example.com': { A: ['198.51.100.11'] },
  '11.100.51.198.in-addr.arpa': { PTR: ['mx.example.com'] },
  '2.0.0.127.alpha.lists.example': { A: ['127.0.0.2'] },
  '2.0.0.127.beta.lists.example': { A: ['127.0.0.2'] },
};

/** The sender's reverse name is gone. */
export const WITHOUT_PTR: Zone = Object.fromEntries(
  Object.entries(SOUND).filter(([name]) => name !== '10.100.51.198.in-addr.arpa'),
);

export const SENDER = {
  ip: '198.51.100.10',
  id: 'eipalloc-10',
  instance: 'i-1',
  tags: { 'postwatch:domains': 'example.com' },
};

/** The execution of the n-th hour. */
export function hourly(world: () => AwsWorld, called: () => Functions) {
  return (n: number, zone: Zone = SOUND) => {
    const at = NOON + n * HOUR;
    vi.setSystemTime(at);
    world().zone = zone;
    return execute(new Date(at).toISOString(), called());
  };
}

export const said = ({ published }: AwsWorld): readonly string[] =>
  published.flatMap(({ data }) => data.notices.map(({ transition, target }) => `${transition} ${target}`));

/** Every value that was written of a metric. */
export const metric = ({ lines }: AwsWorld, name: string): readonly number[] =>
  lines.flatMap((line) => {
    const entry = JSON.parse(line);
    return entry._aws !== undefined && name in entry ? [entry[name]] : [];
  });

/** The metrics that CloudWatch was told of, each once. */
export const metricNames = ({ lines }: AwsWorld): ReadonlySet<string> =>
  new Set(
    lines.flatMap((line): string[] =>
      (JSON.parse(line)._aws?.CloudWatchMetrics ?? []).flatMap(({ Metrics }: { Metrics: { Name: string }[] }) =>
        Metrics.map(({ Name }) => Name),
      ),
    ),
  );
