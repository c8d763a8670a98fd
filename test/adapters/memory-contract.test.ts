import { describe } from 'vitest';
import { memoryIn } from '../../adapters/aws/table/memory.ts';
import { openTable } from '../../adapters/aws/table/table.ts';
import { openMemory } from '../../adapters/local/memory.ts';
import { clientOf, dynamoTable } from '../support/aws/dynamodb.ts';
import { fakeClock } from '../support/clock.ts';
import { CHANNELS, memoryContract } from './memory-contract.ts';

describe('the memory in SQLite', () => memoryContract(() => openMemory(':memory:', CHANNELS)));

describe('the memory in DynamoDB', () =>
  memoryContract(() => {
    const clock = fakeClock();
    const table = openTable({ name: 'postwatch', clock, client: clientOf(dynamoTable()) });
    return memoryIn({ table, clock, channels: CHANNELS });
  }));
