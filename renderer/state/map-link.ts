import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { RequestOf } from '#core/rpc/requests.ts';
import { pixelMetres } from '#core/symbology/drawn-scales.ts';
import { createStore, type Store } from './store.ts';

export { metresPerPixelAt } from '#core/symbology/drawn-scales.ts';

/** Bounds in metres of the project's coordinate system. */
export type Extent = readonly [left: number, bottom: number, right: number, top: number];

/** A view of the map: its middle and scale in metres, and its clockwise turn in degrees (0 when absent). */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
  readonly metresPerPixel: number;
  readonly rotation?: number;
}

/** What the rest of the window may ask of the map. */
export interface MapVerbs {
  fitAll(): void;
  fitLayers(layers: readonly LayerId[]): void;
  fitFeatures(layer: LayerId, features: readonly FeatureId[]): void;
  /** Looks at a place, close enough to recognise a parcel, or something `metres` wide. */
  goTo(point: readonly [x: number, y: number], metres?: number): void;
  /** What the map shows; null before it shows anything. */
  view(): MapPlace | null;
  /** Shows a place just so, scale and turn too. */
  look(place: MapPlace): void;
  zoomBy(steps: number): void;
  /** Turns the map clockwise by degrees. */
  turn(degrees: number): void;
  turnNorth(): void;
  focus(): void;
  /** Offers a key to the tool in hand; true when it took it. */
  key(event: KeyboardEvent): boolean;
  /** Whether Space is held: then dragging moves the map whatever the tool. */
  holdSpace(held: boolean): void;
  /** A small picture of the map as a data: address, or null when there is nothing to see. */
  picture(width: number, height: number): string | null;
}

/** Where the map is looking. */
export interface CameraState {
  /** Metres of a screen pixel; 0 before there is a map. */
  readonly metresPerPixel: number;
  readonly rotation: number;
}

export interface PointerState {
  readonly point: readonly [x: number, y: number] | null;
  /** The map it is on, where there are several. */
  readonly map: string;
}

/** How far the open project has come to the map. */
export interface FillingState {
  /** Whether its layers have been drawn once: what a person does not look at first is asked for after them. */
  readonly isFilled: boolean;
  /** What is asked for to be shown until then. */
  readonly glimpses: readonly RequestOf<'layer/glimpse'>[];
}

/** The link between the map and the rest of the window. */
export interface MapLink {
  readonly camera: Store<CameraState>;
  /** Changes with every movement of the pointer: watch it in as small a part as possible. */
  readonly pointer: Store<PointerState>;
  readonly filling: Store<FillingState>;
  readonly verbs: MapVerbs | null;
  /** Makes a map answer for all; returns a function that takes it back. */
  readonly answer: (verbs: MapVerbs) => () => void;
}

export function createMapLink(): MapLink {
  let current: MapVerbs | null = null;
  return {
    get verbs() {
      return current;
    },
    answer(verbs) {
      current = verbs;
      return () => {
        if (current === verbs) current = null;
      };
    },
    camera: createStore<CameraState>({ metresPerPixel: 0, rotation: 0 }),
    pointer: createStore<PointerState>({ point: null, map: '' }),
    filling: createStore<FillingState>({ isFilled: false, glimpses: [] }),
  };
}

/** N of the scale 1:N, rounded as a person would say it. */
export function scaleDenominator(metresPerPixel: number): number {
  const exact = metresPerPixel / pixelMetres;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 2);
  return Math.round(exact / step) * step;
}
