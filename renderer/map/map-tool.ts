import type { Store } from '#renderer/state/store.ts';
import type { Workbench } from '#renderer/state/workbench.ts';
import type { CityMap } from './city-map.ts';
import type { MapData } from './map-data.ts';
import type { OverlayCanvas, Painter, Point } from './overlay-canvas.ts';

/** Where the pointer is and which keys are held. */
export interface PointerAt {
  /** Metres. */
  readonly point: Point;
  /** Pixels from the map's corner. */
  readonly pixel: Point;
  readonly shift: boolean;
  readonly ctrl: boolean;
}

/** What floats beside the pointer. */
export interface MapLive {
  readonly tip: { readonly pixel: Point; readonly title: string; readonly note: string } | null;
  readonly readout: {
    readonly pixel: Point;
    readonly rows: readonly (readonly [label: string, value: string])[];
    readonly snap: string | null;
  } | null;
}

/** What a tool works with. */
export interface MapScene {
  readonly workbench: Workbench;
  readonly city: CityMap;
  readonly overlay: OverlayCanvas;
  readonly live: Store<MapLive>;
  data(): MapData;
  metresPerPixel(): number;
}

/** What the pointer does on the map: one of these is in hand at a time. */
export interface MapTool {
  readonly cursor: string;
  move?(at: PointerAt): void;
  leave?(): void;
  click?(at: PointerAt): void;
  doubleClick?(at: PointerAt): void;
  /** True when a drag that starts here belongs to the tool and does not move the map. */
  grabs?(at: PointerAt): boolean;
  drag?(at: PointerAt): void;
  drop?(at: PointerAt): void;
  /** True when the tool took the key. */
  key?(event: KeyboardEvent): boolean;
  painter?(): Painter | null;
  /** Puts the tool away. */
  stop?(): void;
}
