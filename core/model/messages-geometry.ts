import type { MessageTable } from './message.ts';

export const geometryMessages = {} as const satisfies MessageTable;
