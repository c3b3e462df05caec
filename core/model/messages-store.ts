import type { MessageTable } from './message.ts';

export const storeMessages = {} as const satisfies MessageTable;
