import { compareChoicesFrom } from './compare-choices.ts';
import { placesFrom } from './panel-places.ts';
import { shortcutsFrom } from './shortcuts.ts';
import type { Store } from './store.ts';
import { defaultSizes, drawerTabs, initialWindowState, type PanelSizes, type WindowState } from './window-state.ts';

const key = 'cityloom.window';

/** What a window remembers from one session to the next. */
const remembered = [
  'language',
  'theme',
  'sizes',
  'panelPlaces',
  'drawerOpen',
  'drawerTab',
  'snapping',
  'neighboursFollow',
  'compare',
  'coordinatesIn',
  'graticule',
  'shortcuts',
  'tourStep',
] as const;
type Preferences = Pick<WindowState, (typeof remembered)[number]>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sizesFrom(stored: unknown): PanelSizes {
  if (!isObject(stored)) return defaultSizes;
  const entries = Object.entries(defaultSizes).map(([name, size]) => {
    const value = stored[name];
    return [name, typeof value === 'number' && value >= 100 && value <= 1200 ? value : size];
  });
  return Object.fromEntries(entries) as PanelSizes;
}

function graticuleFrom(stored: unknown): WindowState['graticule'] {
  const { grid, degrees } = isObject(stored) ? stored : {};
  return { grid: grid === true, degrees: degrees === true };
}

/** The remembered parts of `text`; what is missing or of the wrong kind is as in a new window. */
export function preferencesFrom(text: string | null, preferred: Partial<Preferences> = {}): Preferences {
  const fresh = { ...initialWindowState(), ...preferred };
  let stored: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    if (isObject(parsed)) stored = parsed;
  } catch {
    // Unreadable preferences are no preferences.
  }
  const { language, theme, drawerOpen, snapping, neighboursFollow, tourStep } = stored;
  return {
    language: language === 'zh' || language === 'en' ? language : fresh.language,
    theme: theme === 'light' || theme === 'dark' ? theme : fresh.theme,
    drawerOpen: typeof drawerOpen === 'boolean' ? drawerOpen : fresh.drawerOpen,
    drawerTab: drawerTabs.find((tab) => tab === stored['drawerTab']) ?? fresh.drawerTab,
    snapping: typeof snapping === 'boolean' ? snapping : fresh.snapping,
    neighboursFollow: typeof neighboursFollow === 'boolean' ? neighboursFollow : fresh.neighboursFollow,
    sizes: sizesFrom(stored['sizes']),
    panelPlaces: placesFrom(stored['panelPlaces']),
    compare: compareChoicesFrom(stored['compare']),
    coordinatesIn: Number.isInteger(stored['coordinatesIn']) ? Number(stored['coordinatesIn']) : null,
    graticule: graticuleFrom(stored['graticule']),
    shortcuts: shortcutsFrom(stored['shortcuts']),
    tourStep: typeof tourStep === 'number' && Number.isInteger(tourStep) && tourStep > 0 ? tourStep : 0,
  };
}

/** The preferences of this browser or, before there are any, those of the system. */
export function loadPreferences(): Preferences {
  let text: string | null = null;
  try {
    text = localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing gives a fresh window.
  }
  return preferencesFrom(text, {
    language: navigator.language.startsWith('zh') ? 'zh' : 'en',
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  });
}

/** Keeps the remembered parts of `store` from now on. */
export function keepPreferences(store: Store<WindowState>): void {
  let last = '';
  store.subscribe(() => {
    const state = store.get();
    const text = JSON.stringify(Object.fromEntries(remembered.map((name) => [name, state[name]])));
    if (text === last) return;
    last = text;
    try {
      localStorage.setItem(key, text);
    } catch {
      // Full or forbidden storage: the window works, it only forgets.
    }
  });
}
