import { Slices } from '#renderer/state/slices.ts';
import { type PaintedMember, type PictureFrame, paintStyled, type StyledRows, styleMember } from './paint-rows.ts';
import { isWorthSketching, paintSketchily } from './paint-sketchily.ts';

/** Layers that are drawn together at one opacity, the lowest first. */
export interface PictureRun {
  readonly opacity: number;
  readonly members: readonly PaintedMember[];
}

/** A first picture is shown as it grows, so often, ms. */
const growth = 150;

/** A canvas that is no longer shown: its memory is at hand, that of a new one takes tens of milliseconds to come. */
let spare: HTMLCanvasElement | null = null;

/** Gives a canvas back that nobody looks at any more. */
export function giveBack(canvas: HTMLCanvasElement): void {
  spare = canvas;
}

function newCanvas({ width, height }: PictureFrame): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const isFitting = spare?.width === width && spare.height === height;
  const canvas = isFitting ? spare! : document.createElement('canvas');
  if (isFitting) spare = null;
  else Object.assign(canvas, { width, height });
  // Painted by the processor when it is told to, not all at once when it is shown.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('there is no canvas to draw on');
  if (isFitting) context.clearRect(0, 0, width, height);
  return [canvas, context];
}

/** A picture on a canvas of its own. */
export interface Painted {
  readonly frame: PictureFrame;
  readonly canvas: HTMLCanvasElement;
}

interface StyledRun {
  readonly opacity: number;
  readonly members: readonly StyledRows[];
}

function* styleRuns(
  target: CanvasRenderingContext2D,
  runs: readonly PictureRun[],
  frame: PictureFrame,
): Generator<CanvasRenderingContext2D, StyledRun[]> {
  const styled: StyledRun[] = [];
  for (const { opacity, members } of runs) {
    const rows: StyledRows[] = [];
    if (opacity > 0) for (const member of members) rows.push(yield* styleMember(target, member, frame));
    styled.push({ opacity, members: rows });
  }
  return styled;
}

function* paintRuns(
  target: CanvasRenderingContext2D,
  runs: readonly StyledRun[],
  frame: PictureFrame,
  isRough: boolean,
): Generator<CanvasRenderingContext2D> {
  for (const { opacity, members } of runs) {
    if (opacity === 0) continue;
    // Spots take the place of what was painted before.
    const isApart = opacity < 1 || (isRough && runs.length > 1);
    const [own, context] = isApart ? newCanvas(frame) : [null, target];
    if (isRough) yield* paintSketchily(context, members, frame);
    else for (const member of members) yield* paintStyled(context, member, frame);
    if (!own) continue;
    target.globalAlpha = opacity;
    target.drawImage(own, 0, 0);
    target.globalAlpha = 1;
    yield target;
  }
}

/** Who wants to know how far a picture has come. */
interface JobListeners {
  done(job: PictureJob): void;
  /** Now and then, when more of it is to be seen. */
  grown(): void;
}

/** A picture being painted, in slices between which the page answers a person. */
export class PictureJob implements Painted {
  readonly frame: PictureFrame;
  readonly canvas: HTMLCanvasElement;
  readonly #slices: Slices;
  readonly #listeners: JobListeners;
  #sketch: Painted | null = null;
  #told = performance.now();

  /**
   * With `sketchFrame` there is a rough picture of that piece of land first, where the real one takes long; with `isRough` there
   * is nothing but a rough picture.
   */
  constructor(
    runs: readonly PictureRun[],
    frame: PictureFrame,
    listeners: JobListeners,
    {
      sketchFrame = null,
      isRough = false,
    }: { readonly sketchFrame?: PictureFrame | null; readonly isRough?: boolean } = {},
  ) {
    const [canvas, context] = newCanvas(frame);
    this.frame = frame;
    this.canvas = canvas;
    this.#listeners = listeners;
    const work = this.#paint(context, runs, sketchFrame, isRough);
    this.#slices = new Slices(() => {
      const bit = work.next();
      if (bit.done) {
        listeners.done(this);
        return false;
      }
      // Brings what was drawn to the canvas now.
      bit.value.getImageData(0, 0, 1, 1);
      if (!this.#sketch && performance.now() - this.#told > growth) this.#tell();
      return true;
    });
  }

  /** What can be shown of it so far. */
  get shown(): Painted {
    return this.#sketch ?? this;
  }

  /** The rough picture, when it is there. */
  get sketch(): Painted | null {
    return this.#sketch;
  }

  *#paint(
    context: CanvasRenderingContext2D,
    runs: readonly PictureRun[],
    sketchFrame: PictureFrame | null,
    isRough: boolean,
  ): Generator<CanvasRenderingContext2D> {
    const styled = yield* styleRuns(context, runs, this.frame);
    const members = styled.flatMap((run) => run.members);
    const isOpaque = styled.every(({ opacity }) => opacity === 1 || opacity === 0);
    if (!isRough && sketchFrame && isOpaque && isWorthSketching(members)) {
      const [canvas, rough] = newCanvas(sketchFrame);
      yield* paintSketchily(rough, members, sketchFrame);
      this.#sketch = { frame: sketchFrame, canvas };
      this.#tell();
    }
    yield* paintRuns(context, styled, this.frame, isRough);
  }

  #tell(): void {
    this.#told = performance.now();
    this.#listeners.grown();
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
