import type { Column, FeatureTable, Field, TextColumn } from '#core/model/feature-table.ts';
import { isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { type JoinedTexts, joinTexts } from '#core/model/joined-texts.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Texts as each different one and which of them stands in each row, for columns that repeat a few. */
interface Repeated {
  readonly distinct: readonly (string | null)[];
  readonly codes: Uint32Array;
}

type SentColumn = Float64Array | Repeated | JoinedTexts;

/**
 * A table on its way to the window. Texts one by one would keep the window's thread for seconds where there are a hundred
 * thousand; arrays of numbers are handed over without a copy.
 */
export interface SentTable {
  /** Undefined, as the geometry, where the window said that it has them. */
  readonly ids: JoinedTexts | undefined;
  /** The same numbers stand for the same ids and geometry: what the window worked out from them still holds. */
  readonly idsNumber: number;
  readonly geometryNumber: number;
  readonly geometry: PackedGeometry | undefined;
  readonly fields: readonly Field[];
  readonly columns: Readonly<Record<string, SentColumn>>;
}

function sentTexts(column: TextColumn): Repeated | JoinedTexts {
  const places = new Map<string | null, number>();
  const codes = new Uint32Array(column.length);
  // Where most texts are different, a list of them saves nothing.
  const limit = Math.max(16, column.length / 4);
  for (let row = 0; row < column.length; row++) {
    const text = column[row]!;
    let place = places.get(text);
    if (place === undefined) {
      if (places.size >= limit) return joinTexts(column);
      place = places.size;
      places.set(text, place);
    }
    codes[row] = place;
  }
  return { distinct: [...places.keys()], codes };
}

/** Rows that are made between two stops. */
const stretch = 10_000;

/** Texts that were joined, made with a stop after each stretch of rows. */
export function* splitTexts({ text, lengths }: JoinedTexts): Generator<void, (string | null)[]> {
  const texts: (string | null)[] = [];
  let at = 0;
  for (let row = 0; row < lengths.length; row++) {
    const length = lengths[row]!;
    texts.push(length < 0 ? null : text.slice(at, at + length));
    at += Math.max(0, length);
    if (row % stretch === stretch - 1) yield;
  }
  return texts;
}

function* receivedColumn(sent: SentColumn): Generator<void, Column> {
  if (sent instanceof Float64Array) return sent;
  if ('text' in sent) return yield* splitTexts(sent);
  const { distinct, codes } = sent;
  const texts: (string | null)[] = [];
  for (let row = 0; row < codes.length; row++) {
    texts.push(distinct[codes[row]!]!);
    if (row % stretch === stretch - 1) yield;
  }
  return texts;
}

/** The engine's side: tables in a form that travels fast. */
export class TableSender {
  readonly #numbers = new WeakMap<object, number>();
  #last = 0;

  /** A copy of `table` whose arrays may be handed over, without ids and geometry whose numbers the window `has`. */
  send({ ids, geometry, fields, columns }: FeatureTable, has: readonly number[]): SentTable {
    const idsNumber = this.#numberOf(ids);
    const geometryNumber = this.#numberOf(geometry);
    return {
      ids: has.includes(idsNumber) ? undefined : joinTexts(ids),
      idsNumber,
      geometryNumber,
      geometry: has.includes(geometryNumber)
        ? undefined
        : {
            kind: geometry.kind,
            coordinates: geometry.coordinates.slice(),
            ringOffsets: geometry.ringOffsets.slice(),
            partOffsets: geometry.partOffsets.slice(),
            featureOffsets: geometry.featureOffsets.slice(),
          },
      fields,
      columns: Object.fromEntries(
        Object.entries(columns).map(([name, column]) => [
          name,
          isNumberColumn(column) ? column.slice() : sentTexts(column),
        ]),
      ),
    };
  }

  #numberOf(part: object): number {
    const known = this.#numbers.get(part);
    if (known !== undefined) return known;
    this.#numbers.set(part, ++this.#last);
    return this.#last;
  }
}

/** Ids and geometries that came before, by their numbers. Whoever holds it keeps them. */
export type HeldParts = ReadonlyMap<number, object>;

/** The window's side: tables as they were, ids and geometries that came before as the very same objects. */
export class TableReceiver {
  readonly #parts = new Map<number, WeakRef<object>>();

  /** What need not be sent again, as long as the answer is held. */
  held(): HeldParts {
    const held = new Map<number, object>();
    for (const [number, reference] of this.#parts) {
      const part = reference.deref();
      if (part) held.set(number, part);
      else this.#parts.delete(number);
    }
    return held;
  }

  /** Makes a table of what was sent; it stops after each stretch of rows. `held` are the parts that were said to be there. */
  *receive(sent: SentTable, held: HeldParts): Generator<void, FeatureTable> {
    const { ids, idsNumber, geometry, geometryNumber, fields } = sent;
    const columns: [string, Column][] = [];
    for (const [name, column] of Object.entries(sent.columns)) columns.push([name, yield* receivedColumn(column)]);
    const made = ids && (yield* splitTexts(ids));
    return {
      ids: this.#part(idsNumber, held, made) as readonly FeatureId[],
      geometry: this.#part(geometryNumber, held, geometry) as PackedGeometry,
      fields,
      columns: Object.fromEntries(columns),
    };
  }

  #known(number: number): object | undefined {
    return this.#parts.get(number)?.deref();
  }

  #part(number: number, held: HeldParts, sent: object | undefined): object {
    const part = this.#known(number) ?? held.get(number) ?? sent!;
    this.#parts.set(number, new WeakRef(part));
    return part;
  }
}
