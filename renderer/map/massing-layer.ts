import Layer from 'ol/layer/Layer.js';
import type { FrameState } from 'ol/Map.js';
import type Source from 'ol/source/Source.js';
import type { Volume } from '#core/symbology/massing.ts';

/** How far up the screen a metre of height reaches, beside a metre on the ground. */
const lift = 0.7;
/** Volumes lower than this on the screen are no more than an outline, px. */
const leastLift = 2;
/** So many are drawn at a time, the highest: more could not be moved smoothly. */
const mostVolumes = 2000;

/** A colour darkened or lightened: 1 leaves it, 0 is black, 2 is white. */
function shaded(colour: string, light: number): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const to = (channel: number): number => (light <= 1 ? channel * light : channel + (255 - channel) * (light - 1));
  return `rgb(${channels.map((channel) => Math.round(to(channel))).join(' ')})`;
}

/** A volume on the screen. */
interface Standing {
  readonly volume: Volume;
  readonly rings: readonly Float64Array[];
  readonly rise: number;
  /** Its foremost point, px from the top: what is further down stands before it. */
  readonly front: number;
}

function project({ rings }: Volume, [a, b, c, d, e, f]: readonly number[]): Float64Array[] {
  return rings.map((ring) => {
    const pixels = new Float64Array(ring.length);
    for (let at = 0; at < ring.length; at += 2) {
      pixels[at] = a! * ring[at]! + c! * ring[at + 1]! + e!;
      pixels[at + 1] = b! * ring[at]! + d! * ring[at + 1]! + f!;
    }
    return pixels;
  });
}

/** Twice the area of a ring on the screen; its sign is the way it runs. */
function turning(ring: Float64Array): number {
  let sum = 0;
  for (let at = 0, last = ring.length - 2; at < ring.length; last = at, at += 2)
    sum += ring[last]! * ring[at + 1]! - ring[at]! * ring[last + 1]!;
  return sum;
}

/** The walls that face the viewer; those on the left are in the light. */
function paintWalls(context: CanvasRenderingContext2D, { volume, rings, rise }: Standing): void {
  rings.forEach((ring, place) => {
    // Of a hole the far side is seen, of an outline the near one.
    const way = Math.sign(turning(ring)) * (place === 0 ? 1 : -1);
    for (let at = 0, last = ring.length - 2; at < ring.length; last = at, at += 2) {
      const [x, y, toX, toY] = [ring[last]!, ring[last + 1]!, ring[at]!, ring[at + 1]!];
      const [alongX, alongY] = [(toX - x) * way, (toY - y) * way];
      if (alongX >= 0) continue;
      const length = Math.hypot(alongX, alongY);
      context.fillStyle = shaded(volume.colour, 0.74 - 0.16 * (alongY / length));
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(toX, toY);
      context.lineTo(toX, toY - rise);
      context.lineTo(x, y - rise);
      context.fill();
    }
  });
}

function paintRoof(context: CanvasRenderingContext2D, { volume, rings, rise }: Standing, edge: string): void {
  context.beginPath();
  for (const ring of rings) {
    context.moveTo(ring[0]!, ring[1]! - rise);
    for (let at = 2; at < ring.length; at += 2) context.lineTo(ring[at]!, ring[at + 1]! - rise);
    context.closePath();
  }
  context.fillStyle = volume.colour;
  context.fill('evenodd');
  context.strokeStyle = edge;
  context.stroke();
}

/** Building mass in an oblique view over the map: true on the ground, heights straight up the screen. */
export class MassingLayer extends Layer<Source> {
  readonly #canvas = document.createElement('canvas');
  #volumes: readonly Volume[] = [];
  #edge = '#000000';

  constructor(zIndex: number) {
    super({});
    this.setZIndex(zIndex);
    this.#canvas.className = 'ol-layer massing';
    this.#canvas.style.cssText = 'position: absolute; width: 100%; height: 100%;';
  }

  /** Shows these from now on, their roofs outlined in a colour; none while massing is off. */
  show(volumes: readonly Volume[], edge: string): void {
    if (this.#volumes === volumes && this.#edge === edge) return;
    this.#volumes = volumes;
    this.#edge = edge;
    this.changed();
  }

  override render(frame: FrameState): HTMLElement {
    const { size, pixelRatio } = frame;
    const [width, height] = [Math.round(size[0]! * pixelRatio), Math.round(size[1]! * pixelRatio)];
    const canvas = this.#canvas;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d');
    if (!context) return canvas;
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    context.clearRect(0, 0, size[0]!, size[1]!);
    context.lineWidth = 0.6;
    context.lineJoin = 'round';
    const standing = this.#inView(frame);
    canvas.dataset['volumes'] = String(standing.length);
    for (const one of standing) {
      paintWalls(context, one);
      paintRoof(context, one, this.#edge);
    }
    // The map library draws the labels above on this canvas as well, in pixels of the screen.
    context.setTransform(1, 0, 0, 1, 0, 0);
    return canvas;
  }

  /** What is to be seen, from back to front. */
  #inView({ coordinateToPixelTransform, viewState, size, extent }: FrameState): Standing[] {
    if (!extent) return [];
    const rise = (volume: Volume): number => (volume.height * lift) / viewState.resolution;
    const [left, bottom, right, top] = extent as [number, number, number, number];
    const reached = this.#volumes.filter((volume) => {
      const [minX, minY, maxX, maxY] = volume.box;
      // What stands below the lower edge may reach into the picture, whichever way the map is turned.
      const reach = volume.height * lift;
      const inside = minX <= right + reach && maxX >= left - reach && minY <= top + reach && maxY >= bottom - reach;
      return inside && rise(volume) >= leastLift;
    });
    const highest =
      reached.length > mostVolumes ? reached.sort((a, b) => b.height - a.height).slice(0, mostVolumes) : reached;
    return highest
      .map((volume): Standing => {
        const rings = project(volume, coordinateToPixelTransform);
        let front = -Infinity;
        for (let at = 1; at < rings[0]!.length; at += 2) front = Math.max(front, rings[0]![at]!);
        return { volume, rings, rise: rise(volume), front };
      })
      .filter(({ front, rise: up }) => front >= 0 && front - up <= size[1]! + up)
      .sort((a, b) => a.front - b.front);
  }
}
