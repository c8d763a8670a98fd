/**
 * The HTTP API before `api`. Every route has an authoriser: there is no setting under which it is open. The stage is its own
 * (`$default`, because a named stage's prefix would reach the routes), for the throttle and the access log.
 */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpIamAuthorizer,
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { defined } from '../../shared/model/defined.ts';
import { WRITE_SCOPE } from '../../shared/model/token-scope.ts';
import type { Deployment } from '../settings.ts';
import type { PostwatchFunction } from './function.ts';

export type ApiProps = {
  readonly api: PostwatchFunction;
  readonly auth: Deployment['aws']['apiAuth'];
  /** Compares bearer tokens; only with the `token` form of `auth`. */
  readonly authorizer: PostwatchFunction | undefined;
  /** For the access log. */
  readonly key: IKey | undefined;
};

/** Who asked what and how it ended. No header is in it, so no credential is either. `stack`: metrics are made of these lines. */
const accessLogOf = (stack: string) => ({
  stack,
  time: '$context.requestTime',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  caller: '$context.identity.userArn',
  route: '$context.routeKey',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
  // As the lines of the function have it.
  function_request_id: '$context.awsEndpointRequestId',
});

export class Api extends Construct {
  readonly httpApi: HttpApi;
  readonly accessLog: LogGroup;
  /** Bearer tokens, which the authorizer compares. */
  readonly takesTokens: boolean;
  /** Ends with a slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, { api, auth, authorizer, key }: ApiProps) {
    super(scope, id);
    this.takesTokens = auth.type === 'token';
    this.httpApi = new HttpApi(this, 'HttpApi', {
      description: 'Postwatch: checks, lookups, incidents',
      createDefaultStage: false,
      defaultAuthorizer: authoriserOf(auth, authorizer),
    });
    const integration = new HttpLambdaIntegration('Integration', api.lambda);
    // A path parameter does not match the root.
    const authorizationScopes = scopesToCome(auth);
    for (const path of ['/', '/{proxy+}'])
      this.httpApi.addRoutes({ path, methods: [HttpMethod.ANY], integration, ...defined({ authorizationScopes }) });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...defined({ encryptionKey: key }),
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 10, burstLimit: 20 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogOf(Stack.of(this).stackName))),
      },
    });
    this.url = stage.url;
  }
}

function authoriserOf(auth: ApiProps['auth'], authorizer: ApiProps['authorizer']): IHttpRouteAuthorizer {
  switch (auth.type) {
    case 'iam':
      return new HttpIamAuthorizer();
    case 'token':
      if (authorizer === undefined) throw new Error('apiAuth token needs the authorizer function');
      return new HttpLambdaAuthorizer('Token', authorizer.lambda, {
        responseTypes: [HttpLambdaResponseType.SIMPLE],
        identitySource: ['$request.header.Authorization'],
        // A token that was taken back is let in for this long, besides the time that the function itself remembers tokens.
        resultsCacheTtl: Duration.minutes(1),
      });
    case 'jwt':
      return new HttpJwtAuthorizer('Jwt', auth.issuer, { jwtAudience: [...auth.audience] });
  }
}

/** Which of the two a token has decides in the function what it may do. */
export const scopeVariables = (auth: ApiProps['auth']): Readonly<Record<string, string>> =>
  auth.type === 'jwt' ? defined({ POSTWATCH_READ_SCOPE: auth.readScope, POSTWATCH_WRITE_SCOPE: auth.writeScope }) : {};

/** Without `readScope`, any token of the audience may read. One of these scopes is enough for API Gateway. */
function scopesToCome(auth: ApiProps['auth']): string[] | undefined {
  if (auth.type !== 'jwt' || auth.readScope === undefined) return undefined;
  return [auth.readScope, auth.writeScope ?? WRITE_SCOPE];
}
