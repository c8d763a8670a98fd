/** A text read as `diagnose` reads it; what is no text at all is a fault of the test. */
import { expect } from 'vitest';
import { diagnose } from '../../shared/bounce/diagnose.ts';
import type { Diagnosed, Diagnosis } from '../../shared/bounce/diagnosis.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';

export async function read(input: Uint8Array | string): Promise<Diagnosed> {
  const result = await diagnose(input, LISTS);
  if (!result.ok) throw new Error(result.problem.en);
  return result.value;
}

export async function only(input: string): Promise<Diagnosis> {
  const { diagnoses } = await read(input);
  expect(diagnoses).toHaveLength(1);
  return diagnoses[0]!;
}

export const diagnosed = async (input: Uint8Array | string): Promise<readonly Diagnosis[]> =>
  (await read(input)).diagnoses;
