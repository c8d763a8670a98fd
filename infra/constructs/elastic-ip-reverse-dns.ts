/**
 * The reverse name of an Elastic IP as a resource of any CDK app, which CloudFormation has none for:
 *
 *   new ElasticIpReverseDns(this, 'Name', { eip, hostname: 'mail.example.com', hostedZone });
 *
 * It is there once EC2 has applied the name; that DNS shows it everywhere is for the watch to see, since an old answer kept by
 * some resolver must not roll a stack back. With a hosted zone the forward record is CloudFormation's own, so that a rollback
 * takes it away again; without one it must resolve to the address already.
 *
 * Nothing remembers who set a name: one that is there already, and is the wanted one, is taken over and goes with the
 * resource, also where its creation is rolled back.
 *
 * Under another logical id it is another resource, which CloudFormation makes before it deletes the old one, and with that the
 * name: take it out in one deployment and put it in again in the next.
 *
 * Of the stack's roles one may set reverse names, and only of the addresses that are in such resources.
 */
import {
  Annotations,
  Aws,
  type CfnElement,
  CustomResource,
  Duration,
  Names,
  RemovalPolicy,
  Stack,
  Tags,
  Token,
} from 'aws-cdk-lib';
import { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import { CfnRolePolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { parseDomain } from '../../shared/model/domain.ts';
import { printable } from '../../shared/model/text.ts';
import { isAllocationId } from '../../shared/reverse-dns/wish.ts';
import { acknowledge } from './acknowledge.ts';
import { bundled, type CodeOf } from './bundle.ts';
import { PostwatchFunction } from './function.ts';
import { trustHereOnly } from './trust.ts';

export type ElasticIpReverseDnsProps = {
  /** The address, or the allocation id of one that is not of this app. */
  readonly eip: CfnEIP | string;
  /** Fully qualified: `mail.example.com`. */
  readonly hostname: string;
  /** The public zone in which the forward record is made. Leave it out where the record is made elsewhere. */
  readonly hostedZone?: IHostedZone;
  /** Dotted decimal; for the forward record of an address that is named by its allocation id. */
  readonly publicIp?: string;
  /**
   * The name that the mail server greets with (HELO). Receivers compare it with the reverse name: another one is a warning at synth.
   * An address of this app is tagged with it (`postwatch:helo`), so that the watch compares them, too.
   */
  readonly helo?: string;
  /** Consent to overwrite another reverse name. Without it, creation fails and nothing is changed. */
  readonly replaceExisting?: boolean;
  /** Instead of the handler's bundle: tests of a template need none. */
  readonly code?: CodeOf;
};

export class ElasticIpReverseDns extends Construct {
  readonly allocationId: string;

  /** Throws for an allocation id or a host name that cannot be one, or a name that does not lie in the zone. */
  constructor(scope: Construct, id: string, props: ElasticIpReverseDnsProps) {
    super(scope, id);
    const { eip, hostname, replaceExisting = false, code = bundled } = props;
    this.allocationId = eip instanceof CfnEIP ? eip.attrAllocationId : eip;
    if (!Token.isUnresolved(this.allocationId) && !isAllocationId(this.allocationId))
      throw new Error(
        `eip: "${printable(this.allocationId, 80)}" is not a valid allocation id (for example, eipalloc-0123456789abcdef0)`,
      );
    checkHostname(hostname, props.hostedZone);
    const handler = Handler.of(this, code);
    // A resource of its own, so that it goes after the name does and not before; and of a name that changes with the address, so
    // that where one takes another's place, the right to the old one stays until its name is taken away.
    const policy = new CfnRolePolicy(this, 'Policy', {
      policyName: `${Names.uniqueResourceName(this, { maxLength: 80 })}-${this.allocationId}`,
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['ec2:ModifyAddressAttribute', 'ec2:ResetAddressAttribute'],
            resources: [`arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:elastic-ip/${this.allocationId}`],
          }),
        ],
      }),
      roleName: handler.worker.role.roleName,
    });
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::ElasticIpReverseDns',
      serviceToken: handler.provider.serviceToken,
      properties: {
        AllocationId: this.allocationId,
        Hostname: hostname,
        ReplaceExisting: String(replaceExisting),
        ReleasesAddress: String(eip instanceof CfnEIP),
      },
    });
    resource.node.addDependency(policy);
    const forward = this.forwardRecord(props);
    if (forward !== null) resource.node.addDependency(forward);
    this.compareGreeting(props);
  }

  private compareGreeting({ eip, hostname, helo }: ElasticIpReverseDnsProps): void {
    if (helo === undefined) return;
    checkHostname(helo, undefined, 'helo');
    if (helo !== hostname && !Token.isUnresolved(helo) && !Token.isUnresolved(hostname))
      Annotations.of(this).addWarningV2(
        'postwatch:helo',
        `The server greets with ${helo}, but the reverse name is ${hostname}: receivers compare them. Make them the same, or see that ${helo} resolves to the address.`,
      );
    if (eip instanceof CfnEIP) Tags.of(eip).add('postwatch:helo', helo);
  }

  private forwardRecord({ eip, hostname, hostedZone: zone, publicIp }: ElasticIpReverseDnsProps): ARecord | null {
    if (zone === undefined) return null;
    const address = eip instanceof CfnEIP ? eip.attrPublicIp : publicIp;
    if (address === undefined)
      throw new Error(
        `${this.node.path}: with an allocation id, the forward record needs publicIp. Add it, or leave hostedZone out.`,
      );
    return new ARecord(this, 'Forward', {
      zone,
      recordName: `${hostname}.`,
      target: RecordTarget.fromIpAddresses(address),
      ttl: Duration.minutes(5),
      comment: 'The reverse name of the Elastic IP resolves back to it',
    });
  }
}

function checkHostname(hostname: string, zone: IHostedZone | undefined, prop = 'hostname'): void {
  if (Token.isUnresolved(hostname)) return;
  const name = parseDomain(hostname);
  if (!name.ok) throw new Error(`${prop}: ${name.problem.en}`);
  if (name.value !== hostname) throw new Error(`${prop}: write "${hostname}" as ${name.value}`);
  if (zone === undefined || Token.isUnresolved(zone.zoneName)) return;
  if (hostname !== zone.zoneName && !hostname.endsWith(`.${zone.zoneName}`))
    throw new Error(`hostname: ${hostname} is not in the zone ${zone.zoneName}`);
}

/** An absence that is remembered takes up to 20, what EC2 takes to apply a name comes after it; CloudFormation gives up after 60. */
const LONGEST = Duration.minutes(50);
const LOOK_EVERY = Duration.seconds(15);

/** One for all such resources of a stack. */
class Handler extends Construct {
  readonly provider: Provider;
  /** The function that asks EC2. */
  readonly worker: PostwatchFunction;

  static of(scope: Construct, code: CodeOf): Handler {
    const stack = Stack.of(scope);
    const id = 'ElasticIpReverseDnsHandler';
    return (stack.node.tryFindChild(id) as Handler | undefined) ?? new Handler(stack, id, code);
  }

  private constructor(scope: Construct, id: string, code: CodeOf) {
    super(scope, id);
    const common = { name: 'elastic-ip-reverse-dns', code, files: {}, environment: {}, tracing: false } as const;
    const namer = new PostwatchFunction(this, 'OnEvent', {
      ...common,
      handler: 'onEvent',
      description: 'identifies a reverse name as a resource',
      memorySize: 512,
      timeout: Duration.seconds(30),
    });
    this.worker = new PostwatchFunction(this, 'IsComplete', {
      ...common,
      handler: 'isComplete',
      description: 'sets a reverse name, one step a call',
      memorySize: 1024,
      timeout: Duration.minutes(2),
    });
    this.worker.allow(['ec2:DescribeAddresses', 'ec2:DescribeAddressesAttribute'], '*');
    acknowledge(this.worker, 'IAM5', 'Resource::*', 'The Describe actions of EC2 support no resources');
    this.provider = new Provider(this, 'Provider', {
      onEventHandler: namer.lambda,
      isCompleteHandler: this.worker.lambda,
      queryInterval: LOOK_EVERY,
      totalTimeout: LONGEST,
    });
    trustHereOnly(this.provider);
    // CDK's framework would leave its logs behind, for two years.
    for (const one of this.provider.node.findAll().filter((child) => child instanceof CfnLogGroup)) {
      one.applyRemovalPolicy(RemovalPolicy.DESTROY);
      one.retentionInDays = RetentionDays.ONE_MONTH;
    }
    acknowledgeProvider(this.provider);
  }
}

/** CDK's own framework around the two handlers, which is as it is. */
function acknowledgeProvider(provider: Provider): void {
  const { onEventHandler, isCompleteHandler } = provider;
  const framework = ['framework-isComplete', 'framework-onTimeout'].map((id) => provider.node.findChild(id) as Lambda);
  const called = [onEventHandler, ...(isCompleteHandler === undefined ? [] : [isCompleteHandler]), ...framework];
  for (const one of called) {
    const id = Stack.of(provider).getLogicalId(one.node.defaultChild as CfnElement);
    const reason =
      'The framework may call every version of its own functions and of the two handlers, and no other function';
    acknowledge(provider, 'IAM5', `Resource::<${id}.Arn>:*`, reason);
  }
  const basic = 'service-role/AWSLambdaBasicExecutionRole';
  acknowledge(
    provider,
    'IAM4',
    `Policy::arn:<AWS::Partition>:iam::aws:policy/${basic}`,
    'The framework creates its roles itself. They may write logs.',
  );
  acknowledge(provider, 'SF1', null, 'The history of an execution shows every step, and the framework logs its errors');
  acknowledge(provider, 'SF2', null, 'A state machine that waits for one change of a stack needs no traces');
}
