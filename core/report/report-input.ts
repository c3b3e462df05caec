import type { EvaluationRecord, Manifest } from '#core/evaluation/contract.ts';
import type { Assumption } from '#core/model/assumption.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { IndicatorDefinition, IndicatorValue, Target } from '#core/model/indicator.ts';
import type { Layer } from '#core/model/layer.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Remark } from '#core/model/remark.ts';
import type { RoleId } from '#core/model/role.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { Language, LocalText } from '#core/model/text.ts';
import type { ProjectReadiness } from '#core/readiness/readiness.ts';
import type { Explanation } from '#core/rpc/compare-answers.ts';

/** One scenario of the report, the baseline first. */
export interface ReportScenario {
  readonly scenario: Scenario;
  /** What made it; absent for the baseline and for scenarios that were only edited by hand. */
  readonly recipe?: Recipe;
  /** Features that differ from the baseline, by layer name. */
  readonly changes: readonly { readonly layer: string; readonly count: number }[];
  /** Live indicators (core/indicators), in their order. */
  readonly live: readonly IndicatorValue[];
  /** Why its main live indicators differ from the baseline; absent for the baseline. */
  readonly why?: readonly Explanation[];
  /** Checked results, one per evaluator that ran. */
  readonly evaluations: readonly EvaluationRecord[];
  /** The layer of a role as this scenario has it, for the maps; undefined when the project has none. */
  table(role: RoleId): FeatureTable | undefined;
}

/** A part of a font: the characters it covers (CSS unicode-range) and its WOFF2 bytes. */
export interface FontSlice {
  readonly unicodeRange: string;
  load(): Promise<Uint8Array>;
}

/** Fonts the report may embed, so that Chinese reads the same on machines that have no Chinese font. */
export interface FontFamily {
  readonly name: 'Noto Sans SC' | 'Noto Serif SC';
  readonly slices: readonly FontSlice[];
}

/** Data of one layer with what is known and not known about it. */
export interface ReportLayer {
  readonly layer: Layer;
  readonly count: number;
  readonly remarks: readonly Remark[];
}

/** Everything a report is made of. */
export interface ReportInput {
  readonly language: Language;
  readonly title: LocalText;
  readonly project: ProjectDescription;
  /** ISO 8601 instant. */
  readonly generated: string;
  readonly programVersion: string;
  readonly scenarios: readonly ReportScenario[];
  readonly layers: readonly ReportLayer[];
  readonly evaluators: readonly Manifest[];
  readonly liveIndicators: readonly IndicatorDefinition[];
  /** Targets that the project sets over those of the manifests. */
  readonly targets: Readonly<Record<string, Target>>;
  readonly assumptions: readonly Assumption[];
  readonly fonts: readonly FontFamily[];
  /** How ready the baseline is; absent where it was not checked. */
  readonly readiness?: ProjectReadiness;
}
