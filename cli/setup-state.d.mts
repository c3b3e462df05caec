export const oldestNode: string;
export function isNodeNewEnough(version: string, oldest?: string): boolean;

interface Lock {
  readonly packages?: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly optional?: boolean;
        readonly devOptional?: boolean;
        readonly link?: boolean;
      }
    >
  >;
}
export function missingPackages(lock: Lock, installed: Lock | undefined): string[];
export function needsInstall(root: string): boolean;
export function sourceStamp(root: string): string;
export function stampFile(root: string): string;
export function needsBuild(root: string): boolean;
