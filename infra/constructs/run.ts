/**
 * The run as a state machine.
 *
 *   Discover {at} -> {run, items: [{function, run, key}], manifest: null, following}
 *                 -> {run, items: [], manifest: 'runs/...', following}: the items are in the bucket, as one JSON array
 *   Check: a Map over the items, a few at a time; the function that the item names gets {run, key}
 *   Check many: a distributed Map over the manifest, which hands twenty items to a child execution of its own, and as many children
 *     at a time
 *   Close {run}
 *   Are there slow lists? following: null -> Notify {run}
 *                         following: {run, items}: a run of its own, over a few items of lists whose pace makes them take long:
 *   Notify before slow lists {run} -> Check slow lists -> Close slow lists {run} -> Notify {run}
 *
 * Every step is stored before the next begins and safe to repeat, so each is simply retried. An item that fails for good
 * becomes {key, failed} and the rest continues: its batch was "not looked at". Without a run (nothing is due, or the previous
 * one is still going) there are no items, and Notify sends what an earlier run left.
 *
 * Discover chooses by size: the items of one state may have 256 KiB, and their events share one history of 25,000
 * (adapters/aws/steps/manifest.ts). The children are Standard, not Express: an Express execution lives five minutes, and a function
 * may work for fifteen. A child is one state transition, so twenty items to each cost 1.1 transitions an item; one to each would cost 2.
 * Whatever fails in a child is that item's; a child that is lost is "not looked at" too, so any share of them is tolerated.
 */
import { type CfnElement, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  type Chain,
  Choice,
  Condition,
  type CustomState,
  DefinitionBody,
  DistributedMap,
  ItemBatcher,
  JsonPath,
  Map as MapState,
  Pass,
  S3JsonItemReader,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ITEMS_A_CHILD } from '../../shared/model/batch.ts';
import { acknowledge, printed } from './acknowledge.ts';
import { FILES, type Files } from './files.ts';
import type { PostwatchFunction } from './function.ts';
import { acknowledgeMachine, type RunStep, step } from './step.ts';
import { serviceHere } from './trust.ts';

export type RunProps = {
  readonly discover: PostwatchFunction;
  /** Whatever items may name. */
  readonly checks: readonly PostwatchFunction[];
  readonly close: PostwatchFunction;
  readonly notify: PostwatchFunction;
  /** Where the manifest of a large run lies. */
  readonly files: Files;
  /** Check functions at a time. */
  readonly workers: number;
  readonly tracing: boolean;
};

/** A hundred thousand addresses at five workers take hours; longer than this nothing takes. */
const RUN_HOURS = 12;

/** Of the executions that the distributed Map starts: part of their ARNs, so it must not change while one is running. */
const LABEL = 'Batches';

/** What `discover` returned is still needed afterwards. */
const KEPT = { ResultPath: null } as const;

/** CDK's own reader would be allowed to read the whole bucket. */
class ManifestReader extends S3JsonItemReader {
  readonly #files: Files;
  constructor(scope: Construct, files: Files) {
    // A bucket by its name has the type that the reader wants.
    const bucket = Bucket.fromBucketName(scope, 'Manifests', files.bucket.bucketName);
    super({ bucket, key: JsonPath.stringAt('$.manifest') });
    this.#files = files;
  }
  override providePolicyStatements(): PolicyStatement[] {
    return [...this.#files.statements(FILES.runs, ['s3:GetObject'])];
  }
}

export class Run extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: RunProps) {
    super(scope, id);
    const { discover, checks, close, notify, files, tracing } = props;
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      role: new Role(this, 'StateMachineRole', { assumedBy: serviceHere(this, 'states') }),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromChainable(
        this.call('Discover', discover, '$')
          .next(this.checkAll(props))
          .next(this.call('Close', close, { 'run.$': '$.run' }, KEPT))
          .next(this.follow(props)),
      ),
      timeout: Duration.hours(RUN_HOURS),
      tracingEnabled: tracing,
    });
    for (const { lambda } of [discover, ...checks, close, notify]) {
      this.stateMachine.addToRolePolicy(
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }),
      );
    }
    files.allow(discover, FILES.runs, ['s3:PutObject']);
    acknowledgeMachine(this, tracing);
    this.acknowledgeChildren(files);
  }

  /** What the function returns is what the next step gets, unless its input is kept. */
  private call(
    id: string,
    { lambda }: PostwatchFunction,
    payload: RunStep['payload'],
    output: RunStep['output'] = { OutputPath: '$.Payload' },
  ): CustomState {
    return step(this, id, { target: lambda.functionArn, payload, output });
  }

  /** What everything else has found is reported before the slow lists begin. An earlier version's `discover` names none. */
  private follow({ close, notify, workers }: RunProps): Choice {
    const last = this.call('Notify', notify, { 'run.$': '$.run' });
    const check = new MapState(this, 'Check slow lists', {
      itemsPath: '$.following.items',
      maxConcurrency: workers,
      resultPath: JsonPath.DISCARD,
    }).itemProcessor(this.checkOne(' of slow lists', 'few'));
    const slow = this.call('Notify before slow lists', notify, { 'run.$': '$.run' }, KEPT)
      .next(check)
      .next(this.call('Close slow lists', close, { 'run.$': '$.following.run' }, KEPT))
      .next(last);
    return new Choice(this, 'Are there slow lists?')
      .when(Condition.and(Condition.isPresent('$.following'), Condition.not(Condition.isNull('$.following'))), slow)
      .otherwise(last);
  }

  /** By where the items are. What an earlier version's `discover` returns has no manifest. */
  private checkAll({ files, workers }: RunProps): Chain {
    const many = this.checkMany(files, workers);
    const few = this.checkEach(workers);
    return new Choice(this, 'Where are the batches?')
      .when(Condition.and(Condition.isPresent('$.manifest'), Condition.isString('$.manifest')), many)
      .otherwise(few)
      .afterwards();
  }

  /** What the workers return is not kept: 2,000 results would pass the 256 KiB that a state may hold. */
  private checkEach(workers: number): MapState {
    return new MapState(this, 'Check', {
      itemsPath: '$.items',
      maxConcurrency: workers,
      resultPath: '$.items',
    }).itemProcessor(this.checkOne('', 'few'));
  }

  /** What a child returns is empty, since that of all children together may have 256 KiB as well; results lie under their keys. */
  private checkMany(files: Files, workers: number): DistributedMap {
    const each = new MapState(this, 'Check some', {
      itemsPath: '$.Items',
      maxConcurrency: 1,
      resultSelector: {},
    }).itemProcessor(this.checkOne(' of many', 'many'));
    return new DistributedMap(this, 'Check many', {
      itemReader: new ManifestReader(this, files),
      itemBatcher: new ItemBatcher({ maxItemsPerBatch: ITEMS_A_CHILD }),
      maxConcurrency: workers,
      mapExecutionType: StateMachineType.STANDARD,
      toleratedFailurePercentage: 100,
      label: LABEL,
      resultPath: JsonPath.DISCARD,
    })
      .itemProcessor(each)
      .addRetry({ errors: ['States.ItemReaderFailed'], interval: Duration.seconds(5), maxAttempts: 3 });
  }

  private checkOne(which: string, retries: 'few' | 'many'): CustomState {
    const failed = new Pass(this, `Record the failure${which}`, { parameters: { 'key.$': '$.key', failed: true } });
    const work = step(this, `Check one batch${which}`, {
      target: { path: '$.function' },
      payload: { 'run.$': '$.run', 'key.$': '$.key' },
      output: { ResultPath: null },
      retries,
    });
    work.addCatch(failed, { errors: ['States.ALL'], resultPath: JsonPath.DISCARD });
    return work;
  }

  /** CDK lets a machine with a distributed Map start itself, and look at, stop and redrive what it has started so. */
  private acknowledgeChildren(files: Files): void {
    files.acknowledge(this, FILES.runs);
    const name = Stack.of(this).getLogicalId(this.stateMachine.node.defaultChild as CfnElement);
    const reason = 'Executions get their names when they start: all are those of this machine';
    const machine = `{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${name}"}]}]}`;
    const { partition, region, account } = Stack.of(this);
    const prefix = printed(this, `arn:${partition}:states:${region}:${account}:execution:`);
    for (const end of [':*', `/${LABEL}:*`]) acknowledge(this, 'IAM5', `Resource::${prefix}${machine}${end}`, reason);
  }
}
