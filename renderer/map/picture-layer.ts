import Layer from 'ol/layer/Layer.js';
import type { FrameState } from 'ol/Map.js';
import type Source from 'ol/source/Source.js';
import ViewHint from 'ol/ViewHint.js';
import { indexOf } from './map-data.ts';
import type { PictureFrame } from './paint-rows.ts';
import { giveBack, type Painted, PictureJob, type PictureRun } from './picture-job.ts';

/** A picture reaches this many times the map's width and height, so that moving does not run out of it at once. */
const reach = 1.7;

/** Version of a picture that is not all of what was to be drawn. */
const unfinished = -1;

interface Picture extends Painted {
  /** Whether there was nothing to draw. */
  readonly isBlank: boolean;
  /** Of what was to be drawn when it was begun. */
  readonly version: number;
}

/** Half of what a turned map of this size reaches to each side, CSS pixels. */
function halfReach([width, height]: readonly number[], rotation: number): readonly [x: number, y: number] {
  const [cos, sin] = [Math.abs(Math.cos(rotation)), Math.abs(Math.sin(rotation))];
  return [(width! * cos + height! * sin) / 2, (width! * sin + height! * cos) / 2];
}

/** The frame of a new picture around what the map shows, so many times as large; its pixels lie on those of the map. */
function frameAround({ viewState, size, pixelRatio }: FrameState, times = reach): PictureFrame {
  const { center, resolution, rotation } = viewState;
  const [halfWidth, halfHeight] = halfReach(size, rotation);
  const [aside, above] = [Math.ceil(halfWidth * (times - 1)), Math.ceil(halfHeight * (times - 1))];
  return {
    left: center[0]! - (halfWidth + aside) * resolution,
    top: center[1]! + (halfHeight + above) * resolution,
    resolution,
    ratio: pixelRatio,
    width: Math.ceil(2 * (halfWidth + aside) * pixelRatio),
    height: Math.ceil(2 * (halfHeight + above) * pixelRatio),
  };
}

/** Whether a picture is sharp on the map as it stands and reaches to its edges. */
function fits(frame: PictureFrame, { viewState, size, pixelRatio }: FrameState): boolean {
  const { center, resolution, rotation } = viewState;
  if (frame.ratio !== pixelRatio || Math.abs(frame.resolution / resolution - 1) > 1e-6) return false;
  const [halfWidth, halfHeight] = halfReach(size, rotation);
  const x = (center[0]! - frame.left) / resolution;
  const y = (frame.top - center[1]!) / resolution;
  // A pixel either way is lost to rounding.
  return (
    x - halfWidth > -1 &&
    y - halfHeight > -1 &&
    x + halfWidth < frame.width / frame.ratio + 1 &&
    y + halfHeight < frame.height / frame.ratio + 1
  );
}

/** Begins what finds features under the pointer: until it has grown that takes longer. */
function growIndexes(runs: readonly PictureRun[]): void {
  for (const { table } of runs.flatMap(({ members }) => members)) indexOf(table);
}

/**
 * Draws layers of many features as a picture that moves with the map. Where it no longer fits, a new one is painted in
 * slices while the old one stays; while the map moves nothing is painted.
 */
export class PictureLayer extends Layer<Source> {
  readonly #element = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #isSketched: boolean;
  #runs: readonly PictureRun[] = [];
  #isRough = false;
  #version = 0;
  #shown: Picture | null = null;
  #job: { readonly job: PictureJob; readonly version: number } | null = null;
  #waiting: (() => void)[] = [];

  /** Its element gets a class of this name. With `isSketched` a first picture that takes long is preceded by a rough one. */
  constructor(name: string, isSketched: boolean) {
    super({});
    this.#isSketched = isSketched;
    this.#element.className = `ol-layer ${name}`;
    this.#element.style.cssText = 'position: absolute; inset: 0;';
    this.#canvas.style.cssText = 'position: absolute; width: 100%; height: 100%;';
    this.#element.append(this.#canvas);
  }

  /** Calls `painted` once, when there is a picture of what is to be drawn; at once where that is so or where there is nothing. */
  whenPainted(painted: () => void): void {
    if (this.#runs.length === 0 || this.#shown?.version === this.#version) painted();
    else this.#waiting.push(painted);
  }

  /** What is to be drawn from now on; roughly, where some of it is known no better. */
  show(runs: readonly PictureRun[], isRough: boolean): void {
    this.#runs = runs;
    this.#isRough = isRough;
    this.#version++;
    this.changed();
  }

  override render(frameState: FrameState): HTMLElement {
    const { viewHints } = frameState;
    const moves = viewHints[ViewHint.ANIMATING]! > 0 || viewHints[ViewHint.INTERACTING]! > 0;
    if (moves) this.#job?.job.pause();
    else this.#settle(frameState);
    this.#draw(frameState);
    return this.#element;
  }

  protected override disposeInternal(): void {
    this.#job?.job.stop();
    super.disposeInternal();
  }

  /** Sees to it that a picture that fits is there or on its way. */
  #settle(frameState: FrameState): void {
    const isCurrent = (version: number, frame: PictureFrame): boolean =>
      version === this.#version && fits(frame, frameState);
    const running = this.#job;
    if (running && isCurrent(running.version, running.job.frame)) return running.job.resume();
    if (running) {
      running.job.stop();
      giveBack(running.job.canvas);
      const { sketch } = running.job;
      // Better than nothing until the next one is there.
      if (sketch && (this.#shown?.isBlank ?? true)) this.#shown = { ...sketch, version: unfinished, isBlank: false };
    }
    this.#job = null;
    if (this.#shown && isCurrent(this.#shown.version, this.#shown.frame)) return;
    const version = this.#version;
    const runs = this.#runs;
    const isRough = this.#isRough;
    const done = ({ canvas, frame }: PictureJob): void => {
      if (this.#shown) giveBack(this.#shown.canvas);
      this.#shown = { canvas, frame, version, isBlank: runs.length === 0 };
      this.#job = null;
      this.changed();
      for (const painted of this.#waiting.splice(0)) painted();
      if (!isRough) growIndexes(runs);
    };
    // The first picture is shown as it grows; a later one replaces the one before when it is done.
    const isFirst = this.#shown?.isBlank ?? true;
    const grown = (): void => void (isFirst && this.changed());
    const inSight = frameAround(frameState, 1);
    const job = new PictureJob(
      runs,
      isRough ? inSight : frameAround(frameState),
      { done, grown },
      { sketchFrame: isFirst && this.#isSketched ? inSight : null, isRough },
    );
    this.#job = { job, version };
  }

  #draw({ size, pixelRatio, viewState }: FrameState): void {
    const [width, height] = [Math.round(size[0]! * pixelRatio), Math.round(size[1]! * pixelRatio)];
    const canvas = this.#canvas;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.dataset['drawing'] = String(this.#job !== null || this.#isRough);
    const context = canvas.getContext('2d');
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    // Where there is no picture yet, what there is of the first one shows.
    const picture = this.#shown?.isBlank ? this.#job?.job.shown : (this.#shown ?? this.#job?.job.shown);
    if (!picture) return;
    const { frame } = picture;
    const scale = (frame.resolution / viewState.resolution) * (pixelRatio / frame.ratio);
    const perMetre = pixelRatio / viewState.resolution;
    const x = (frame.left - viewState.center[0]!) * perMetre + width / 2;
    const y = (viewState.center[1]! - frame.top) * perMetre + height / 2;
    if (viewState.rotation !== 0) {
      context.translate(width / 2, height / 2);
      context.rotate(viewState.rotation);
      context.translate(-width / 2, -height / 2);
    }
    const isSharp = Math.abs(scale - 1) < 1e-6 && viewState.rotation === 0;
    if (isSharp) context.drawImage(picture.canvas, Math.round(x), Math.round(y));
    else context.drawImage(picture.canvas, x, y, frame.width * scale, frame.height * scale);
  }
}
