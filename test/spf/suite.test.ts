import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost } from '../../shared/spf/evaluate.ts';
import { fakeClock } from '../support/clock.ts';
import { readSuite, suiteZone } from './suite.ts';

describe.each(readSuite())('the openspf suite: $description', (scenario) => {
  const resolver = suiteZone(scenario);
  it.each(Object.entries(scenario.tests))('%s', async (_, { host, helo, mailfrom, result, explanation }) => {
    const query = { address: address(host), sender: mailfrom, helo };
    const found = await checkHost(query, { resolver, clock: fakeClock() }, RFC_LIMITS);
    expect(result, found.reason.en).toContain(found.result);
    if (explanation !== undefined) expect(found.explanation ?? 'DEFAULT').toBe(explanation);
  });
});

it('the openspf suite has all 123 cases', () => {
  expect(readSuite().flatMap(({ tests }) => Object.keys(tests))).toHaveLength(123);
});
