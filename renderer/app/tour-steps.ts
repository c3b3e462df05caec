import type { ScenarioId } from '#core/model/ids.ts';
import { baselineId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import type { EvaluationState } from '#renderer/state/evaluation-state.ts';
import type { WindowState } from '#renderer/state/window-state.ts';
import { tourTexts } from '#renderer/texts/tour-texts.ts';

/** What a step can see of the window. */
export interface TourView {
  readonly window: WindowState;
  readonly project: ProjectState | null;
  readonly evaluation: EvaluationState;
}

/** One step of the tour: what it points at, what it asks for, and when that was done. */
export interface TourStep {
  readonly id: string;
  readonly title: LocalText;
  readonly body: LocalText;
  /** The first of these that is on the page is pointed at. */
  readonly targets: readonly string[];
  /** Whether it was done since the step began; absent where there is nothing to do. */
  readonly done?: (now: TourView, before: TourView) => boolean;
}

const shown = ({ project }: TourView): string =>
  JSON.stringify(project?.description.layers.map(({ id, visible }) => [id, visible]));

function changes({ project }: TourView): number {
  return Object.values(project?.changeCounts ?? {}).reduce((sum, count) => sum + count, 0);
}

const scenariosOf = ({ project }: TourView): readonly ScenarioId[] =>
  project?.description.scenarios.map(({ id }) => id) ?? [];

/** Something was applied with that tool since the step began, in a scenario of the person's own choice. */
function applied(tool: WindowState['tool']): NonNullable<TourStep['done']> {
  return (now, before) =>
    now.window.tool === tool && now.window.scenario !== baselineId && changes(now) !== changes(before);
}

function isParcelShown({ window, project }: TourView): boolean {
  const layer = project?.description.layers.find(({ id }) => id === window.selected.layer);
  return layer?.role === 'parcel' && window.selected.features.length > 0 && window.inspectorTab === 'values';
}

/** The tour, in its order. */
export const tourSteps: readonly TourStep[] = [
  {
    id: 'open',
    title: tourTexts.openTitle,
    body: tourTexts.openBody,
    targets: ['.start-actions > button:nth-child(3)', '.project-title'],
    done: ({ project }) => project !== null,
  },
  {
    id: 'layers',
    title: tourTexts.layersTitle,
    body: tourTexts.layersBody,
    targets: ['.layer-panel'],
    done: (now, before) => shown(now) !== shown(before),
  },
  {
    id: 'style',
    title: tourTexts.styleTitle,
    body: tourTexts.styleBody,
    targets: ['.inspector [data-tab="style"]'],
    done: ({ window }) => window.inspectorTab === 'style',
  },
  {
    id: 'parcel',
    title: tourTexts.parcelTitle,
    body: tourTexts.parcelBody,
    targets: ['.inspector'],
    done: isParcelShown,
  },
  {
    id: 'branch',
    title: tourTexts.branchTitle,
    body: tourTexts.branchBody,
    targets: ['.scenario-bar'],
    done: (now, before) => scenariosOf(now).some((id) => !scenariosOf(before).includes(id)),
  },
  {
    id: 'paint',
    title: tourTexts.paintTitle,
    body: tourTexts.paintBody,
    targets: ['.sketch-panel', '.tool-strip'],
    done: applied('mixed-use'),
  },
  {
    id: 'indicator',
    title: tourTexts.indicatorTitle,
    body: tourTexts.indicatorBody,
    targets: ['.indicator-panel'],
    done: () => document.querySelector('.explain') !== null,
  },
  {
    id: 'tod',
    title: tourTexts.todTitle,
    body: tourTexts.todBody,
    targets: ['.sketch-panel', '.tool-strip'],
    done: applied('tod'),
  },
  {
    id: 'compare',
    title: tourTexts.compareTitle,
    body: tourTexts.compareBody,
    targets: ['.modes'],
    done: ({ window }) => window.mode === 'compare',
  },
  {
    id: 'evaluate',
    title: tourTexts.evaluateTitle,
    body: tourTexts.evaluateBody,
    targets: ['.run-head', '.modes'],
    done: ({ evaluation }) => Object.values(evaluation.cells).some(({ state }) => state === 'done'),
  },
  {
    id: 'report',
    title: tourTexts.reportTitle,
    body: tourTexts.reportBody,
    targets: ['.modes'],
    done: ({ window }) => window.mode === 'report',
  },
  { id: 'end', title: tourTexts.endTitle, body: tourTexts.endBody, targets: [] },
];
