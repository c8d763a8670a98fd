/** All shells: the same reply in any of them gives the same answer. */
import type { Shell } from './letter.ts';
import { LOG_SHELLS } from './logs.ts';
import { PAGE_SHELLS } from './pages.ts';
import { REPORT_SHELLS } from './reports.ts';
import { SERVICE_SHELLS } from './services.ts';
import { VARIANT_SHELLS } from './variants.ts';

export const SHELLS: readonly Shell[] = [
  ...LOG_SHELLS,
  ...REPORT_SHELLS,
  ...PAGE_SHELLS,
  ...SERVICE_SHELLS,
  ...VARIANT_SHELLS,
];
