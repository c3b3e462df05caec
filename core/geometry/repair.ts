import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { copyParts } from './copy-parts.ts';
import type { GeometryKernel } from './kernel.ts';
import { quickValidity } from './quick-validity.ts';
import { packAll, simpleFromPacked } from './simple-geometry.ts';
import { solidParts } from './solid-parts.ts';
import { tidy } from './tidy.ts';

/** Whether feature `feature` keeps the rules: at a glance where possible, else by asking the kernel. */
export function isValid(kernel: GeometryKernel, geometry: PackedGeometry, feature: number): boolean {
  const verdict = quickValidity(geometry, feature);
  return verdict === 'unknown' ? kernel.isValidFeature(geometry, feature) : verdict === 'valid';
}

/**
 * Appends what feature `feature` means: each part the area that its outlines enclose, then overlapping parts joined. The
 * parts come first by themselves, because outlines of two parts that overlap would take each other away.
 */
export function repairFeature(
  kernel: GeometryKernel,
  geometry: PackedGeometry,
  feature: number,
  packer: GeometryPacker,
): void {
  const tidied = packAll(geometry.kind, [tidy(simpleFromPacked(geometry, feature)).geometry]);
  const partCount = tidied.partOffsets.length - 1;
  if (geometry.kind !== 'polygon' || partCount === 0) return copyParts(packer, tidied, 0);
  const parts = new GeometryPacker('polygon');
  for (let part = 0; part < partCount; part++) {
    kernel.repairPart(tidied, part, parts);
    parts.endFeature();
  }
  const repaired = solidParts(parts.finish());
  if (partCount === 1) copyParts(packer, repaired, 0);
  else kernel.uniteFeatures(repaired, [...repaired.featureOffsets.keys()].slice(0, partCount), packer);
}

/** Which features of a geometry were found valid, 1 for each: parcels are handed to one operation after another. */
const knownValid = new WeakMap<GeometryKernel, WeakMap<PackedGeometry, Uint8Array>>();

function validFeatures(kernel: GeometryKernel, geometry: PackedGeometry): Uint8Array {
  const ofKernel = knownValid.get(kernel) ?? new WeakMap<PackedGeometry, Uint8Array>();
  knownValid.set(kernel, ofKernel);
  const known = ofKernel.get(geometry) ?? new Uint8Array(featureCount(geometry));
  ofKernel.set(geometry, known);
  return known;
}

/**
 * The features with the broken ones repaired, and which those were; the same object when there were none. With `wanted`
 * only features marked 1 are looked at. Shapes never change: what was found valid is not looked at again.
 */
export function repairFeatures(
  kernel: GeometryKernel,
  geometry: PackedGeometry,
  wanted?: Uint8Array,
): { readonly geometry: PackedGeometry; readonly repaired: readonly number[] } {
  const repaired: number[] = [];
  const known = validFeatures(kernel, geometry);
  for (let feature = 0; feature < known.length; feature++) {
    if (wanted?.[feature] === 0 || known[feature] === 1) continue;
    if (isValid(kernel, geometry, feature)) known[feature] = 1;
    else repaired.push(feature);
  }
  if (repaired.length === 0) return { geometry, repaired };
  const packer = new GeometryPacker(geometry.kind);
  let next = 0;
  for (let feature = 0; feature < featureCount(geometry); feature++) {
    if (repaired[next] === feature) {
      repairFeature(kernel, geometry, feature, packer);
      next++;
    } else copyParts(packer, geometry, feature);
    packer.endFeature();
  }
  return { geometry: packer.finish(), repaired };
}
