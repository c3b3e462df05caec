import type { Column } from '#core/model/feature-table.ts';
import type { Raster } from '#core/model/layer.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import type { Snapshot, SnapshotLayer } from './contract.ts';
import { openTexts, type PackedTexts, packTexts } from './packed-texts.ts';

/** A large part of a snapshot: column, list of ids, shapes, grid. It never changes. */
export type SnapshotPart = Column | SnapshotLayer['ids'] | PackedGeometry | Raster;

/** A part as it goes to a worker. */
type SentPart = Exclude<SnapshotPart, readonly (string | null)[]> | PackedTexts;

interface LayerOutline extends Omit<SnapshotLayer, 'ids' | 'geometry' | 'columns'> {
  readonly ids: number;
  readonly geometry: number;
  readonly columns: Readonly<Record<string, number>>;
}

/** A snapshot with the number of a part in the place of everything that is large. */
export interface SnapshotOutline extends Omit<Snapshot, 'layers' | 'rasters' | 'baseline'> {
  readonly layers: Readonly<Partial<Record<RoleId, LayerOutline>>>;
  readonly rasters: Readonly<Partial<Record<RoleId, number>>>;
  readonly baseline?: SnapshotOutline;
}

/** A snapshot as it goes to a worker that keeps the parts it was sent before. */
export interface SnapshotParcel {
  readonly outline: SnapshotOutline;
  /** Parts that the worker does not have yet. */
  readonly parts: readonly (readonly [number: number, part: SentPart])[];
  /** Parts that it need not keep any more. */
  readonly forget: readonly number[];
}

/** Jobs that a part is kept for after it was read last: evaluators on one scenario after another read the same. */
const keptJobs = 24;

function mapEntries<From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
}

function isTexts(part: SnapshotPart): part is readonly (string | null)[] & SnapshotPart {
  return Array.isArray(part);
}

/** The sender's side: knows which parts one worker has. The very same object is the same part. */
export class PartSender {
  readonly #known = new Map<object, { readonly number: number; job: number }>();
  #next = 0;
  #job = 0;

  pack(snapshot: Snapshot): SnapshotParcel {
    this.#job++;
    const parts: [number, SentPart][] = [];
    const outline = this.#outline(snapshot, parts);
    const forget: number[] = [];
    for (const [part, { number, job }] of this.#known) {
      if (this.#job - job <= keptJobs) continue;
      forget.push(number);
      this.#known.delete(part);
    }
    return { outline, parts, forget };
  }

  #numberOf(part: SnapshotPart, parts: [number, SentPart][]): number {
    const known = this.#known.get(part);
    if (known) {
      known.job = this.#job;
      return known.number;
    }
    const number = this.#next++;
    this.#known.set(part, { number, job: this.#job });
    parts.push([number, isTexts(part) ? packTexts(part) : part]);
    return number;
  }

  #outline({ layers, rasters, baseline, ...rest }: Snapshot, parts: [number, SentPart][]): SnapshotOutline {
    const number = (part: SnapshotPart) => this.#numberOf(part, parts);
    return {
      ...rest,
      layers: mapEntries(layers, ({ ids, geometry, columns, ...layer }) => ({
        ...layer,
        ids: number(ids),
        geometry: number(geometry),
        columns: mapEntries(columns, number),
      })),
      rasters: mapEntries(rasters, number),
      ...(baseline ? { baseline: this.#outline(baseline, parts) } : {}),
    };
  }
}

/** A part that the worker keeps; texts are taken apart when they are looked at. */
class KeptPart {
  #sent: SentPart | undefined;
  #part: SnapshotPart | undefined;

  constructor(sent: SentPart) {
    this.#sent = sent;
  }

  get part(): SnapshotPart {
    const sent = this.#sent;
    if (sent) {
      this.#part = 'lengths' in sent || 'codes' in sent ? (openTexts(sent) as SnapshotPart) : sent;
      this.#sent = undefined;
    }
    return this.#part!;
  }
}

/**
 * The worker's side: gives snapshots whose parts are the very same objects from job to job. Ids and columns are there when
 * somebody looks at them: most evaluators never ask who a feature is.
 */
export class PartStore {
  readonly #parts = new Map<number, KeptPart>();

  open({ outline, parts, forget }: SnapshotParcel): Snapshot {
    for (const [number, part] of parts) this.#parts.set(number, new KeptPart(part));
    for (const number of forget) this.#parts.delete(number);
    return this.#snapshot(outline);
  }

  #snapshot({ layers, rasters, baseline, ...rest }: SnapshotOutline): Snapshot {
    return {
      ...rest,
      layers: mapEntries(layers, (layer) => this.#layer(layer)),
      rasters: mapEntries(rasters, (number) => this.#parts.get(number)!.part as Raster),
      ...(baseline ? { baseline: this.#snapshot(baseline) } : {}),
    };
  }

  #layer({ ids, geometry, columns, ...layer }: LayerOutline): SnapshotLayer {
    const own = this.#parts.get(ids)!;
    const shown: Record<string, Column> = {};
    for (const [name, number] of Object.entries(columns)) {
      const kept = this.#parts.get(number)!;
      Object.defineProperty(shown, name, { get: () => kept.part, enumerable: true, configurable: true });
    }
    return {
      ...layer,
      get ids() {
        return own.part as SnapshotLayer['ids'];
      },
      geometry: this.#parts.get(geometry)!.part as PackedGeometry,
      columns: shown,
    };
  }
}
