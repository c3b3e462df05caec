export function findElectron(root: string): string | undefined;
export function wasRefused(root: string): boolean;
export function fetchElectron(root: string, stallMilliseconds?: number): Promise<string | undefined>;
