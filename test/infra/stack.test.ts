import { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { PROMPT_CLIENT } from '../../adapters/aws/account/client.ts';
import { PATIENT_CLIENT } from '../../adapters/aws/account/outcome.ts';
import { discoverRoleName } from '../../infra/constructs/names.ts';
import type { SettingsInput } from '../../infra/index.ts';
import { SETTINGS, stackOf, templateOf, withAws } from '../support/stack.ts';

const template = templateOf();

describe('the schedule in the stack', () => {
  it('starts the run every hour with the planned time, within a window', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
      State: 'ENABLED',
      Target: {
        Arn: { Ref: Match.stringLikeRegexp('StateMachine') },
        Input: '{"at":"<aws.scheduler.scheduled-time>"}',
        RoleArn: Match.anyValue(),
      },
    });
  });

  it('follows the settings, and so do the alarms', () => {
    const daily = templateOf({ ...SETTINGS, everyMinutes: 1440 });
    daily.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)' });
    daily.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'ConfirmedSubscribers', Period: 86_400 });
    daily.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'OutboxOldestSeconds', Threshold: 172_800 });
  });
});

describe('the functions in the stack', () => {
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).map((one) => one['Properties']);

  it('are configured alike', () => {
    expect(functions).toHaveLength(8);
    for (const one of functions) {
      expect(one).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogFormat: 'JSON' },
        Environment: {
          Variables: {
            NODE_OPTIONS: expect.stringMatching(/^--max-old-space-size=\d+$/),
            POSTWATCH_STACK: 'Postwatch',
          },
        },
      });
      expect(one.Handler).toMatch(/^[a-z-]+\.handler$/);
      expect(one.ReservedConcurrentExecutions).toBeUndefined();
      expect(one.TracingConfig).toBeUndefined();
      expect(JSON.stringify(one.Environment.Variables).length, 'an environment holds 4 KB').toBeLessThan(2000);
    }
  });

  it('keep their logs for a month, each in a group of its own', () => {
    const groups = Object.values(template.findResources('AWS::Logs::LogGroup'));
    expect(groups).toHaveLength(functions.length + 1);
    for (const group of groups) expect(group['Properties'].RetentionInDays).toBe(30);
    const used = functions.map((one) => one.LoggingConfig.LogGroup.Ref);
    expect(new Set(used).size).toBe(functions.length);
  });

  it('end before what waits for them: API Gateway after 30 s, a step of the run after 16 min', () => {
    for (const { Handler, Timeout } of functions)
      expect(Timeout).toBeLessThanOrEqual(Handler === 'api.handler' ? 29 : 900);
  });

  it('have time left when a call to AWS hangs: the API after two in a row, the authorizer for another try', () => {
    const made = templateOf(withAws({ apiAuth: { type: 'token' } })).findResources('AWS::Lambda::Function');
    const msOf = (handler: string): number =>
      Object.values(made).find((one) => one['Properties'].Handler === handler)?.['Properties'].Timeout * 1000;
    const { maxAttempts, requestHandler } = PATIENT_CLIENT;
    expect(requestHandler.socketTimeout, 'from 6 s on the SDK counts from 3 s later').toBeLessThan(6000);
    expect(2 * maxAttempts * requestHandler.socketTimeout).toBeLessThan(msOf('api.handler'));
    expect(PROMPT_CLIENT.requestHandler.socketTimeout).toBeLessThanOrEqual(msOf('authorizer.handler') / 2);
  });

  it('have the names of the check functions', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'discover.handler',
      Environment: {
        Variables: {
          POSTWATCH_CHECK_PTR: { Ref: Match.stringLikeRegexp('CheckPtr') },
          POSTWATCH_CHECK_DNSBL: { Ref: Match.stringLikeRegexp('CheckDnsbl') },
          POSTWATCH_CHECK_SPF: { Ref: Match.stringLikeRegexp('CheckSpf') },
          POSTWATCH_TABLE: { Ref: Match.stringLikeRegexp('Memory') },
          POSTWATCH_ALERTS_TOPIC: { Ref: Match.stringLikeRegexp('Alerts') },
          POSTWATCH_HEALTH_TOPIC: { Ref: Match.stringLikeRegexp('Health') },
        },
      },
    });
  });

  it('have the channels of notices, and notify has the address of incidents', () => {
    const korean = templateOf({
      ...SETTINGS,
      notices: { language: 'ko', zone: 'Asia/Seoul', webhook: 'https://h.example/' },
    });
    korean.allResourcesProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { POSTWATCH_LANGUAGE: 'ko', POSTWATCH_ZONE: 'Asia/Seoul', POSTWATCH_WEBHOOK: 'yes' },
      },
    });
    korean.hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'notify.handler',
      Environment: { Variables: { POSTWATCH_ENDPOINT: Match.anyValue() } },
    });
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { POSTWATCH_LANGUAGE: 'en', POSTWATCH_ZONE: 'UTC', POSTWATCH_WEBHOOK: Match.absent() },
      },
    });
  });

  it('are traced only where the settings ask for it', () => {
    const traced = templateOf(withAws({ tracing: true }));
    traced.allResourcesProperties('AWS::Lambda::Function', { TracingConfig: { Mode: 'Active' } });
    traced.allResourcesProperties('AWS::StepFunctions::StateMachine', { TracingConfiguration: { Enabled: true } });
  });
});

describe('the table in the stack', () => {
  it('is on demand, recoverable, deletes by TTL, and outlives the stack', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        Replicas: [
          {
            // With it CloudFormation could not delete the table of a first deployment that fails.
            DeletionProtectionEnabled: Match.absent(),
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ],
        // DynamoDB encrypts with its own key unless told otherwise; anything here would mean a key that costs.
        SSESpecification: Match.absent(),
        GlobalSecondaryIndexes: Match.absent(),
      },
    });
  });

  it('is an existing one where the settings name it: none is made, and the functions use that one', () => {
    const adopted = templateOf(withAws({ tableName: 'Postwatch-Memory-1ABC' }));
    adopted.resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
    adopted.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: { POSTWATCH_TABLE: 'Postwatch-Memory-1ABC' } },
    });
    adopted.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: Match.arrayWith(['dynamodb:PutItem']),
            Resource: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':table/Postwatch-Memory-1ABC$')])] },
          }),
        ]),
      },
    });
  });
});

describe('the topics in the stack', () => {
  const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy')).map((one) => one['Properties']);
  const statementsOf = (topic: RegExp) =>
    policies.filter((one) => topic.test(one.Topics[0].Ref)).flatMap((one) => one.PolicyDocument.Statement);

  it('refuse what does not come over TLS', () => {
    expect(policies).toHaveLength(2);
    for (const policy of policies) {
      expect(policy.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  it('allow CloudWatch and EventBridge of this account to publish to health, and to health alone', () => {
    const allowed = {
      Action: 'sns:Publish',
      Effect: 'Allow',
      Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    expect(statementsOf(/Health/)).toContainEqual(expect.objectContaining(allowed));
    expect(statementsOf(/Alerts/).filter((one) => one.Effect === 'Allow')).toEqual([]);
  });

  it('have each person of the settings subscribed', () => {
    const two = templateOf(withAws({ alertEmails: ['a@example.com', 'b@example.com'] }));
    two.resourceCountIs('AWS::SNS::Subscription', 4);
    two.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'b@example.com' });
  });

  it('include one for chat where the settings have it, and the functions know it', () => {
    template.resourceCountIs('AWS::SNS::Topic', 2);
    const withChat = templateOf(withAws({ chat: true }));
    withChat.resourceCountIs('AWS::SNS::Topic', 3);
    withChat.resourceCountIs('AWS::SNS::Subscription', 2);
    const topic = { Ref: Match.stringLikeRegexp('TopicsChat') };
    withChat.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: { POSTWATCH_CHAT_TOPIC: topic } },
    });
    withChat.hasOutput('ChatTopic', { Value: topic });
    expect(template.toJSON()['Outputs']['ChatTopic']).toBeUndefined();
  });

  it("are encrypted with the customer's key where there is one", () => {
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.absent() });
    const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0aa0';
    templateOf(withAws({ kmsKeyArn })).allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: kmsKeyArn });
  });
});

describe('the API in the stack', () => {
  it.each<readonly [NonNullable<SettingsInput['aws']>['apiAuth'] & {}, string]>([
    [{ type: 'iam' }, 'AWS_IAM'],
    [{ type: 'token' }, 'CUSTOM'],
    [{ type: 'jwt', issuer: 'https://id.example.com/', audience: ['postwatch'] }, 'JWT'],
  ])('authorizes every route by %j', (apiAuth, type) => {
    const made = templateOf(withAws({ apiAuth }));
    const routes = Object.values(made.findResources('AWS::ApiGatewayV2::Route')).map((one) => one['Properties']);
    expect(routes.map((one) => one.RouteKey).sort()).toEqual(['ANY /', 'ANY /{proxy+}']);
    for (const route of routes) {
      expect(route.AuthorizationType).toBe(type);
      if (type !== 'AWS_IAM') expect(route.AuthorizerId).toBeDefined();
    }
    made.resourceCountIs('AWS::ApiGatewayV2::Authorizer', type === 'AWS_IAM' ? 0 : 1);
    made.resourceCountIs('AWS::Lambda::Url', 0);
  });

  it('asks a JWT for a scope only where the settings name one for reading', () => {
    const scopesOf = (more: object) => {
      const apiAuth = { type: 'jwt' as const, issuer: 'https://id.example.com/', audience: ['postwatch'], ...more };
      const made = templateOf(withAws({ apiAuth }));
      const routes = Object.values(made.findResources('AWS::ApiGatewayV2::Route'));
      const [api] = Object.values(made.findResources('AWS::Lambda::Function')).filter((one) =>
        String(one['Properties'].Description).includes('HTTP API'),
      );
      const { POSTWATCH_READ_SCOPE: read, POSTWATCH_WRITE_SCOPE: write } =
        api?.['Properties'].Environment.Variables ?? {};
      return { scopes: routes.map((one) => one['Properties'].AuthorizationScopes), read, write };
    };
    expect(scopesOf({})).toEqual({ scopes: [undefined, undefined], read: undefined, write: undefined });
    const own = ['mail/read', 'mail/act'];
    const [readScope, writeScope] = own;
    expect(scopesOf({ readScope, writeScope })).toEqual({ scopes: [own, own], read: own[0], write: own[1] });
    const half = ['mail/read', 'postwatch:write'];
    expect(scopesOf({ readScope })).toEqual({ scopes: [half, half], read: half[0], write: undefined });
  });

  it('asks the authorizer for a plain yes or no, and remembers it for a minute', () => {
    templateOf(withAws({ apiAuth: { type: 'token' } })).hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
      AuthorizerResultTtlInSeconds: 60,
    });
  });

  it('is throttled, and logs who asked what without a header', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Stage', 1);
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
      AccessLogSettings: { Format: Match.stringLikeRegexp('\\$context\\.identity\\.userArn') },
    });
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const format = stage!['Properties'].AccessLogSettings.Format;
    expect(format.toLowerCase()).not.toMatch(/header|authorization/);
    expect(JSON.parse(format)).toMatchObject({ status: '$context.status' });
  });
});

describe('the outputs of the stack', () => {
  it('are what a person needs next', () => {
    const outputs = template.toJSON()['Outputs'];
    for (const name of [
      'Endpoint',
      'AlertsTopic',
      'HealthTopic',
      'TableName',
      'StateMachine',
      'DashboardUrl',
      'DiscoverRole',
    ])
      expect(outputs[name]).toMatchObject({ Value: expect.anything(), Description: expect.any(String) });
  });

  it('leave room for a second stack: only the role that others trust has a name, made of that of the stack', () => {
    const named = /^(Table|Topic|Function|Role|Dashboard|LogGroup|StateMachine|Alarm)Name$/;
    const resources = Object.values<{ Type: string; Properties?: object }>(template.toJSON()['Resources']);
    const names = resources
      .filter(({ Type }) => Type !== 'AWS::Lambda::Permission' && Type !== 'AWS::Logs::MetricFilter')
      .flatMap(({ Type, Properties }) =>
        Object.keys(Properties ?? {})
          .filter((key) => named.test(key))
          .map((key) => `${Type} ${key}`),
      );
    expect(names).toEqual(['AWS::IAM::Role RoleName']);
  });
});

it('the stack names at synth the settings that mean nothing on AWS', () => {
  const stack = stackOf({ ...SETTINGS, keys: { spamhaus: 's3cret' } });
  const warnings = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning');
  expect(warnings.map(({ data }) => data)).toEqual([expect.stringContaining('/postwatch/keys/spamhaus')]);
});

describe('the names in the stack', () => {
  const named = Object.values(template.findResources('AWS::IAM::Role'))
    .map((one) => one['Properties'].RoleName)
    .filter((name) => name !== undefined);

  it('are the same at each deployment for the role that other accounts trust, and different in each Region', () => {
    expect(named).toEqual([{ 'Fn::Join': ['', ['Postwatch-Postwatch-discover-', { Ref: 'AWS::Region' }]] }]);
  });

  it('fit into what IAM allows, however long the name of the stack is', () => {
    const [first, second] = ['a', 'b'].map((last) => {
      const stack = new Stack(undefined, `${'long-'.repeat(20)}${last}`, { env: { region: 'ap-southeast-1' } });
      return discoverRoleName(new Construct(stack, 'Postwatch'));
    });
    expect(first).toMatch(/^[\w-]{40}-discover-ap-southeast-1$/);
    expect(first!.length).toBeLessThanOrEqual(64);
    expect(second).not.toBe(first);
  });

  it('are the tag of every resource that can be tagged', () => {
    const tagged = Object.values(template.toJSON()['Resources'] as Record<string, { Properties?: { Tags?: unknown } }>);
    const tags = tagged.flatMap(({ Properties }) => (Array.isArray(Properties?.Tags) ? [Properties.Tags] : []));
    expect(tags.length).toBeGreaterThan(20);
    for (const one of tags) expect(one).toContainEqual({ Key: 'postwatch:stack', Value: 'Postwatch' });
  });

  it('use the console of the partition', () => {
    const url = JSON.stringify(template.toJSON()['Outputs'].DashboardUrl.Value);
    for (const host of ['console.aws.amazon.com', 'console.amazonaws.cn', 'console.amazonaws-us-gov.com'])
      expect(url).toContain(`"${host}"`);
  });
});
