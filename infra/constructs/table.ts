/**
 * The watch's memory. It outlives the stack: deleting the stack keeps the table, and a later deployment with
 * `aws.tableName` set to its name resumes where the earlier one stopped, and does not send everything again.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

/** All that the others need to know of it. */
export type MemoryTable = { readonly tableName: string; readonly tableArn: string };

export function memoryTable(scope: Construct, id: string, adopt: string | undefined): MemoryTable {
  if (adopt !== undefined) return TableV2.fromTableName(scope, id, adopt);
  return new TableV2(scope, id, {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    // Encrypted at rest by DynamoDB's own key, which costs nothing; the template calls that `SSEEnabled: false`.
    billing: Billing.onDemand(),
    timeToLiveAttribute: 'ttl',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
