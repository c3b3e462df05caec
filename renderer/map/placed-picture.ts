import ImageLayer from 'ol/layer/Image.js';
import type Layer from 'ol/layer/Layer.js';
import ImageCanvasSource from 'ol/source/ImageCanvas.js';
import { pointsMatrix } from '#core/formats/picture-matrix.ts';
import type { ShownBasemap } from '#renderer/state/basemaps.ts';
import { decodePicture } from '#renderer/state/picture-file.ts';
import { connectedProjection, projectProjection } from './projection.ts';

/**
 * A picture that is moved, turned and scaled to its place; nothing where it has none. The map library draws upright pictures
 * only, so that it is drawn anew for each view.
 */
export async function placedLayer({ facts, file, place }: ShownBasemap, epsg: number): Promise<Layer | undefined> {
  if (facts.content.kind !== 'plain' || !place) return undefined;
  const bitmap = await decodePicture(file);
  const matrix = place.points ? pointsMatrix(place.points, bitmap.height, facts.file) : facts.content.world;
  if (!matrix) return undefined;
  const [a, b, c, d, e, f] = matrix;
  const source = new ImageCanvasSource({
    projection: place.epsg === epsg ? projectProjection(epsg) : await connectedProjection(epsg, `EPSG:${place.epsg}`),
    ratio: 1,
    canvasFunction: ([minX, , maxX, maxY], _resolution, _pixelRatio, [width, height]) => {
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(width!);
      canvas.height = Math.round(height!);
      const drawing = canvas.getContext('2d')!;
      const perMetre = width! / (maxX! - minX!);
      drawing.imageSmoothingQuality = 'high';
      drawing.setTransform(
        perMetre * a,
        -perMetre * b,
        perMetre * c,
        -perMetre * d,
        perMetre * (e - minX!),
        perMetre * (maxY! - f),
      );
      drawing.drawImage(bitmap, 0, 0);
      return canvas;
    },
  });
  return new ImageLayer({ source });
}
