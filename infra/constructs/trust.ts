/**
 * Services take on roles on behalf of anyone who asks them to, in any account: a role says for whom ("confused deputy",
 * docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Each service here sends `aws:SourceAccount`:
 * - scheduler: docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 * - states: docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 * - lambda: docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html ("When a service assumes a role in your
 *   account, you can include the aws:SourceAccount and aws:SourceArn global condition context keys in your role trust policy")
 * - ses: docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html (the trust policy of the role for "Deliver to S3 bucket")
 * As of 2026-11-30. Not `aws:SourceArn`: the function or machine would have to be known before its role is made.
 */
import { Stack } from 'aws-cdk-lib';
import { CfnRole, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

const sourceAccountOf = (scope: IConstruct) => ({
  StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
});

/** The service, for resources of this account alone. */
export const serviceHere = (scope: IConstruct, service: 'lambda' | 'scheduler' | 'ses' | 'states') =>
  new ServicePrincipal(`${service}.amazonaws.com`).withConditions(sourceAccountOf(scope));

/** Roles that CDK's own constructs make, and take no condition for. */
export function trustHereOnly(scope: IConstruct): void {
  for (const role of scope.node.findAll().filter((one) => one instanceof CfnRole))
    role.addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Condition', sourceAccountOf(scope));
}
