/**
 * What each function may do, and on what: one table to review. Every action is named and so is every resource, but for
 * EC2's Describe actions, which IAM cannot narrow.
 */
import { Aws, Stack } from 'aws-cdk-lib';
import { secretsOf } from '../../shared/channels/index.ts';
import { parametersOf } from '../../shared/model/stack-parameter.ts';
import type { DeployedChannel, Deployment } from '../settings.ts';
import { acknowledge, printed } from './acknowledge.ts';
import type { PostwatchFunction } from './function.ts';
import type { MemoryTable } from './table.ts';
import type { Topics } from './topics.ts';

export type Functions = {
  readonly discover: PostwatchFunction;
  readonly checkPtr: PostwatchFunction;
  readonly checkDnsbl: PostwatchFunction;
  readonly checkSpf: PostwatchFunction;
  readonly close: PostwatchFunction;
  readonly notify: PostwatchFunction;
  readonly api: PostwatchFunction;
  readonly reverseDns: PostwatchFunction;
  /** Only with token authentication. */
  readonly authorizer: PostwatchFunction | undefined;
  /** Only with `aws.inbox`. */
  readonly inbox: PostwatchFunction | undefined;
};

export type Resources = {
  readonly table: MemoryTable;
  readonly topics: Topics;
  readonly accounts: Deployment['aws']['accounts'];
  readonly channels: readonly DeployedChannel[];
  /** The state machine of jobs for reverse names. */
  readonly jobs: string;
  readonly zones: Zones;
};

type Zones = Deployment['aws']['zones'];

/** Parameters with the bearer tokens, as the authoriser's environment names them; a stack can have its own (`stack-parameter.ts`). */
export const TOKENS = {
  POSTWATCH_READ_TOKEN_PARAMETER: '/postwatch/tokens/read',
  POSTWATCH_WRITE_TOKEN_PARAMETER: '/postwatch/tokens/write',
};

const KEYS = '/postwatch/keys';

/** The same as in other-account-role.yaml. */
const EC2_READ = [
  'ec2:DescribeAddresses',
  'ec2:DescribeAddressesAttribute',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeRegions',
];

const EIP_READ = EC2_READ.filter((action) => action !== 'ec2:DescribeNetworkInterfaces');

/** A value that passes one item lies in several, read and written in batches. */
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:BatchWriteItem'];

export function grants(functions: Functions, { table, topics, accounts, channels, jobs, zones }: Resources): void {
  const { discover, checkPtr, checkDnsbl, checkSpf, close, notify, api, reverseDns, authorizer, inbox } = functions;

  discover.allow([...READ, ...WRITE, 'dynamodb:Query', 'dynamodb:DeleteItem'], table.tableArn);
  describe(discover, EC2_READ);
  if (accounts.length > 0) discover.allow(['sts:AssumeRole'], ...accounts.map(({ roleArn }) => roleArn));
  readKeys(discover);

  // What people have snoozed is a query: it decides what a check passes on.
  for (const check of [checkPtr, checkDnsbl, checkSpf])
    check.allow([...READ, ...WRITE, 'dynamodb:Query'], table.tableArn);
  readKeys(checkDnsbl);

  close.allow([...READ, ...WRITE, 'dynamodb:Query', 'dynamodb:DeleteItem'], table.tableArn);
  readKeys(close);

  notify.allow(
    [...READ, 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    table.tableArn,
  );
  const topicArns = [...topics.ofChannels.values()].map(({ topicArn }) => topicArn);
  notify.allow(['sns:Publish', 'sns:ListSubscriptionsByTopic'], ...topicArns);

  api.allow([...READ, ...WRITE, 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], table.tableArn);
  api.allow(['sns:Publish'], ...topicArns);
  readKeys(api);
  describe(api, EIP_READ);
  api.allow(['states:StartExecution'], jobs);

  reverseDns.allow([...READ, ...WRITE], table.tableArn);
  describe(reverseDns, EIP_READ);
  setReverseNames(reverseDns);
  setForwardRecords(reverseDns, zones);

  inbox?.allow(
    ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
    table.tableArn,
  );
  inbox?.allow(['sns:Publish'], topics.alerts.topicArn);

  for (const { kind } of channels) {
    const names = secretsOf(kind).map(({ parameter }) => parameter);
    if (names.length === 0) continue;
    for (const one of [notify, api]) one.allow(['ssm:GetParameters'], ...parameterArns(one, names));
  }

  if (topics.key !== undefined) {
    // An encrypted topic takes a message only from who may use its key.
    for (const one of [notify, api, inbox]) one?.allow(['kms:Decrypt', 'kms:GenerateDataKey'], topics.key.keyArn);
    // And an encrypted table serves only who may use its key, through DynamoDB.
    const viaTable = { StringEquals: { 'kms:ViaService': `dynamodb.${Aws.REGION}.amazonaws.com` } };
    for (const one of [discover, checkPtr, checkDnsbl, checkSpf, close, notify, api, reverseDns, inbox])
      one?.allowIf(
        viaTable,
        ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
        topics.key.keyArn,
      );
  }

  authorizer?.allow(['ssm:GetParameters'], ...parameterArns(authorizer, Object.values(TOKENS)));
}

function describe(one: PostwatchFunction, actions: readonly string[]): void {
  one.allow(actions, '*');
  acknowledge(
    one,
    'IAM5',
    'Resource::*',
    'EC2 has no resource to name in its Describe actions, nor Route 53 in ListHostedZonesByName; each is listed by name',
  );
}

/** Anyone who may tag an address decides by the tag what Postwatch may change. */
function setReverseNames(one: PostwatchFunction): void {
  const addresses = `arn:${Aws.PARTITION}:ec2:*:${Aws.ACCOUNT_ID}:elastic-ip/*`;
  const isManaged = { StringEquals: { 'aws:ResourceTag/postwatch:manage': 'true' } };
  one.allowIf(isManaged, ['ec2:ModifyAddressAttribute', 'ec2:ResetAddressAttribute'], addresses);
  acknowledgeStar(one, addresses, 'Which addresses are to be managed is said by their tag, which is a condition');
}

/** In the zones of the settings, A records of the names that are there, made or added to; nothing is ever deleted. */
function setForwardRecords(one: PostwatchFunction, zones: Zones): void {
  if (zones.length === 0) return;
  const arnOf = (id: string): string => `arn:${Aws.PARTITION}:route53:::hostedzone/${id}`;
  for (const { id, recordNames } of zones) {
    const only = {
      'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
      'route53:ChangeResourceRecordSetsActions': ['CREATE', 'UPSERT'],
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': [...recordNames],
    };
    // ForAllValues holds where there is no value at all.
    const named = Object.fromEntries(Object.keys(only).map((key) => [key, 'false']));
    one.allowIf({ 'ForAllValues:StringEquals': only, Null: named }, ['route53:ChangeResourceRecordSets'], arnOf(id));
  }
  const arns = zones.map(({ id }) => arnOf(id));
  one.allow(['route53:GetHostedZone', 'route53:ListResourceRecordSets'], ...arns);
  one.allow(['route53:ListHostedZonesByName'], '*');
  const changes = `arn:${Aws.PARTITION}:route53:::change/*`;
  one.allow(['route53:GetChange'], changes);
  acknowledgeStar(one, changes, 'A change has its id only once it is made; it can be read and nothing else');
}

const acknowledgeStar = (one: PostwatchFunction, arn: string, reason: string): void =>
  acknowledge(one, 'IAM5', `Resource::${printed(one, arn)}`, reason);

/** The keys of list operators: `/postwatch/keys/<operator>`, and the stack's own. SSM decrypts with its own key, which asks for no further right. */
function readKeys(one: PostwatchFunction): void {
  for (const arn of parameterArns(one, [KEYS])) {
    one.allow(['ssm:GetParametersByPath'], arn, `${arn}/*`);
    acknowledgeStar(one, `${arn}/*`, 'Which operators have a key is not known before it is stored');
  }
}

/** Those that all stacks of the Region share, and those that this one has for itself. */
const parameterArns = (scope: PostwatchFunction, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => parametersOf(Stack.of(scope).stackName, name)).map((name) => parameterArn(scope, name));

const parameterArn = (scope: PostwatchFunction, name: string): string =>
  Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) });
