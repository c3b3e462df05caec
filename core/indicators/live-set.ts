import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { liveDefinitions } from './live-definitions.ts';
import { type LiveIndicatorId, type LiveMeasure, liveMeasures } from './live-measures.ts';

/** The live indicators of a project: those of the program, and a person's own. */
export interface LiveSet {
  /** In the order in which they are shown. */
  readonly definitions: readonly IndicatorDefinition[];
  /** Undefined when there is no such indicator. */
  readonly measureOf: (id: string) => LiveMeasure | undefined;
}

const isBuiltIn = (id: string): id is LiveIndicatorId => Object.hasOwn(liveMeasures, id);

/** Those of the program alone. */
export const builtInSet: LiveSet = {
  definitions: liveDefinitions,
  measureOf: (id) => (isBuiltIn(id) ? liveMeasures[id] : undefined),
};
