/** Names that others have to know, and hosts that differ from partition to partition. */
import { createHash } from 'node:crypto';
import { CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A role's name has 64 characters at most (IAM, "CreateRole"), and the longest Region takes 14 of them. */
const MOST_OF_STACK = 40;

/**
 * The same at each deployment, since roles in other accounts trust it by its ARN. Roles belong to the whole account, so the
 * Region is part of it, and a stack may hold the construct twice.
 */
export function discoverRoleName(scope: Construct): string {
  const stack = Stack.of(scope);
  const within = scope.node.path.slice(stack.node.path.length + 1).replaceAll('/', '-');
  return `${shortened(`${stack.stackName}-${within}`)}-discover-${stack.region}`;
}

function shortened(name: string): string {
  if (name.length <= MOST_OF_STACK) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, MOST_OF_STACK - hash.length - 1)}-${hash}`;
}

/** Of the web console (AWS General Reference, "Console endpoints"). */
export function consoleHost(scope: Construct): string {
  const { partition } = Stack.of(scope);
  const only = (id: string, name: string): string =>
    new CfnCondition(scope, id, { expression: Fn.conditionEquals(partition, name) }).logicalId;
  const inGovCloud = Fn.conditionIf(
    only('InGovCloud', 'aws-us-gov'),
    'console.amazonaws-us-gov.com',
    'console.aws.amazon.com',
  );
  return Fn.conditionIf(only('InChina', 'aws-cn'), 'console.amazonaws.cn', inGovCloud).toString();
}
