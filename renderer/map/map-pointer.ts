import type OlMap from 'ol/Map.js';
import type { MapTool, PointerAt } from './map-tool.ts';

/** How far a pointer may move while it is down and still click, px. */
const clickReach = 4;

/** How long after a click a second one in the same place is a double click, ms. */
const doubleTime = 350;

interface Press {
  readonly at: PointerAt;
  readonly grabbed: boolean;
  moved: boolean;
}

/** Turns the pointer events of a map into what tools understand: moves, clicks, double clicks and drags. */
export class MapPointer {
  readonly #map: OlMap;
  readonly #tool: () => MapTool;
  readonly #zoom: (at: PointerAt) => void;
  readonly #report: (at: PointerAt | null) => void;
  readonly #stop = new AbortController();
  #press: Press | null = null;
  #lastClick: { readonly at: PointerAt; readonly time: number } | null = null;
  spaceHeld = false;

  /** `zoom` is what a double click does for tools that have no use for it. */
  constructor(
    map: OlMap,
    element: HTMLElement,
    tool: () => MapTool,
    zoom: (at: PointerAt) => void,
    report: (at: PointerAt | null) => void,
  ) {
    this.#map = map;
    this.#tool = tool;
    this.#zoom = zoom;
    this.#report = report;
    const { signal } = this.#stop;
    element.addEventListener('pointerdown', (event) => this.#down(event), { signal, capture: true });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#up(event), { signal });
    element.addEventListener('pointercancel', () => this.#cancel(), { signal });
    element.addEventListener('pointerleave', () => this.#leave(), { signal });
  }

  /** Whether this press may move the map; asked while the event is handed to the map. */
  mayPan(event: PointerEvent): boolean {
    if (event.button === 1 || this.spaceHeld) return true;
    return event.button === 0 && this.#press?.grabbed !== true;
  }

  dispose(): void {
    this.#stop.abort();
  }

  #at(event: PointerEvent): PointerAt {
    const pixel = this.#map.getEventPixel(event) as [number, number];
    const point = (this.#map.getCoordinateFromPixel(pixel) ?? [Number.NaN, Number.NaN]) as [number, number];
    return { point, pixel, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey };
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const at = this.#at(event);
    const grabbed = !this.spaceHeld && this.#tool().grabs?.(at) === true;
    this.#press = { at, grabbed, moved: false };
    if (grabbed) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    this.#report(at);
    const press = this.#press;
    if (!press) return this.#tool().move?.(at);
    const [dx, dy] = [at.pixel[0] - press.at.pixel[0], at.pixel[1] - press.at.pixel[1]];
    if (Math.hypot(dx, dy) > clickReach) press.moved = true;
    if (press.grabbed && press.moved) this.#tool().drag?.(at);
  }

  #up(event: PointerEvent): void {
    const press = this.#press;
    this.#press = null;
    if (!press || event.button !== 0) return;
    const at = this.#at(event);
    if (press.moved) {
      if (press.grabbed) this.#tool().drop?.(at);
      return;
    }
    if (this.spaceHeld) return;
    const last = this.#lastClick;
    const near =
      last !== null && Math.hypot(at.pixel[0] - last.at.pixel[0], at.pixel[1] - last.at.pixel[1]) <= clickReach;
    if (near && event.timeStamp - last.time < doubleTime) {
      this.#lastClick = null;
      const tool = this.#tool();
      if (tool.doubleClick) tool.doubleClick(at);
      else this.#zoom(at);
    } else {
      this.#lastClick = { at, time: event.timeStamp };
      this.#tool().click?.(at);
    }
  }

  #cancel(): void {
    this.#press = null;
  }

  #leave(): void {
    if (this.#press) return;
    this.#report(null);
    this.#tool().leave?.();
  }
}
