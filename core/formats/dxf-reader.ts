import type { FieldType } from '#core/model/feature-table.ts';
import { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { type Affine, compose, identity, transformed } from './affine.ts';
import { readLayerName } from './drawing-layer-name.ts';
import { DxfDocument, type DxfEntity, numberOf, textOf } from './dxf-entities.ts';
import { geoReference } from './dxf-geodata.ts';
import { type DrawingText, parcelsOfDrawing } from './dxf-parcels.ts';
import { shapeOf, toDrawing } from './dxf-shapes.ts';
import { readDxfTags } from './dxf-tags.ts';
import { plainParagraphs, plainText, textMiddle } from './dxf-text.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { ReadLayer, ReadOptions } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { checkCancelled } from './source-reading.ts';
import { TextColumns } from './text-columns.ts';

/** Blocks in blocks are followed this deep. */
const deepest = 16;
/** Objects that blocks may unfold to, all together. */
const mostUnfolded = 1_000_000;
/** Copies of a block in one row or column of an array. */
const mostCopies = 10_000;
/** Objects read between two looks at whether to go on. */
const batchSize = 5000;

/** Units of $INSUNITS other than metres. */
const unitNames: Readonly<Record<string, LocalText>> = {
  '1': { zh: '英寸', en: 'inches' },
  '2': { zh: '英尺', en: 'feet' },
  '4': { zh: '毫米', en: 'millimetres' },
  '5': { zh: '厘米', en: 'centimetres' },
  '7': { zh: '千米', en: 'kilometres' },
};

/** What an object takes from the block references around it. */
interface Surroundings {
  readonly transform: Affine;
  readonly layer: string;
  readonly block: string;
  readonly depth: number;
}

class DrawingReader {
  readonly builder = new FeatureBuilder();
  readonly sink = new GeometrySink(this.builder);
  readonly #document: DxfDocument;
  readonly #file: string;
  readonly #remarks: RemarkList;
  readonly #context: TaskContext;
  readonly columns = new TextColumns();
  /** Words with the place of their middle, in the coordinates of the drawing. */
  readonly texts: DrawingText[] = [];
  readonly #closeGap: number | undefined;
  readonly #sizes = new Map<string, number>();
  /** The code in the name of each layer, empty where there is none. */
  readonly #codes = new Map<string, string>();
  #unfolded = 0;
  #seen = 0;

  constructor(
    document: DxfDocument,
    file: string,
    remarks: RemarkList,
    context: TaskContext,
    closeGap: number | undefined,
  ) {
    this.#closeGap = closeGap;
    this.#document = document;
    this.#file = file;
    this.#remarks = remarks;
    this.#context = context;
  }

  /** An object of the drawing itself. */
  add(entity: DxfEntity): void {
    if (this.#seen++ % batchSize === 0) checkCancelled(this.#context);
    if (numberOf(entity, 67) === 1) {
      this.#leaveOut({ zh: '图纸空间对象', en: 'object on a sheet' });
      return;
    }
    this.#add(entity, { transform: identity, layer: '0', block: '', depth: 0 });
  }

  #leaveOut(type: LocalText | string): void {
    this.#remarks.add('formats/elements-left-out', 'info', { file: this.#file, type });
  }

  #add(entity: DxfEntity, around: Surroundings): void {
    const shape = shapeOf(entity, this.#closeGap);
    if (shape === null) {
      if (!silent.has(entity.type)) this.#leaveOut(entity.type);
      return;
    }
    const own = plainText(textOf(entity, 8) ?? '0').trim();
    // What a block has on layer 0 is on the layer of its reference.
    const layer = own === '0' && around.depth > 0 ? around.layer : own;
    const transform = compose(around.transform, toDrawing(entity));
    const name = entity.type === 'INSERT' ? plainText(textOf(entity, 2) ?? '').trim() : around.block;
    if (shape) this.#draw(shape, transform);
    this.#attributes(entity, layer, name, transform);
    this.builder.endRow();
    if (entity.type === 'INSERT') this.#unfold(entity, transform, layer, name, around.depth);
  }

  #draw(shape: NonNullable<ReturnType<typeof shapeOf>>, transform: Affine): void {
    const { sink } = this;
    if (shape.kind !== 'polygon') {
      const path = transformed(transform, shape.path);
      if (!path) {
        this.#damaged();
        return;
      }
      sink.addAll(path);
      if (shape.kind === 'point') sink.endPoints();
      else sink.endLine();
      return;
    }
    const polygons = shape.polygons.map((rings) => rings.map((ring) => transformed(transform, ring)));
    if (polygons.length === 0 || polygons.some((rings) => rings.includes(undefined))) {
      this.#damaged();
      return;
    }
    if (shape.wasOpen) sink.faults.openRings++;
    for (const rings of polygons) {
      for (const ring of rings) {
        sink.addAll(ring!);
        sink.endRing();
      }
      sink.endPolygon();
    }
  }

  #damaged(): void {
    const reason = { zh: '坐标缺失或不是数字', en: 'its coordinates are missing or no numbers' };
    const place = { file: this.#file, row: this.builder.row + 1 };
    this.#remarks.add('formats/record-damaged', 'warning', { file: this.#file, reason }, place);
  }

  #attributes(entity: DxfEntity, layer: string, block: string, transform: Affine): void {
    const set = (name: string, value: string) => this.columns.set(this.builder.row, name, value);
    set('layer', layer);
    set('layer_code', this.#codeOfLayer(layer));
    set('entity', entity.type);
    set('block', block);
    set('handle', textOf(entity, 5)?.trim() ?? '');
    const words = contentOf(entity);
    set('text', words);
    if (words !== '') this.#addWords(words, entity, transform);
    for (const attribute of entity.children) {
      const name = attribute.type === 'ATTRIB' ? plainText(textOf(attribute, 2) ?? '').trim() : '';
      const value = plainText(textOf(attribute, 1) ?? '').trim();
      if (name !== '') set(name, value);
      if (value !== '') this.#addWords(value, attribute, transform);
    }
  }

  #codeOfLayer(layer: string): string {
    let code = this.#codes.get(layer);
    if (code === undefined) {
      code = readLayerName(layer).code ?? '';
      this.#codes.set(layer, code);
    }
    return code;
  }

  #addWords(text: string, entity: DxfEntity, transform: Affine): void {
    const middle = transformed(transform, textMiddle(entity, text));
    if (middle) this.texts.push({ x: middle[0]!, y: middle[1]!, text });
  }

  #check(unfolded: number): void {
    if (unfolded <= mostUnfolded) return;
    throw new WorkbenchError('formats/blocks-too-many', { file: this.#file, limit: mostUnfolded });
  }

  /** Objects that a reference unfolds to; blocks that contain themselves count once. */
  #sizeOf(insert: DxfEntity): number {
    const name = (textOf(insert, 2) ?? '').toLowerCase();
    let size = this.#sizes.get(name);
    if (size === undefined) {
      this.#sizes.set(name, 0);
      size = 0;
      for (const entity of this.#document.blocks.get(name)?.entities ?? []) {
        size += 1 + (entity.type === 'INSERT' ? this.#sizeOf(entity) : 0);
      }
      this.#sizes.set(name, size);
    }
    return size * copiesOf(insert, 70) * copiesOf(insert, 71);
  }

  /** The objects of the block that a reference names, in place. */
  #unfold(insert: DxfEntity, transform: Affine, layer: string, name: string, depth: number): void {
    const block = this.#document.blocks.get((textOf(insert, 2) ?? '').toLowerCase());
    if (!block) return;
    if (depth >= deepest) {
      this.#leaveOut({ zh: `嵌套超过 ${deepest} 层的图块`, en: `block nested deeper than ${deepest} levels` });
      return;
    }
    // A bomb of blocks is told before it is unfolded.
    if (depth === 0) this.#check(this.#unfolded + this.#sizeOf(insert));
    const angle = (numberOf(insert, 50) * Math.PI) / 180;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    const turned: Affine = [cosine, sine, -sine, cosine, numberOf(insert, 10), numberOf(insert, 20)];
    const scaleX = numberOf(insert, 41, 1);
    const scaleY = numberOf(insert, 42, 1);
    const columns = copiesOf(insert, 70);
    const rows = copiesOf(insert, 71);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const moved: Affine = [1, 0, 0, 1, column * numberOf(insert, 44), row * numberOf(insert, 45)];
        const scaled: Affine = [scaleX, 0, 0, scaleY, -block.baseX * scaleX, -block.baseY * scaleY];
        const placed = compose(transform, compose(turned, compose(moved, scaled)));
        for (const entity of block.entities) {
          this.#check(++this.#unfolded);
          if (this.#unfolded % batchSize === 0) checkCancelled(this.#context);
          this.#add(entity, { transform: placed, layer, block: name, depth: depth + 1 });
        }
      }
    }
  }
}

/** Columns or rows of an array of block references. */
function copiesOf(insert: DxfEntity, code: number): number {
  return Math.min(mostCopies, Math.max(1, numberOf(insert, code, 1) || 1));
}

/** Fields that are texts whatever their values look like. */
const textFields = new Map<string, FieldType>(
  ['layer', 'layer_code', 'entity', 'block', 'handle', 'text'].map((name) => [name, 'text']),
);

/** Objects that are no part of the picture, so that nobody misses them. */
const silent = new Set(['VIEWPORT', 'ATTDEF', 'SEQEND', 'ENDBLK', 'BLOCK']);

/** The words of a text; empty for all else. */
function contentOf(entity: DxfEntity): string {
  if (entity.type === 'MTEXT') {
    const pieces = entity.tags.filter(({ code }) => code === 1 || code === 3).map(({ value }) => value);
    return plainParagraphs(pieces.join(''));
  }
  return entity.type === 'TEXT' ? plainText(textOf(entity, 1) ?? '').trim() : '';
}

/**
 * Reads a drawing: closed and nearly closed polylines, circles and hatches as polygons, other lines and curves as lines,
 * points, texts and block references as points; what is in blocks in its place as well. Layer, type, text, block and
 * handle are attributes, and so are those of block references.
 *
 * Errors: `formats/damaged`, `formats/blocks-too-many`, `formats/file-too-large`.
 */
export async function readDxf(source: FileSource, options: ReadOptions, context: TaskContext): Promise<ReadLayer[]> {
  const file = source.name;
  const remarks = new RemarkList();
  const { tags, encoding, evidence } = await readDxfTags(source, options.encoding, remarks, context);
  const document = new DxfDocument(tags, file);
  const reader = new DrawingReader(document, file, remarks, context, options.drawing?.closeGap);
  document.read((entity) => reader.add(entity));
  reader.columns.addTo(reader.builder, textFields);
  reader.sink.report(remarks, file);
  const unit = unitNames[document.header.get('$INSUNITS') ?? ''];
  const reference = geoReference(document.geoData);
  if (unit && !reference) remarks.add('formats/drawing-unit', 'info', { file, unit });
  const read = layersOf(reader.builder, { file, name: '', remarks, encoding, evidence, crs: reference?.crs });
  const layers = read.map((layer) => {
    if (layer.geometry.kind !== 'polygon') return layer;
    return parcelsOfDrawing(layer, reader.texts, options.drawing ?? {}, file) ?? layer;
  });
  if (reference)
    for (const { geometry } of layers)
      geometry.coordinates.set(transformed(reference.toCrs, [...geometry.coordinates])!);
  return layers;
}
