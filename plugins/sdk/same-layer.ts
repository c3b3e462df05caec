import type { SnapshotLayer } from '#core/evaluation/contract.ts';

/**
 * Whether two layers are made of the very same ids, shapes and columns: the baseline beside the snapshot of the baseline itself. False
 * for copies: what is worked out twice is then only slower.
 */
export function isSameLayer(one: SnapshotLayer | undefined, other: SnapshotLayer | undefined): boolean {
  if (!one || !other) return one === other;
  const names = Object.keys(one.columns);
  return (
    one.geometry === other.geometry &&
    names.length === Object.keys(other.columns).length &&
    names.every((name) => one.columns[name] === other.columns[name]) &&
    one.ids === other.ids
  );
}
