import type { WorkbenchErrorData } from '#core/model/workbench-error.ts';
import type { FileContent, Progress } from '#core/platform/platform.ts';
import type { EventName, Events, RequestName } from './requests.ts';

/** What both ends of a channel need of a port: a `MessagePort`, a `Worker`, or the global scope of a worker. */
export interface PortLike {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** A `MessagePort` keeps messages back until it is started; workers have no such verb. */
  start?(): void;
}

/** A file that stays on the side where a person chose it: the other side reads its content, or asks for it by this number. */
export interface FileHandle {
  readonly cityloomFile: number;
  readonly name: string;
  readonly bytes: number;
  readonly content?: FileContent;
}

/** The outcome of a request, or of reading a file. */
export type Settled =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WorkbenchErrorData };

/** From the window to the engine. */
export type ClientMessage =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly name: RequestName;
      readonly request: unknown;
      readonly wantsProgress: boolean;
      /** Numbers of ids and geometries of tables that need not be sent again. */
      readonly has: readonly number[];
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'file-settled'; readonly settled: Settled };

/** From the engine to the window. */
export type ServerMessage =
  | Settled
  /** The worker holds the lock of its name; when the lock comes free, the worker is gone. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'event'; readonly name: EventName; readonly event: Events[EventName] }
  | {
      readonly kind: 'file-read';
      readonly id: number;
      readonly file: number;
      readonly start: number;
      readonly length: number;
    }
  | { readonly kind: 'file-sibling'; readonly id: number; readonly file: number; readonly name: string };
