/** The lists of this suite as a user would write them into a file for `--lists`. */
import { listZone } from './world.ts';

type Name = Parameters<typeof listZone>[0];

function entry(name: Name, scope: 'ip4' | 'ip6' | 'domain', code: string, effect: 'listed' | 'policy') {
  const [testListed, testUnlisted] = scope === 'domain' ? ['test', 'invalid'] : ['127.0.0.2', '127.0.0.1'];
  return {
    id: name,
    name,
    operator: null,
    zone: listZone(name),
    scope: [scope],
    kind: 'block',
    severity: 'major',
    access: 'open',
    status: 'active',
    testListed,
    testUnlisted,
    codes: [{ match: code, means: effect, effect }],
    refusals: [{ match: '127.255.255.0/24', means: 'refused' }],
  };
}

const IP4_LISTS = [
  ...(['sound', 'refusing', 'refused', 'emptied', 'ignoring'] as const),
  ...(['everything', 'wildcard', 'parked', 'dead'] as const),
] satisfies readonly Name[];

export const LIST_ENTRIES = [
  ...IP4_LISTS.map((name) => entry(name, 'ip4', '127.0.0.2', 'listed')),
  entry('policy', 'ip4', '127.0.0.10', 'policy'),
  entry('v6', 'ip6', '127.0.0.2', 'listed'),
  entry('domains', 'domain', '127.0.0.2', 'listed'),
];
