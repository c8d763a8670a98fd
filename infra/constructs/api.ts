/**
 * The HTTP API before `api`. Every route has an authoriser: there is no setting under which it is open. The stage is its own
 * (`$default`, because a named stage's prefix would reach the routes), for the throttle and the access log.
 */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
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
};

/** Who asked what and how it ended. No header is in it, so no credential is either. */
const ACCESS_LOG = {
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
};

export class Api extends Construct {
  readonly httpApi: HttpApi;
  /** Ends with a slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, { api, auth, authorizer }: ApiProps) {
    super(scope, id);
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
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 10, burstLimit: 20 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
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
