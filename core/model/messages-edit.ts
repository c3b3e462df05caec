import type { MessageTable } from './message.ts';

export const editMessages = {} as const satisfies MessageTable;
