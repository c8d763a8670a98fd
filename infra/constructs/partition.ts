/**
 * What AWS does not offer in its partitions of China and of the US government, as far as we know on 2026-12-01: a deployment goes
 * through, and what depends on it does not work. A Region that is not known at synth is not judged.
 * - SES has no endpoint in China (AWS General Reference, "Amazon Simple Email Service endpoints and quotas").
 * - Amazon Q Developer in chat applications, once AWS Chatbot, is not in China.
 * - Reverse names in GovCloud are set by AWS Support: `shared/reverse-dns` refuses them there, too.
 */
import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Deployment } from '../settings.ts';

type Missing = {
  readonly partitions: readonly string[];
  readonly isAskedFor: (aws: Deployment['aws']) => boolean;
  /** Begins with the setting. */
  readonly line: string;
};

const CHINA = 'aws-cn';
const GOVCLOUD = 'aws-us-gov';

const MISSING: readonly Missing[] = [
  {
    partitions: [CHINA],
    isAskedFor: ({ inbox }) => inbox?.addresses !== undefined,
    line: 'aws.inbox.addresses: SES does not receive mail',
  },
  {
    partitions: [CHINA],
    isAskedFor: ({ chat }) => chat === true,
    line: 'aws.chat: Amazon Q Developer does not read topics',
  },
  {
    partitions: [GOVCLOUD],
    isAskedFor: ({ reverseDns }) => reverseDns === 'manage',
    line: 'aws.reverseDns: only AWS Support sets the reverse name of an Elastic IP',
  },
];

export function warnOfPartition(scope: IConstruct, aws: Deployment['aws']): void {
  const { region, partition } = Stack.of(scope);
  if (Token.isUnresolved(region)) return;
  for (const { partitions, isAskedFor, line } of MISSING)
    if (partitions.includes(partition) && isAskedFor(aws))
      Annotations.of(scope).addWarningV2(`postwatch:partition-${line.split(':')[0]}`, `${line} in ${region}.`);
}
