import { areaOf } from '#core/geometry/cut-shape.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { type Box, pathLength } from '#core/geometry/measure.ts';
import { parallelLine } from '#core/geometry/parallel-line.ts';
import { locateInRing } from '#core/geometry/point-in-polygon.ts';
import { geometryOfParts, partsOf, type SimplePart } from '#core/geometry/simple-geometry.ts';
import { readWkb, writeWkb } from '#core/geometry/wkb.ts';
import { boxOfWkb } from '#core/geometry/wkb-box.ts';
import type { FeatureEdit } from '#core/model/edit.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { checkedGeometry, type EditPlace, ImageEdits } from './image-edits.ts';
import { isAmount } from './shape-edits.ts';

/** What a person does to outlines of features; geometries are WKB. */
export type OutlineChange =
  /** A line over the edge of one feature gives it a new edge there; with `neighbours` what it gains leaves them and what it loses goes to them. */
  | { readonly verb: 'reshape'; readonly feature: FeatureId; readonly line: Uint8Array; readonly neighbours: boolean }
  /** An area inside one of the features becomes a hole of it. */
  | { readonly verb: 'add-hole'; readonly features: readonly FeatureId[]; readonly area: Uint8Array }
  /** The hole around a place is filled. */
  | { readonly verb: 'fill-hole'; readonly x: number; readonly y: number }
  /** Areas grow by `metres`, or shrink below 0; of lines there are copies beside them, to the left or, below 0, to the right. */
  | { readonly verb: 'offset'; readonly features: readonly FeatureId[]; readonly metres: number }
  /** Where features overlap others, the land stays with `winner`. */
  | { readonly verb: 'trim'; readonly features: readonly FeatureId[]; readonly winner: 'selected' | 'others' };

/** The features of a layer as the scenario has them, with where they are. */
export interface OutlineScene {
  readonly project: ProjectFile;
  readonly engine: GeometryEngine;
  readonly place: EditPlace;
  /** Features whose boxes meet a box. */
  readonly near: (box: Box) => readonly FeatureId[];
}

interface OutlineResult {
  readonly edits: FeatureEdit[];
  /** What was changed or made, the features that were asked for first. */
  readonly features: readonly FeatureId[];
}

/** Land below this is rounding, m2. */
const leastArea = 1e-4;

/** Edits of outlines that are being put together. */
class Outlines {
  readonly edits: ImageEdits;
  readonly #scene: OutlineScene;
  readonly #touched = new Set<FeatureId>();

  constructor(scene: OutlineScene, features: readonly FeatureId[]) {
    this.#scene = scene;
    this.edits = new ImageEdits(scene.project, scene.place, features);
  }

  shapeOf(feature: FeatureId): Uint8Array {
    const { geometry } = this.edits.imageOf(feature);
    if (!geometry) throw new WorkbenchError('edit/geometry-empty', { layer: this.edits.layer.name, feature });
    return geometry;
  }

  /** Gives a feature another outline. Fails with `edit/feature-vanishes` where nothing is left of it. */
  put(feature: FeatureId, geometry: Uint8Array): void {
    const { engine, project } = this.#scene;
    const { layer } = this.edits;
    const image = this.edits.imageOf(feature);
    if (areaOf(readWkb(geometry)) < leastArea) {
      const at = partsOf(readWkb(this.shapeOf(feature)))[0]!;
      const [x, y] = at.type === 'polygon' ? at.rings[0]! : at.coordinates;
      throw new WorkbenchError('edit/feature-vanishes', {
        layer: layer.name,
        feature,
        x: Math.round(x!),
        y: Math.round(y!),
      });
    }
    const { values } = image;
    this.edits.put(feature, { values, geometry: checkedGeometry(engine, project, layer, feature, geometry) });
    this.#touched.add(feature);
  }

  finish(): OutlineResult {
    return { edits: this.edits.finish(), features: [...this.#touched] };
  }
}

/** Other features whose boxes meet that of a geometry, in the order of the layer. */
function othersNear({ near }: OutlineScene, wkb: Uint8Array, but: ReadonlySet<FeatureId>): FeatureId[] {
  return near(boxOfWkb(wkb)).filter((id) => !but.has(id));
}

function overlapArea(engine: GeometryEngine, a: Uint8Array, b: Uint8Array): number {
  return areaOf(readWkb(engine.overlay('intersection', a, b)));
}

function borderLength(engine: GeometryEngine, a: Uint8Array, b: Uint8Array): number {
  return partsOf(readWkb(engine.overlay('intersection', a, b))).reduce((sum, part) => {
    if (part.type === 'point') return sum;
    const paths = part.type === 'polygon' ? part.rings : [part.coordinates];
    return sum + paths.reduce((length, path) => length + pathLength(path), 0);
  }, 0);
}

function linesOf(wkb: Uint8Array): Uint8Array[] {
  return partsOf(readWkb(wkb)).flatMap((part) =>
    part.type === 'polygon'
      ? part.rings.map((coordinates) => writeWkb({ type: 'line', coordinates }))
      : [writeWkb(part)],
  );
}

/** What a feature keeps, gains and loses where a line gives it a new edge. */
function reshaped(
  engine: GeometryEngine,
  shape: Uint8Array,
  line: Uint8Array,
): { readonly gained: Uint8Array[]; readonly lost: Uint8Array[] } {
  const faces = engine.polygonize([...linesOf(shape), line]);
  const sized = faces.map((face) => {
    const area = areaOf(readWkb(face));
    return { face, area, inside: overlapArea(engine, face, shape) > area / 2 };
  });
  const inside = sized.filter((one) => one.inside).sort((a, b) => b.area - a.area);
  // Of what lies outside, only what the line encloses: not the holes that were there.
  const gained = sized.filter(
    (one) => !one.inside && one.area > leastArea && borderLength(engine, one.face, line) > 1e-6,
  );
  // What the line cuts off is what has an edge on it.
  const lost = inside.slice(1).filter((one) => one.area > leastArea && borderLength(engine, one.face, line) > 1e-6);
  return { gained: gained.map(({ face }) => face), lost: lost.map(({ face }) => face) };
}

function reshape(
  scene: OutlineScene,
  { feature, line, neighbours }: Extract<OutlineChange, { verb: 'reshape' }>,
): OutlineResult {
  const { engine } = scene;
  const own = new Outlines(scene, [feature]);
  const shape = own.shapeOf(feature);
  const { gained, lost } = reshaped(engine, shape, line);
  if (gained.length === 0 && lost.length === 0)
    throw new WorkbenchError('edit/nothing-reshaped', { layer: own.edits.layer.name, feature });
  const near = [...new Set([...gained, ...lost].flatMap((face) => othersNear(scene, face, new Set([feature]))))];
  const outlines = new Outlines(scene, [feature, ...near]);
  let next = shape;
  for (const face of lost) next = engine.overlay('difference', next, face);
  if (gained.length > 0) next = engine.union([next, ...gained]);
  outlines.put(feature, next);
  if (!neighbours) return outlines.finish();
  for (const face of gained) {
    for (const other of near) {
      const theirs = outlines.shapeOf(other);
      if (overlapArea(engine, theirs, face) > leastArea)
        outlines.put(other, engine.overlay('difference', theirs, face));
    }
  }
  for (const face of lost) {
    const heirs = near
      .map((id) => ({ id, border: borderLength(engine, outlines.shapeOf(id), face) }))
      .sort((a, b) => b.border - a.border);
    const [heir] = heirs;
    if (heir && heir.border > 1e-6) outlines.put(heir.id, engine.union([outlines.shapeOf(heir.id), face]));
  }
  return outlines.finish();
}

function addHole(scene: OutlineScene, { features, area }: Extract<OutlineChange, { verb: 'add-hole' }>): OutlineResult {
  const { engine } = scene;
  const box = boxOfWkb(area);
  const chosen = new Set(features);
  const candidates = scene.near(box).filter((id) => chosen.size === 0 || chosen.has(id));
  const outlines = new Outlines(scene, candidates);
  const refused = (): WorkbenchError =>
    new WorkbenchError('edit/hole-outside', {
      layer: outlines.edits.layer.name,
      x: Math.round((box.minX + box.maxX) / 2),
      y: Math.round((box.minY + box.maxY) / 2),
    });
  const ringsOf = (wkb: Uint8Array): number =>
    partsOf(readWkb(wkb)).reduce((sum, part) => sum + (part.type === 'polygon' ? part.rings.length : 0), 0);
  const { valid } = engine.validity(area);
  const whole = areaOf(readWkb(area));
  const host = candidates.find((id) => overlapArea(engine, outlines.shapeOf(id), area) > whole - leastArea);
  if (!valid || host === undefined || whole < leastArea) throw refused();
  const shape = outlines.shapeOf(host);
  const left = engine.overlay('difference', shape, area);
  // A hole that touches the edge would be a notch.
  if (ringsOf(left) !== ringsOf(shape) + 1) throw refused();
  outlines.put(host, left);
  return outlines.finish();
}

function fillHole(scene: OutlineScene, { x, y }: Extract<OutlineChange, { verb: 'fill-hole' }>): OutlineResult {
  const { engine } = scene;
  const around = scene.near({ minX: x, minY: y, maxX: x, maxY: y });
  const outlines = new Outlines(scene, around);
  for (const id of around) {
    const parts = partsOf(readWkb(outlines.shapeOf(id)));
    for (const [place, part] of parts.entries()) {
      if (part.type !== 'polygon') continue;
      const hole = part.rings.findIndex((ring, at) => at > 0 && locateInRing(ring, 0, ring.length / 2, x, y) > 0);
      if (hole < 0) continue;
      const filled: SimplePart = { type: 'polygon', rings: part.rings.filter((_, at) => at !== hole) };
      const area = writeWkb({ type: 'polygon', rings: [part.rings[hole]!] });
      const inIt = othersNear(scene, area, new Set([id])).find((other) => {
        const [image] = scene.project.readFeatures(scene.place.layer, scene.place.scenario, [other]).values();
        return image?.geometry && overlapArea(engine, image.geometry, area) > leastArea;
      });
      if (inIt !== undefined)
        throw new WorkbenchError('edit/hole-occupied', {
          layer: outlines.edits.layer.name,
          feature: inIt,
          x: Math.round(x),
          y: Math.round(y),
        });
      outlines.put(id, writeWkb(geometryOfParts(parts.with(place, filled), 'polygon')));
      return outlines.finish();
    }
  }
  throw new WorkbenchError('edit/no-hole', { layer: outlines.edits.layer.name, x: Math.round(x), y: Math.round(y) });
}

function offset(scene: OutlineScene, { features, metres }: Extract<OutlineChange, { verb: 'offset' }>): OutlineResult {
  const { engine, project } = scene;
  const outlines = new Outlines(scene, features);
  const { layer } = outlines.edits;
  if (!Number.isFinite(metres) || metres === 0 || features.length === 0)
    throw new WorkbenchError('edit/offset-nothing', { layer: layer.name });
  if (layer.geometry === 'polygon') {
    for (const id of features) outlines.put(id, engine.buffer(outlines.shapeOf(id), metres, { join: 'mitre' }));
    return outlines.finish();
  }
  const made: FeatureId[] = [];
  for (const id of features) {
    const image = outlines.edits.imageOf(id);
    const lines = partsOf(readWkb(outlines.shapeOf(id))).flatMap((part): SimplePart[] => {
      const coordinates = part.type === 'line' ? parallelLine(part.coordinates, metres) : null;
      return coordinates ? [{ type: 'line', coordinates }] : [];
    });
    if (lines.length === 0) throw new WorkbenchError('edit/offset-nothing', { layer: layer.name });
    // Amounts belong to the line that was there; what it is called and how it is built goes for both.
    const amounts = new Set(layer.fields.filter((field) => isAmount(layer, field)).map(({ name }) => name));
    const values = Object.fromEntries(
      Object.entries(image.values).map(([name, value]) => [name, amounts.has(name) ? null : value]),
    );
    const copy = project.newId() as FeatureId;
    const geometry = checkedGeometry(engine, project, layer, copy, writeWkb(geometryOfParts(lines, 'line')));
    outlines.edits.put(copy, { geometry, values });
    made.push(copy);
  }
  return { edits: outlines.edits.finish(), features: made };
}

function trim(scene: OutlineScene, { features, winner }: Extract<OutlineChange, { verb: 'trim' }>): OutlineResult {
  const { engine } = scene;
  const chosen = new Set(features);
  const reader = new Outlines(scene, features);
  const near = new Map(features.map((id) => [id, othersNear(scene, reader.shapeOf(id), chosen)]));
  const outlines = new Outlines(scene, [...features, ...[...near.values()].flat()]);
  for (const id of features) {
    for (const other of near.get(id)!) {
      const [own, theirs] = [outlines.shapeOf(id), outlines.shapeOf(other)];
      if (overlapArea(engine, own, theirs) <= leastArea) continue;
      if (winner === 'selected') outlines.put(other, engine.overlay('difference', theirs, own));
      else outlines.put(id, engine.overlay('difference', own, theirs));
    }
  }
  const result = outlines.finish();
  if (result.features.length === 0)
    throw new WorkbenchError('edit/nothing-overlaps', { layer: outlines.edits.layer.name });
  return result;
}

/**
 * Edits that change outlines. Fails with `edit/nothing-reshaped`, `edit/hole-outside`, `edit/hole-occupied`, `edit/no-hole`,
 * `edit/offset-nothing`, `edit/nothing-overlaps`, with `edit/feature-vanishes` where nothing of a feature, and so none of its
 * values, would be left, and with `edit/geometry-invalid`, `edit/missing-feature`; with the place where there is one.
 */
export function outlineEdits(scene: OutlineScene, change: OutlineChange): OutlineResult {
  const { geometry, name } = scene.project.layer(scene.place.layer);
  if (geometry !== 'polygon' && !(geometry === 'line' && change.verb === 'offset'))
    throw new WorkbenchError('edit/outline-kind', { layer: name });
  switch (change.verb) {
    case 'reshape':
      return reshape(scene, change);
    case 'add-hole':
      return addHole(scene, change);
    case 'fill-hole':
      return fillHole(scene, change);
    case 'offset':
      return offset(scene, change);
    case 'trim':
      return trim(scene, change);
  }
}
