import { type MethodValue, ok } from '#sdk';

/** A share as a percentage. */
export function asPercent(share: MethodValue): MethodValue {
  return share.status === 'ok' ? ok(100 * share.value) : share;
}
