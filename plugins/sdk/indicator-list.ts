import type { Manifest } from '#core/evaluation/contract.ts';
import { type MethodValue, notDefined } from '#core/methods/outcome.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import type { LocalText } from '#core/model/text.ts';

/** Gathers the values of the declared indicators. What was never set is reported as a gap of the evaluator, not passed over. */
export class IndicatorList {
  readonly #values = new Map<string, IndicatorValue>();
  readonly #ids: readonly string[];

  constructor(manifest: Manifest) {
    this.#ids = manifest.indicators.map(({ id }) => id);
  }

  /** Sets one; `note` is a reservation that goes with a number, `band` what the assumptions make of it. */
  set(id: string, value: MethodValue, note?: LocalText, band?: { readonly low: number; readonly high: number }): void {
    if (!this.#ids.includes(id)) throw new Error(`the manifest declares no indicator ${id}`);
    const isNumber = value.status === 'ok';
    this.#values.set(id, {
      id,
      ...value,
      ...(isNumber && band ? { low: band.low, high: band.high } : {}),
      ...(isNumber && note ? { reason: note } : {}),
    });
  }

  /** The value of one that was set and is a number. */
  get(id: string): number | undefined {
    return this.#values.get(id)?.value;
  }

  /** Gives all that were not set the same reason. */
  setMissing(reason: MethodValue): void {
    for (const id of this.#ids) if (!this.#values.has(id)) this.set(id, reason);
  }

  finish(): readonly IndicatorValue[] {
    const none = notDefined('没有计算', 'it was not calculated');
    return this.#ids.map((id) => this.#values.get(id) ?? { id, ...none });
  }
}
