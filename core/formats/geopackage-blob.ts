import { noCounts, readWkb } from '#core/geometry/wkb.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { isCurveCode, readCurvedWkb } from './curved-wkb.ts';
import type { GeometrySink } from './geometry-sink.ts';

// Layout: OGC GeoPackage Encoding Standard 1.4, 12-128r19, clause 2.1.3; WKB: OGC 06-103r4, clause 8.2.

/** Bytes of the envelope by its code in the flags of a geometry. */
const envelopeLengths: readonly (number | undefined)[] = [0, 32, 48, 48, 64];

const curveNames: Readonly<Record<number, string>> = {
  13: 'Curve',
  14: 'Surface',
  15: 'PolyhedralSurface',
  16: 'TIN',
  17: 'Triangle',
};

const polygonCode = 3;
const multiPolygonCode = 6;

/** Adds the geometries in the blobs of a GeoPackage to rows, and tells of those that cannot be. */
export class BlobIntake {
  readonly #sink: GeometrySink;
  readonly #file: string;
  readonly #remarks: RemarkList;
  #curves = 0;

  constructor(sink: GeometrySink, file: string, remarks: RemarkList) {
    this.#sink = sink;
    this.#file = file;
    this.#remarks = remarks;
  }

  /** Adds the blob that stands in `bytes` from `start` to `end` to the present row, the `row`th of the table. */
  add(bytes: Uint8Array, start: number, end: number, row: number): void {
    const place = { file: this.#file, row };
    const envelope = envelopeLengths[((bytes[start + 3] ?? 0) >> 1) & 7];
    if (end - start < 8 || bytes[start] !== 0x47 || bytes[start + 1] !== 0x50 || envelope === undefined) {
      const reason = { zh: '几何没有 GeoPackage 标记', en: 'its geometry lacks the mark of a GeoPackage' };
      this.#remarks.add('formats/record-damaged', 'warning', { file: this.#file, reason }, place);
      return;
    }
    const first = start + 8 + envelope;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (addPolygons(this.#sink, bytes, view, first, end)) return;
    const wkb = bytes.subarray(Math.min(first, end), end);
    const code = wkb.length < 5 ? 0 : (view.getUint32(first + 1, wkb[0] === 1) & 0x0fff_ffff) % 1000;
    const curve = curveNames[code];
    if (curve !== undefined) {
      this.#remarks.add('formats/geometry-left-out', 'warning', { file: this.#file, type: curve }, place);
      return;
    }
    const counts = noCounts();
    try {
      if (isCurveCode(code)) {
        this.#sink.addGeometry(readCurvedWkb(wkb, counts));
        this.#curves++;
      } else this.#sink.addGeometry(readWkb(wkb, counts));
    } catch (thrown) {
      const reason = reasonOf(thrown);
      if (!reason) throw thrown;
      this.#remarks.add('formats/record-damaged', 'warning', { file: this.#file, reason }, place);
      return;
    }
    this.#sink.faults.extraOrdinates += counts.droppedOrdinates;
    this.#sink.faults.openRings += counts.closedRings;
  }

  /** Tells of curves that became lines. */
  report(): void {
    if (this.#curves > 0)
      this.#remarks.add('formats/curves-stroked', 'info', { file: this.#file }, undefined, this.#curves);
  }
}

/** What is wrong with a geometry; undefined where something else is. */
function reasonOf(thrown: unknown): LocalText | undefined {
  if (thrown instanceof WorkbenchError) return { zh: thrown.describe('zh'), en: thrown.describe('en') };
  return thrown instanceof RangeError ? { zh: '带圆弧的几何损坏', en: 'its geometry with arcs is damaged' } : undefined;
}

/**
 * Adds polygons in the form nearly all files have them: little-endian, of two dimensions, whole. Their coordinates are taken over
 * as bytes. False, with nothing added, where they are in another form.
 */
function addPolygons(sink: GeometrySink, bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
  if (start + 9 > end || bytes[start] !== 1) return false;
  const code = view.getUint32(start + 1, true);
  const isMulti = code === multiPolygonCode;
  if (!isMulti && code !== polygonCode) return false;
  const polygons = isMulti ? view.getUint32(start + 5, true) : 1;
  const first = isMulti ? start + 9 : start;
  // Looked through first, so that a broken end does not leave half a feature behind.
  let at = first;
  for (let polygon = 0; polygon < polygons; polygon++) {
    if (at + 9 > end || bytes[at] !== 1 || view.getUint32(at + 1, true) !== polygonCode) return false;
    const rings = view.getUint32(at + 5, true);
    at += 9;
    for (let ring = 0; ring < rings; ring++) {
      if (at + 4 > end) return false;
      at += 4 + 16 * view.getUint32(at, true);
    }
    if (at > end) return false;
  }
  at = first;
  for (let polygon = 0; polygon < polygons; polygon++) {
    const rings = view.getUint32(at + 5, true);
    at += 9;
    for (let ring = 0; ring < rings; ring++) {
      const points = view.getUint32(at, true);
      sink.addBytes(bytes, at + 4, points);
      sink.endRing();
      at += 4 + 16 * points;
    }
    sink.endPolygon();
  }
  return true;
}
