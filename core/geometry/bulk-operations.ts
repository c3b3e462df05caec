import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { bufferShape } from './buffer-shape.ts';
import { copyParts } from './copy-parts.ts';
import type { GeometryEngine } from './engine.ts';
import { featuresMeet } from './features-meet.ts';
import type { GeometryKernel } from './kernel.ts';
import { refuseDegrees } from './metric-frame.ts';
import { NearRings } from './near-rings.ts';
import { kindNames, type OperationName, operationNames } from './operation-name.ts';
import { PairFilter } from './pair-filter.ts';
import { isValid, repairFeatures } from './repair.ts';
import { solidParts } from './solid-parts.ts';
import { boxPairs } from './spatial-index.ts';

type BulkOperations = Pick<
  GeometryEngine,
  'intersectPairs' | 'subtract' | 'dissolve' | 'bufferAll' | 'validAll' | 'repairAll' | 'intersectsPairs'
>;

type Run = <T>(name: OperationName, work: () => T) => T;

function requireAreas(geometry: PackedGeometry, name: OperationName): void {
  const operation = operationNames[name];
  refuseDegrees(geometry, operation);
  if (geometry.kind === 'polygon') return;
  const found = kindNames[geometry.kind];
  throw new WorkbenchError('geometry/wrong-kind', { operation, expected: kindNames.polygon, found });
}

/** 1 for the features that occur in every second number of `pairs`, from `side` on. */
function usedIn(pairs: Uint32Array, side: 0 | 1, geometry: PackedGeometry): Uint8Array {
  const used = new Uint8Array(featureCount(geometry));
  for (let at: number = side; at < pairs.length; at += 2) used[pairs[at]!] = 1;
  return used;
}

function allFeatures(geometry: PackedGeometry): number[] {
  return Array.from({ length: featureCount(geometry) }, (_, feature) => feature);
}

/** The operations of the port on many features at once, for a kernel. */
export function bulkOperations(kernel: GeometryKernel, run: Run): BulkOperations {
  function intersectPairs(a: PackedGeometry, b: PackedGeometry, pairs: Uint32Array): PackedGeometry {
    const left = repairFeatures(kernel, a, usedIn(pairs, 0, a)).geometry;
    const right = a === b ? left : repairFeatures(kernel, b, usedIn(pairs, 1, b)).geometry;
    const filter = new PairFilter(left, right);
    const nearLeft = new NearRings(left);
    const nearRight = new NearRings(right);
    const packer = new GeometryPacker('polygon');
    for (let at = 0; at < pairs.length; at += 2) {
      const i = pairs[at]!;
      const j = pairs[at + 1]!;
      const relation = filter.relation(i, j);
      if (relation === 'a-inside-b') copyParts(packer, left, i);
      else if (relation === 'b-inside-a') copyParts(packer, right, j);
      else if (relation === 'undecided') {
        const ofLeft = nearLeft.near(i, filter.boxesOfB, j);
        const ofRight = nearRight.near(j, filter.boxesOfA, i);
        kernel.intersectFeatures(ofLeft ?? left, ofLeft ? 0 : i, ofRight ?? right, ofRight ? 0 : j, packer);
      }
      packer.endFeature();
    }
    return solidParts(packer.finish());
  }

  function subtract(a: PackedGeometry, b: PackedGeometry): PackedGeometry {
    const pairs = boxPairs(a, b);
    const left = repairFeatures(kernel, a).geometry;
    const right = repairFeatures(kernel, b, usedIn(pairs, 1, b)).geometry;
    const filter = new PairFilter(left, right);
    const packer = new GeometryPacker('polygon');
    let at = 0;
    for (let feature = 0; feature < featureCount(left); feature++) {
      const others: number[] = [];
      let covered = false;
      for (; pairs[at] === feature; at += 2) {
        const relation = filter.relation(feature, pairs[at + 1]!);
        if (relation === 'a-inside-b') covered = true;
        else if (relation !== 'apart') others.push(pairs[at + 1]!);
      }
      if (!covered && others.length === 0) copyParts(packer, left, feature);
      else if (!covered) kernel.subtractFeatures(left, feature, right, others, packer);
      packer.endFeature();
    }
    return solidParts(packer.finish());
  }

  function dissolve(geometry: PackedGeometry): PackedGeometry {
    const packer = new GeometryPacker(geometry.kind);
    const sound = repairFeatures(kernel, geometry).geometry;
    if (geometry.kind !== 'none') kernel.uniteFeatures(sound, allFeatures(sound), packer);
    packer.endFeature();
    return packer.finish();
  }

  function intersectsPairs(a: PackedGeometry, b: PackedGeometry, pairs: Uint32Array): Uint8Array {
    const left = repairFeatures(kernel, a, usedIn(pairs, 0, a)).geometry;
    const right = a === b ? left : repairFeatures(kernel, b, usedIn(pairs, 1, b)).geometry;
    const filter = new PairFilter(left, right);
    const result = new Uint8Array(pairs.length / 2);
    for (let pair = 0; pair < result.length; pair++) {
      const i = pairs[2 * pair]!;
      const j = pairs[2 * pair + 1]!;
      const relation = filter.relation(i, j);
      const meet = relation === 'undecided' ? featuresMeet(left, i, right, j) : relation !== 'apart';
      result[pair] = meet ? 1 : 0;
    }
    return result;
  }

  return {
    intersectPairs: (a, b, pairs) =>
      run('intersection', () => {
        requireAreas(a, 'intersection');
        requireAreas(b, 'intersection');
        return intersectPairs(a, b, pairs);
      }),
    subtract: (a, b) =>
      run('difference', () => {
        requireAreas(a, 'difference');
        requireAreas(b, 'difference');
        return subtract(a, b);
      }),
    dissolve: (geometry) =>
      run('union', () => {
        refuseDegrees(geometry, operationNames.union);
        return dissolve(geometry);
      }),
    bufferAll: (geometry, distance, options) =>
      run('buffer', () => {
        refuseDegrees(geometry, operationNames.buffer);
        const shape = bufferShape(options);
        const sound = repairFeatures(kernel, geometry).geometry;
        const packer = new GeometryPacker('polygon');
        for (let feature = 0; feature < featureCount(sound); feature++) {
          const metres = typeof distance === 'number' ? distance : distance[feature]!;
          const hasParts = sound.featureOffsets[feature] !== sound.featureOffsets[feature + 1];
          if (Number.isFinite(metres) && hasParts) kernel.bufferFeature(sound, feature, metres, shape, packer);
          packer.endFeature();
        }
        return packer.finish();
      }),
    validAll: (geometry) =>
      run('validity', () => {
        const valid = new Uint8Array(featureCount(geometry));
        for (let feature = 0; feature < valid.length; feature++) {
          valid[feature] = isValid(kernel, geometry, feature) ? 1 : 0;
        }
        return valid;
      }),
    repairAll: (geometry) => run('repair', () => repairFeatures(kernel, geometry)),
    intersectsPairs: (a, b, pairs) => run('relate', () => intersectsPairs(a, b, pairs)),
  };
}
