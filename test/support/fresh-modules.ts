/** Before a test file: what it imports of the project is evaluated anew. */
import { vi } from 'vitest';

vi.resetModules();
