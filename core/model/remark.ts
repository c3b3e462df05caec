import type { Message } from './message.ts';
import { type MessageCode, messages } from './messages.ts';
import { stepPrefix } from './step-prefix.ts';
import { type Language, renderText, type TextParameters } from './text.ts';

/** Where in the input something was seen. `row` counts from 1 as the file's own program would show it. */
export interface Place {
  readonly file?: string;
  readonly layer?: string;
  readonly feature?: string;
  readonly row?: number;
}

/**
 * Something a person should know about work that went through: an import with repaired rings, an evaluation with guessed
 * residents. `count` features are concerned; `places` names the first of them.
 */
export interface Remark {
  readonly code: MessageCode;
  readonly severity: 'info' | 'warning';
  readonly parameters: TextParameters;
  readonly count: number;
  readonly places: readonly Place[];
}

/** How many places a remark names at most; `count` still counts all. */
export const remarkPlaceLimit = 100;

export function describeRemark(remark: Remark, language: Language): string {
  return renderText(messages[remark.code].message, language, { count: remark.count, ...remark.parameters });
}

/** A remark on a step beside the step itself, where its number need not be said. */
export function describeStepRemark(remark: Remark, language: Language): string {
  const { message }: Message = messages[remark.code];
  const own = { zh: message.zh.replace(stepPrefix.zh, ''), en: message.en.replace(stepPrefix.en, '') };
  const text = renderText(own, language, { count: remark.count, ...remark.parameters });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function remarkHint(remark: Remark, language: Language): string {
  const { hint }: Message = messages[remark.code];
  return hint ? renderText(hint, language, { count: remark.count, ...remark.parameters }) : '';
}

/** Gathers remarks of the same code into one, counting features and keeping the first places. */
export class RemarkList {
  readonly #remarks = new Map<string, { remark: Remark; places: Place[]; count: number }>();

  add(
    code: MessageCode,
    severity: Remark['severity'],
    parameters: TextParameters = {},
    place?: Place,
    count = 1,
  ): void {
    const key = `${code} ${JSON.stringify(parameters)}`;
    let entry = this.#remarks.get(key);
    if (!entry) {
      const places: Place[] = [];
      entry = { remark: { code, severity, parameters, count: 0, places }, places, count: 0 };
      this.#remarks.set(key, entry);
    }
    entry.count += count;
    if (place && entry.places.length < remarkPlaceLimit) entry.places.push(place);
  }

  addAll(remarks: readonly Remark[]): void {
    for (const remark of remarks) {
      this.add(remark.code, remark.severity, remark.parameters, remark.places[0], remark.count);
      for (const place of remark.places.slice(1)) this.add(remark.code, remark.severity, remark.parameters, place, 0);
    }
  }

  toArray(): Remark[] {
    return [...this.#remarks.values()].map(({ remark, count }) => ({ ...remark, count }));
  }
}
