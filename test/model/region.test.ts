import { expect, it } from 'vitest';
import { REGION } from '../../shared/model/region.ts';

it.each(['eu-west-1', 'us-gov-east-1', 'cn-northwest-1', 'us-isob-east-1', 'eu-isoe-west-1', 'eusc-de-east-1'])(
  '%s is a Region',
  (region) => expect(region).toMatch(REGION),
);

it.each(['', 'eu-west', 'eu-west-1a', 'EU-WEST-1', 'eu-west-1.evil.example', 'eu-west-1\n', ' eu-west-1', 'e-west-1'])(
  '%j is not a Region',
  (region) => expect(region).not.toMatch(REGION),
);
