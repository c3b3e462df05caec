import { Slices } from '#renderer/state/slices.ts';
import type { PaintedMember, PictureFrame } from './paint-rows.ts';
import { paintMember } from './paint-rows.ts';

/** Layers that are drawn together at one opacity, the lowest first. */
export interface PictureRun {
  readonly opacity: number;
  readonly members: readonly PaintedMember[];
}

/** A first picture is shown as it grows, so often, ms. */
const growth = 150;

function newCanvas({ width, height }: PictureFrame): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Painted by the processor when it is told to, not all at once when it is shown.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('there is no canvas to draw on');
  return [canvas, context];
}

function* paintRuns(
  target: CanvasRenderingContext2D,
  runs: readonly PictureRun[],
  frame: PictureFrame,
): Generator<CanvasRenderingContext2D> {
  for (const { opacity, members } of runs) {
    if (opacity === 0) continue;
    const [own, context] = opacity < 1 ? newCanvas(frame) : [null, target];
    for (const member of members) yield* paintMember(context, member, frame);
    if (!own) continue;
    target.globalAlpha = opacity;
    target.drawImage(own, 0, 0);
    target.globalAlpha = 1;
    yield target;
  }
}

/** A picture being painted, in slices between which the page answers a person. */
export class PictureJob {
  readonly frame: PictureFrame;
  readonly canvas: HTMLCanvasElement;
  readonly #slices: Slices;

  /** `done` hears when it is painted, `grown` now and then that more of it is. */
  constructor(
    runs: readonly PictureRun[],
    frame: PictureFrame,
    done: (job: PictureJob) => void,
    grown: () => void = () => undefined,
  ) {
    const [canvas, context] = newCanvas(frame);
    this.frame = frame;
    this.canvas = canvas;
    const work = paintRuns(context, runs, frame);
    let told = performance.now();
    this.#slices = new Slices(() => {
      const bit = work.next();
      if (bit.done) {
        done(this);
        return false;
      }
      // Brings what was drawn to the canvas now.
      bit.value.getImageData(0, 0, 1, 1);
      const now = performance.now();
      if (now - told > growth) {
        told = now;
        grown();
      }
      return true;
    });
  }

  /** Lets the map move without painting in between. */
  pause(): void {
    this.#slices.pause();
  }

  resume(): void {
    this.#slices.resume();
  }

  stop(): void {
    this.#slices.stop();
  }
}
