import type { MessageTable } from './message.ts';

export const evaluationMessages = {} as const satisfies MessageTable;
