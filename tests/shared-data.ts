import { existsSync } from 'node:fs';
import path from 'node:path';

/** Folder with real data beside the checkout; absent on most machines, and tests that need it then say so. */
const folder = path.resolve(import.meta.dirname, '../../shared/data');

export const hasSharedData = existsSync(folder);

/** Why tests with real data were passed over. */
export const sharedDataReason = 'needs ../shared/data, which is not on this machine';

export function sharedData(...parts: string[]): string {
  return path.join(folder, ...parts);
}
