/**
 * The watch's memory. It outlives the stack: deleting the stack keeps the table, and a later deployment with
 * `aws.tableName` set to its name resumes where the earlier one stopped, and does not send everything again.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, type CfnGlobalTable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** All that the others need to know of it. */
export type MemoryTable = { readonly tableName: string; readonly tableArn: string };

export type TableProps = {
  /** The name of a table that is kept from an earlier deployment, encrypted as it is. */
  readonly adopt: string | undefined;
  readonly key: IKey | undefined;
};

export function memoryTable(scope: Construct, id: string, { adopt, key }: TableProps): MemoryTable {
  if (adopt !== undefined) return TableV2.fromTableName(scope, id, adopt);
  const table = new TableV2(scope, id, {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    // Without a key DynamoDB's own encrypts it, which costs nothing; the template calls that `SSEEnabled: false`.
    billing: Billing.onDemand(),
    timeToLiveAttribute: 'ttl',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // A failed first deployment takes the table with it. DynamoDB's deletion protection would keep CloudFormation from that: the
    // rollback itself would fail. Point-in-time recovery leaves a backup of a table that someone deletes by hand.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  if (key !== undefined) encryptWith(table.node.defaultChild as CfnGlobalTable, key);
  return table;
}

/** CDK does it only where the Region is known at synth, for the sake of replicas in other Regions, of which there are none. */
function encryptWith(table: CfnGlobalTable, { keyArn }: IKey): void {
  table.addPropertyOverride('SSESpecification', { SSEEnabled: true, SSEType: 'KMS' });
  table.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: keyArn });
}
