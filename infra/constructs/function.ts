/** One construct for all functions: the same runtime, logs and limits, and a role that may do what `allow` says and nothing else. */
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { defined } from '../../shared/model/defined.ts';
import { acknowledge } from './acknowledge.ts';
import type { CodeOf, FunctionName } from './bundle.ts';
import { serviceHere } from './trust.ts';

export type FunctionProps = {
  readonly name: FunctionName;
  /** The export that is called; `handler` if not given. */
  readonly handler?: string;
  /** What it is for, in the console. */
  readonly description: string;
  readonly code: CodeOf;
  readonly files: Readonly<Record<string, string>>;
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  readonly tracing: boolean;
  /** For its log; that of CloudWatch itself if not given. */
  readonly key?: IKey;
  /** Of the role, where others have to know it; CloudFormation makes one up if not given. */
  readonly roleName?: string;
};

/** Megabytes. Node by itself takes a part only of the memory that it is given; a quarter is left for what lies beside the heap. */
const heapOf = (memorySize: number): number => Math.floor(memorySize * 0.75);

export class PostwatchFunction extends Construct {
  readonly lambda: Lambda;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    const { name, handler = 'handler', description, code, files, memorySize, timeout, environment } = props;
    const { tracing, roleName, key } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...defined({ encryptionKey: key }),
    });
    // AWS's ready-made policy would let it write to every log group of the account.
    this.role = new Role(this, 'Role', { assumedBy: serviceHere(this, 'lambda'), ...defined({ roleName }) });
    logGroup.grantWrite(this.role);
    this.lambda = new Lambda(this, 'Function', {
      description: `Postwatch: ${description}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: code(name, files),
      handler: `${name}.${handler}`,
      role: this.role,
      memorySize,
      timeout,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: { ...environment, NODE_OPTIONS: `--max-old-space-size=${heapOf(memorySize)}` },
    });
    if (tracing) acknowledge(this, 'IAM5', 'Resource::*', 'X-Ray has no resources to name, and tracing was asked for');
  }

  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  allowIf(conditions: Conditions, actions: readonly string[], ...resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
  }
}
