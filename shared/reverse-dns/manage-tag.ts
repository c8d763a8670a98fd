/** The tag by which its owner lets Postwatch change an address: the deployment's own rights hang on it. */
import type { Allocation } from './ports.ts';

const MANAGE_TAG = 'postwatch:manage';

export const isManaged = ({ tags }: Pick<Allocation, 'tags'>): boolean => tags[MANAGE_TAG] === 'true';

/** For a shell. */
export const tagCommand = ({ region, allocationId }: Allocation): string =>
  `aws ec2 create-tags --region ${region} --resources ${allocationId} --tags Key=${MANAGE_TAG},Value=true`;
