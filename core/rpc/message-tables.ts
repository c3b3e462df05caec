import type { Column, FeatureTable, Field, TextColumn } from '#core/model/feature-table.ts';
import { isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Texts as each different one and which of them stands in each row, for columns that repeat a few. */
interface Repeated {
  readonly distinct: readonly (string | null)[];
  readonly codes: Uint32Array;
}

/** Texts one behind the other with the length of each, -1 where there is none. */
interface Joined {
  readonly text: string;
  readonly lengths: Int32Array;
}

type SentColumn = Float64Array | Repeated | Joined;

/**
 * A table on its way to the window. Texts one by one would keep the window's thread for seconds where there are a hundred
 * thousand; arrays of numbers are handed over without a copy.
 */
export interface SentTable {
  readonly ids: Joined;
  /** The same numbers stand for the same ids and geometry: what the window worked out from them still holds. */
  readonly idsNumber: number;
  readonly geometryNumber: number;
  readonly geometry: PackedGeometry;
  readonly fields: readonly Field[];
  readonly columns: Readonly<Record<string, SentColumn>>;
}

function joined(texts: TextColumn): Joined {
  return { text: texts.join(''), lengths: Int32Array.from(texts, (text) => (text === null ? -1 : text.length)) };
}

function sentTexts(column: TextColumn): Repeated | Joined {
  const places = new Map<string | null, number>();
  const codes = new Uint32Array(column.length);
  // Where most texts are different, a list of them saves nothing.
  const limit = Math.max(16, column.length / 4);
  for (let row = 0; row < column.length; row++) {
    const text = column[row]!;
    let place = places.get(text);
    if (place === undefined) {
      if (places.size >= limit) return joined(column);
      place = places.size;
      places.set(text, place);
    }
    codes[row] = place;
  }
  return { distinct: [...places.keys()], codes };
}

function split({ text, lengths }: Joined): (string | null)[] {
  let at = 0;
  return Array.from(lengths, (length) => {
    if (length < 0) return null;
    at += length;
    return text.slice(at - length, at);
  });
}

function receivedColumn(sent: SentColumn): Column {
  if (sent instanceof Float64Array) return sent;
  if ('text' in sent) return split(sent);
  const { distinct, codes } = sent;
  return Array.from(codes, (code) => distinct[code]!);
}

/** The engine's side: tables in a form that travels fast. */
export class TableSender {
  readonly #numbers = new WeakMap<object, number>();
  #last = 0;

  /** A copy of `table` whose arrays may be handed over. */
  send({ ids, geometry, fields, columns }: FeatureTable): SentTable {
    return {
      ids: joined(ids),
      idsNumber: this.#numberOf(ids),
      geometryNumber: this.#numberOf(geometry),
      geometry: {
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

/** The window's side: tables as they were, ids and geometries that came before as the very same objects. */
export class TableReceiver {
  readonly #parts = new Map<number, WeakRef<object>>();

  receive({ ids, idsNumber, geometry, geometryNumber, fields, columns }: SentTable): FeatureTable {
    return {
      ids: this.#part(idsNumber, () => split(ids) as FeatureId[]),
      geometry: this.#part(geometryNumber, () => geometry),
      fields,
      columns: Object.fromEntries(Object.entries(columns).map(([name, sent]) => [name, receivedColumn(sent)])),
    };
  }

  #part<Part extends object>(number: number, make: () => Part): Part {
    const known = this.#parts.get(number)?.deref();
    if (known) return known as Part;
    const part = make();
    for (const [old, held] of this.#parts) if (!held.deref()) this.#parts.delete(old);
    this.#parts.set(number, new WeakRef(part));
    return part;
  }
}
