import type { LocalText } from '#core/model/text.ts';
import type { Dialog, DrawerTab, Mode, Tool, WindowState } from '#renderer/state/window-state.ts';
import { type HelpTopic, helpTopics } from '#renderer/texts/help-topics.ts';

const byDialog: Partial<Record<Dialog['kind'], string>> = {
  'new-project': 'start',
  'new-scenario': 'scenarios',
  'edit-scenario': 'scenarios',
  'delete-scenario': 'scenarios',
  conflicts: 'scenarios',
  recipe: 'scenarios',
  suggest: 'scenarios',
  import: 'import',
  type: 'types',
  export: 'export',
  join: 'table',
  calculate: 'table',
  correction: 'table',
  merge: 'edit',
  shortcuts: 'keyboard',
  palette: 'keyboard',
  plugins: 'plugins',
  unsaved: 'recovery',
};

const byTool: Partial<Record<Tool, string>> = {
  measure: 'measure',
  tod: 'tod',
  corridor: 'corridor',
  'mixed-use': 'mixed-use',
  network: 'network',
  eyedropper: 'mixed-use',
  draw: 'edit',
  split: 'edit',
  vertex: 'edit',
};

const byMode: Record<Mode, string> = {
  map: 'map',
  scenario: 'scenarios',
  evaluate: 'evaluate',
  compare: 'compare',
  report: 'report',
};

const byDrawer: Partial<Record<DrawerTab, string>> = {
  attributes: 'table',
  readiness: 'readiness',
  results: 'evaluate',
  history: 'history',
};

/** Parts of the page with a topic of their own, by where the focus is. */
const byPlace: readonly (readonly [selector: string, topic: string])[] = [
  ['.layer-panel', 'layers'],
  ['.indicator-panel', 'indicators'],
  ['.types-panel', 'types'],
];

/** The topic of where a person is: the dialog, the part of the page with the focus, the tool in hand, the mode. */
export function topicFor(state: WindowState, isOpen: boolean, focus: Element | null): string {
  const { dialog, tool, mode, drawerTab, inspectorTab } = state;
  const ofDialog = dialog && byDialog[dialog.kind];
  if (ofDialog) return ofDialog;
  if (!isOpen) return 'start';
  if (focus?.closest('.drawer')) return byDrawer[drawerTab] ?? 'map';
  if (focus?.closest('.inspector') && inspectorTab === 'style') return 'style';
  if (focus?.closest('.inspector') && inspectorTab === 'assumptions') return 'types';
  const ofPlace = byPlace.find(([selector]) => focus?.closest(selector));
  if (ofPlace) return ofPlace[1];
  return (mode === 'map' || mode === 'scenario' ? byTool[tool] : undefined) ?? byMode[mode];
}

/** Topics that mention all the words, those in whose title they stand first. */
export function searchTopics(
  search: string,
  say: (text: LocalText) => string,
  topics: readonly HelpTopic[] = helpTopics,
): readonly HelpTopic[] {
  const words = search.trim().toLowerCase().split(/\s+/);
  const holds = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const titled = topics.filter(({ title }) => holds(say(title)));
  const whole = ({ title, paragraphs }: HelpTopic): string => [title, ...paragraphs].map(say).join(' ');
  return [...titled, ...topics.filter((topic) => !titled.includes(topic) && holds(whole(topic)))];
}
