/**
 * The deployment, along the flow of data: the schedule starts a run; discover, the checks, close and notify follow each other
 * over one table; notices go to the alerts topic, and alarms about the watch itself to the health topic; the HTTP API answers
 * from the same table.
 */
import { Annotations, CfnOutput, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { CHANNELS } from '../shared/channels/index.ts';
import { defined } from '../shared/model/defined.ts';
import { Alarms } from './constructs/alarms.ts';
import { Api, scopeVariables } from './constructs/api.ts';
import { bundled, type CodeOf, type FunctionName } from './constructs/bundle.ts';
import { dashboard } from './constructs/dashboard.ts';
import { FailedEvents } from './constructs/failed-events.ts';
import { Files } from './constructs/files.ts';
import { PostwatchFunction } from './constructs/function.ts';
import { grants, TOKENS } from './constructs/grants.ts';
import { Inbox } from './constructs/inbox.ts';
import { warnOfKey } from './constructs/key.ts';
import { metricsOf, type WatchedParts } from './constructs/metrics.ts';
import { consoleHost, discoverRoleName } from './constructs/names.ts';
import { warnOfPartition } from './constructs/partition.ts';
import { ReverseDnsMachine } from './constructs/reverse-dns-machine.ts';
import { Run } from './constructs/run.ts';
import { schedule } from './constructs/schedule.ts';
import { type MemoryTable, memoryTable } from './constructs/table.ts';
import { Topics } from './constructs/topics.ts';
import { type Deployment, deploymentOf, type SettingsInput } from './settings.ts';

export type PostwatchProps = {
  /** What postwatch.json would say; `aws.alertEmails` is required. */
  readonly settings: SettingsInput;
  /** Where a relative `lists.file` starts from; the current folder if not given. */
  readonly folder?: string;
  /** Instead of the functions' bundles: tests of the template need none. */
  readonly code?: CodeOf;
};

/** That of `ElasticIpReverseDns` is in the stack of its address. */
type OwnFunction = Exclude<FunctionName, 'elastic-ip-reverse-dns'>;

type Size = { readonly does: string; readonly memorySize: number; readonly timeout: Duration };

/** Memory buys processor time: a worker mostly waits for answers, and a person waits for `api`. */
const SIZES: Readonly<Record<OwnFunction, Size>> = {
  // A million addresses and their plan are 1.3 GB (`bench/large.ts`).
  discover: { does: 'finds the addresses and plans the run', memorySize: 1536, timeout: Duration.minutes(15) },
  'check-ptr': { does: 'checks reverse DNS', memorySize: 512, timeout: Duration.minutes(15) },
  'check-dnsbl': { does: 'queries blocklists', memorySize: 512, timeout: Duration.minutes(15) },
  'check-spf': { does: 'evaluates SPF', memorySize: 512, timeout: Duration.minutes(15) },
  close: {
    does: 'compares the results with the last state and decides which notices to send',
    memorySize: 1024,
    timeout: Duration.minutes(15),
  },
  notify: { does: 'sends the notices', memorySize: 512, timeout: Duration.minutes(5) },
  'reverse-dns': { does: 'sets and removes reverse names', memorySize: 1024, timeout: Duration.minutes(2) },
  // API Gateway waits 30 seconds.
  api: { does: 'serves the HTTP API', memorySize: 512, timeout: Duration.seconds(29) },
  authorizer: { does: 'checks bearer tokens', memorySize: 512, timeout: Duration.seconds(10) },
  inbox: { does: 'reads bounces and counts their causes', memorySize: 512, timeout: Duration.minutes(1) },
};

export class Postwatch extends Construct {
  readonly alerts: Topic;
  readonly health: Topic;
  /** With `aws.chat`. */
  readonly chat: Topic | undefined;
  /** Those of the channels, each with what to do with it. */
  readonly channelTopics: Topics['outputs'];
  readonly table: MemoryTable;
  readonly stateMachine: StateMachine;
  readonly dashboardName: string;
  /** Ends with a slash. */
  readonly endpoint: string;
  /** What roles in other accounts trust. */
  readonly discoverRoleArn: string;

  /** With `aws.inbox`. */
  readonly inbox: Inbox | undefined;
  /** What nobody could handle. */
  readonly failed: FailedEvents;

  private readonly key: IKey | undefined;
  private readonly deployment: Deployment;
  private readonly code: CodeOf;
  private readonly environment: Readonly<Record<string, string>>;

  /** Throws `SettingsError` with one line for a person. */
  constructor(scope: Construct, id: string, props: PostwatchProps) {
    super(scope, id);
    this.deployment = deploymentOf(props.settings, props.folder ?? process.cwd());
    this.code = props.code ?? bundled;
    const { aws, channels, everyMinutes } = this.deployment;
    this.warn();

    const topics = new Topics(this, 'Topics', { emails: aws.alertEmails, kmsKeyArn: aws.kmsKeyArn, channels });
    this.key = topics.key;
    this.table = memoryTable(this, 'Memory', { adopt: aws.tableName, key: this.key });
    this.alerts = topics.alerts;
    this.health = topics.health;
    this.failed = new FailedEvents(this, 'FailedEvents', topics.key);
    const files = new Files(this, 'Files', { key: topics.key });
    this.chat = topics.ofChannels.get(CHANNELS.chat.id);
    this.channelTopics = topics.outputs;
    this.environment = this.commonVariables(topics);

    const [checkPtr, checkDnsbl, checkSpf] = this.checks();
    const reverseDns = this.function('ReverseDns', 'reverse-dns');
    const known = {
      POSTWATCH_CHECK_PTR: checkPtr.lambda.functionName,
      POSTWATCH_CHECK_DNSBL: checkDnsbl.lambda.functionName,
      POSTWATCH_CHECK_SPF: checkSpf.lambda.functionName,
      POSTWATCH_REVERSE_DNS: reverseDns.lambda.functionName,
    };
    const discover = this.function('Discover', 'discover', known, discoverRoleName(this));
    const close = this.function('Close', 'close');
    const notify = this.function('Notify', 'notify');
    // With `manage`, a run sets the reverse names that tags ask for.
    const checks = [checkPtr, checkDnsbl, checkSpf, ...(aws.reverseDns === 'manage' ? [reverseDns] : [])];
    const { workers, tracing, accounts, zones } = aws;
    const run = new Run(this, 'Run', { discover, checks, close, notify, files, workers, tracing });
    this.stateMachine = run.stateMachine;
    this.discoverRoleArn = discover.role.roleArn;

    const jobs = new ReverseDnsMachine(this, 'ReverseDnsJobs', { worker: reverseDns, tracing }).stateMachine
      .stateMachineArn;
    const api = this.function('Api', 'api', { POSTWATCH_REVERSE_DNS_MACHINE: jobs, ...scopeVariables(aws.apiAuth) });
    const authorizer = aws.apiAuth.type === 'token' ? this.function('Authorizer', 'authorizer', TOKENS) : undefined;
    const http = new Api(this, 'Http', { api, auth: aws.apiAuth, authorizer, key: this.key });
    this.endpoint = http.url;
    // For the commands in a notice. Only here: the API's own function would wait for the API that waits for it.
    notify.lambda.addEnvironment('POSTWATCH_ENDPOINT', this.endpoint);

    const { failed } = this;
    this.inbox =
      aws.inbox && new Inbox(this, 'Bounces', { ...aws.inbox, reader: this.function('Inbox', 'inbox'), files, failed });

    const inbox = this.inbox?.reader;
    const functions = { discover, checkPtr, checkDnsbl, checkSpf, close, notify, api, reverseDns, authorizer, inbox };
    grants(functions, { table: this.table, topics, accounts, channels, jobs, zones });

    const everyone = Object.values(functions).filter((one) => one !== undefined);
    const watched = { all: everyone, run: run.stateMachine, api: http };
    const { alarms, page } = this.watchTheWatch(watched, everyMinutes);
    this.dashboardName = page.dashboardName;
    const planned = schedule(this, 'Schedule', { everyMinutes, stateMachine: run.stateMachine, failed });
    this.makeLast([planned, this.inbox?.rules], [run, topics, http, alarms, ...everyone]);
  }

  /**
   * The schedule starts the first run as soon as it is made, and SES writes into the bucket as soon as it has a rule: what either
   * needs is there, and a deployment that fails before has a bucket that CloudFormation can delete, since it is empty.
   */
  private makeLast(last: readonly (Construct | undefined)[], before: readonly Construct[]): void {
    for (const one of last) one?.node.addDependency(...before);
  }

  private checks() {
    return [
      this.function('CheckPtr', 'check-ptr'),
      this.function('CheckDnsbl', 'check-dnsbl'),
      this.function('CheckSpf', 'check-spf'),
    ] as const;
  }

  /** Of what synth cannot know or change. */
  private warn(): void {
    const { aws, warnings } = this.deployment;
    for (const line of warnings) Annotations.of(this).addWarningV2('postwatch:setting', line);
    warnOfPartition(this, aws);
    if (aws.kmsKeyArn !== undefined) warnOfKey(this, aws.kmsKeyArn);
  }

  /** What each function finds in its environment. */
  private commonVariables({ variables }: Topics): Readonly<Record<string, string>> {
    const { language, zone } = this.deployment.notices;
    return {
      POSTWATCH_TABLE: this.table.tableName,
      POSTWATCH_HEALTH_TOPIC: this.health.topicArn,
      POSTWATCH_STACK: Stack.of(this).stackName,
      POSTWATCH_LANGUAGE: language,
      POSTWATCH_ZONE: zone,
      ...variables,
    };
  }

  private watchTheWatch(watched: Omit<WatchedParts, 'table' | 'deadLetters'>, everyMinutes: number) {
    const parts = { ...watched, table: this.table, deadLetters: [this.failed.queue] };
    const metrics = metricsOf(this, Duration.minutes(everyMinutes), parts);
    const alarms = new Alarms(this, 'Alarms', {
      metrics,
      everyMinutes,
      topic: this.health,
      failed: this.failed,
    });
    return { alarms, page: dashboard(this, 'Dashboard', metrics, alarms.alarms) };
  }

  private function(
    id: string,
    name: OwnFunction,
    more: Readonly<Record<string, string>> = {},
    roleName?: string,
  ): PostwatchFunction {
    const { does, memorySize, timeout } = SIZES[name];
    return new PostwatchFunction(this, id, {
      name,
      description: does,
      code: this.code,
      files: this.deployment.files,
      memorySize,
      timeout,
      environment: { ...this.environment, ...more },
      tracing: this.deployment.aws.tracing,
      ...defined({ roleName, key: this.key }),
    });
  }
}

/** The construct in a stack of its own. Its outputs are what you need next. */
export class PostwatchStack extends Stack {
  constructor(scope: Construct, id: string, { settings, folder, code, ...props }: PostwatchProps & StackProps) {
    super(scope, id, { description: 'Postwatch watches the addresses that send your mail', ...props });
    const postwatch = new Postwatch(this, 'Postwatch', { settings, ...defined({ folder, code }) });
    const dashboards = `https://${consoleHost(this)}/cloudwatch/home?region=${this.region}#dashboards/dashboard/`;
    Tags.of(this).add('postwatch:stack', this.stackName);
    const outputs: Readonly<Record<string, readonly [value: string, description: string]>> = {
      Endpoint: [postwatch.endpoint, 'Address of the HTTP API: npx postwatch incidents --endpoint <this>'],
      ...Object.fromEntries(postwatch.channelTopics.map(({ output, arn, about }) => [output, [arn, about] as const])),
      ...defined({
        ReceiptRuleSet:
          postwatch.inbox?.rules === undefined
            ? undefined
            : ([
                postwatch.inbox.rules.receiptRuleSetName,
                'Activate it to receive bounces: aws ses set-active-receipt-rule-set --rule-set-name <this>',
              ] as const),
      }),
      HealthTopic: [postwatch.health.topicArn, 'SNS topic of the alarms about Postwatch itself'],
      FailedEventsQueue: [
        postwatch.failed.queue.queueUrl,
        'SQS queue of events that could not be handled; docs/operations.md#failedevents says what to do with one',
      ],
      TableName: [
        postwatch.table.tableName,
        'DynamoDB table with the state. It stays when the stack is deleted; a new stack takes it over with aws.tableName',
      ],
      StateMachine: [postwatch.stateMachine.stateMachineArn, 'State machine of the runs'],
      DashboardUrl: [`${dashboards}${postwatch.dashboardName}`, 'CloudWatch dashboard'],
      DiscoverRole: [
        postwatch.discoverRoleArn,
        'Role that the roles in other accounts must trust (infra/other-account-role.yaml)',
      ],
    };
    for (const [name, [value, description]] of Object.entries(outputs))
      new CfnOutput(this, name, { value, description });
  }
}
