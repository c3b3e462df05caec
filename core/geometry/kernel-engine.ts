import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { bufferShape } from './buffer-shape.ts';
import { bulkOperations } from './bulk-operations.ts';
import type { GeometryEngine, Validity } from './engine.ts';
import type { GeometryKernel } from './kernel.ts';
import { type OperationName, operationNames } from './operation-name.ts';
import { quickValidity } from './quick-validity.ts';
import { repairFeature } from './repair.ts';
import { isEmpty, packAll, type SimpleGeometry, simpleFromPacked } from './simple-geometry.ts';
import { tidy } from './tidy.ts';
import { readWkb, writeWkb } from './wkb.ts';

/** Runs one operation of a kernel: its plain errors become ours, and what it kept is given back. */
function runOperation<T>(kernel: GeometryKernel, name: OperationName, run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new WorkbenchError(
      'geometry/operation-failed',
      { operation: operationNames[name], reason },
      { cause: thrown },
    );
  } finally {
    kernel.release();
  }
}

/** Makes the port of a kernel: reads and writes, repairs what is broken first, and hands on only what needs the kernel. */
export function engineOf(kernel: GeometryKernel): GeometryEngine {
  /** Tidy and valid, as a kernel wants it. */
  const read = (bytes: Uint8Array): SimpleGeometry => madeValid(kernel, tidy(readWkb(bytes)).geometry);
  const run = <T>(name: OperationName, work: () => T): T => runOperation(kernel, name, work);

  return {
    name: kernel.name,
    overlay: (operation, a, b) => run(operation, () => writeWkb(kernel.overlay(operation, read(a), read(b)))),
    union: (geometries) => run('union', () => writeWkb(kernel.union(geometries.map(read)))),
    buffer: (geometry, distance, options) =>
      run('buffer', () => writeWkb(kernel.buffer(read(geometry), distance, bufferShape(options)))),
    validity: (geometry) => run('validity', () => validityOf(kernel, geometry)),
    makeValid: (geometry) => run('repair', () => writeWkb(read(geometry))),
    relate: (a, b) => run('relate', () => kernel.relate(read(a), read(b))),
    distance: (a, b) =>
      run('distance', () => {
        const first = read(a);
        const second = read(b);
        return isEmpty(first) || isEmpty(second) ? Number.POSITIVE_INFINITY : kernel.distance(first, second);
      }),
    simplify: (geometry, tolerance) => run('simplify', () => writeWkb(simplified(kernel, read(geometry), tolerance))),
    convexHull: (geometry) => run('convex-hull', () => writeWkb(kernel.convexHull(read(geometry)))),
    polygonize: (lines) => run('polygonize', () => kernel.polygonize(lines.map(read)).map(writeWkb)),
    ...bulkOperations(kernel, run),
  };
}

/** Simplifies less and less until the rules are kept: simplifiers see to each ring, not always to how rings meet. */
function simplified(kernel: GeometryKernel, geometry: SimpleGeometry, tolerance: number): SimpleGeometry {
  for (let attempt = 0; attempt < 6; attempt++) {
    const result = kernel.simplify(geometry, tolerance / 2 ** attempt);
    if (isCertainlyValid(result) || !kernel.faultOf(result)) return result;
  }
  return geometry;
}

function validityOf(kernel: GeometryKernel, bytes: Uint8Array): Validity {
  const { geometry, fault } = tidy(readWkb(bytes));
  if (fault) return { valid: false, fault };
  if (isCertainlyValid(geometry)) return { valid: true };
  const found = kernel.faultOf(geometry);
  return found ? { valid: false, ...found } : { valid: true };
}

function packed(geometry: SimpleGeometry): PackedGeometry {
  return packAll('polygon', [geometry]);
}

function isCertainlyValid(geometry: SimpleGeometry): boolean {
  switch (geometry.type) {
    case 'polygon':
    case 'multi-polygon':
      return quickValidity(packed(geometry), 0) === 'valid';
    case 'collection':
      return geometry.members.every(isCertainlyValid);
    default:
      return true;
  }
}

/** A tidy geometry with its polygons repaired where they break the rules; the same object when none does. */
function madeValid(kernel: GeometryKernel, geometry: SimpleGeometry): SimpleGeometry {
  if (isCertainlyValid(geometry)) return geometry;
  if (geometry.type === 'collection') {
    return { type: 'collection', members: geometry.members.map((member) => madeValid(kernel, member)) };
  }
  const feature = packed(geometry);
  if (featureCount(feature) > 0 && kernel.isValidFeature(feature, 0)) return geometry;
  const packer = new GeometryPacker('polygon');
  repairFeature(kernel, feature, 0, packer);
  packer.endFeature();
  return simpleFromPacked(packer.finish(), 0);
}
