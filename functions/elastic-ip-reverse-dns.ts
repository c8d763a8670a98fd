/** The custom resource of `ElasticIpReverseDns`, in any stack: `onEvent` names it, `isComplete` is called until it is there, or gone. */
import type { Remaining } from '../adapters/aws/settings/dns.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { type Named, nameResource, type ResourceEvent } from '../adapters/aws/steps/reverse-dns-resource-name.ts';

export const onEvent = withCallIds(nameResource);

export const isComplete = withCallIds(async (event: ResourceEvent & Named, context: Remaining) => {
  const { completeResource } = await import('../adapters/aws/steps/reverse-dns-resource.ts');
  return completeResource(event, context);
});
