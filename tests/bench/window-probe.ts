import type { Page } from 'playwright-core';

/** What the page notes about itself: times of frames and of tasks that kept its thread busy for 50 ms or more. */
export interface PageTimes {
  readonly frames: readonly number[];
  readonly longTasks: readonly number[];
}

interface Probe {
  frames: number[];
  longTasks: number[];
  running: boolean;
  drawn(): boolean;
}

declare global {
  // What the bench puts into the page.
  var cityloomProbe: Probe;
}

/** Puts the probe into the page before anything of it runs. */
export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sample = document.createElement('canvas');
    sample.width = 24;
    sample.height = 24;
    const probe: Probe = {
      frames: [],
      longTasks: [],
      running: false,
      /** Whether the middle of the map shows parcels. */
      drawn() {
        const context = sample.getContext('2d', { willReadFrequently: true });
        if (!context) return false;
        context.clearRect(0, 0, 24, 24);
        for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.map-target .ol-layers canvas')) {
          const { width, height } = canvas;
          if (width > 0) context.drawImage(canvas, width / 3, height / 3, width / 3, height / 3, 0, 0, 24, 24);
        }
        const { data } = context.getImageData(0, 0, 24, 24);
        let seen = 0;
        for (let at = 3; at < data.length; at += 4) if (data[at]! > 128) seen++;
        return seen > 300;
      },
    };
    globalThis.cityloomProbe = probe;
    let last = 0;
    const frame = (time: number): void => {
      if (probe.running && last > 0) probe.frames.push(time - last);
      last = probe.running ? time : 0;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) probe.longTasks.push(entry.duration);
    }).observe({ entryTypes: ['longtask'] });
  });
}

/** What the page noted while `work` was done. */
export async function watched(page: Page, work: () => Promise<void>): Promise<PageTimes> {
  await page.evaluate(() => {
    Object.assign(globalThis.cityloomProbe, { frames: [], longTasks: [], running: true });
  });
  await work();
  return page.evaluate(() => {
    const { frames, longTasks } = globalThis.cityloomProbe;
    globalThis.cityloomProbe.running = false;
    return { frames, longTasks };
  });
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function most(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}

/**
 * Milliseconds from an event of `type` that `act` causes until the page has drawn the frame in which `shown` matches, a
 * selector; without one, the next frame. NaN where that does not come within five seconds.
 */
export async function answered(
  page: Page,
  type: string,
  act: () => Promise<void>,
  shown: string | null = null,
): Promise<number> {
  const time = page.evaluate(
    ({ name, selector }) =>
      new Promise<number>((resolve) => {
        const start = (event: Event): void => {
          removeEventListener(name, start, true);
          const begun = event.timeStamp;
          setTimeout(() => resolve(Number.NaN), 5000);
          const look = (): void => {
            requestAnimationFrame(() => {
              if (selector !== null && !document.querySelector(selector)) return look();
              // After the frame is drawn.
              const channel = new MessageChannel();
              channel.port1.addEventListener('message', () => resolve(performance.now() - begun));
              channel.port1.start();
              channel.port2.postMessage(null);
            });
          };
          look();
        };
        addEventListener(name, start, true);
      }),
    { name: type, selector: shown },
  );
  // The listener has to be there first.
  await page.evaluate(() => null);
  await act();
  return time;
}
