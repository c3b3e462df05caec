import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { areaOfOutlines, packAreas, unionOfAreas } from './area-arrangement.ts';
import { copyFeature } from './copy-parts.ts';
import { quickValidity } from './quick-validity.ts';
import { packAll, simpleFromPacked } from './simple-geometry.ts';
import { tidy } from './tidy.ts';

/**
 * Some features of a polygon geometry as one feature, overlaps counted once: what `GeometryEngine.dissolve` gives, where no
 * engine is at hand. Features that break the rules are taken as the area that their outlines enclose. The same features in
 * the same order give the same digits.
 */
export function uniteFeatures(geometry: PackedGeometry, features: readonly number[]): PackedGeometry {
  const sound = new GeometryPacker('polygon');
  for (const feature of features) {
    if (quickValidity(geometry, feature) === 'valid') {
      copyFeature(sound, geometry, feature);
      continue;
    }
    const tidied = packAll('polygon', [tidy(simpleFromPacked(geometry, feature)).geometry]);
    for (let part = 0; part < tidied.partOffsets.length - 1; part++) {
      packAreas(sound, areaOfOutlines(tidied, part));
      sound.endFeature();
    }
  }
  const parts = sound.finish();
  const all = Array.from({ length: featureCount(parts) }, (_, feature) => feature);
  const united = new GeometryPacker('polygon');
  packAreas(united, unionOfAreas({ geometry: parts, features: all }));
  united.endFeature();
  return united.finish();
}
