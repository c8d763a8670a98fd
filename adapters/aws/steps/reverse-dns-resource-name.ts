/** What CloudFormation says of a reverse name as a resource, and the id that it has there: that of the allocation. */
import { isoTime } from '../../../shared/model/clock.ts';
import { systemClock } from '../../local/clock.ts';

/** As CloudFormation sends it: every value is a text. */
type Properties = {
  readonly AllocationId?: string;
  readonly Hostname?: string;
  /** `true` or `false`. */
  readonly ReplaceExisting?: string;
  /** `true` where the address is a resource of the same stack, which is released right after the name is gone. */
  readonly ReleasesAddress?: string;
};

export type ResourceEvent = {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
};

export type Named = {
  readonly PhysicalResourceId: string;
  /** When it began; CDK's framework hands it to every `isComplete`. */
  readonly Began: string;
};

export async function nameResource(event: ResourceEvent): Promise<Named> {
  const { RequestType, PhysicalResourceId, ResourceProperties } = event;
  const id = RequestType === 'Delete' ? PhysicalResourceId : ResourceProperties.AllocationId;
  if (id === undefined || id === '')
    throw new Error(
      'AllocationId is missing. Give the allocation id of an Elastic IP, such as eipalloc-0123456789abcdef0.',
    );
  return { PhysicalResourceId: id, Began: isoTime(systemClock.now()) };
}
