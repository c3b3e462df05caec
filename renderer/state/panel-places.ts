/** Panels beside the map that can be moved from one side to the other. */
export const dockPanels = ['layers', 'types', 'indicators', 'inspector'] as const;
export type DockPanel = (typeof dockPanels)[number];

export const dockSides = ['left', 'right'] as const;
export type DockSide = (typeof dockSides)[number];

/** Panels of each side from top to bottom; a panel on neither side is closed. */
export type PanelPlaces = Readonly<Record<DockSide, readonly DockPanel[]>>;

export const defaultPlaces: PanelPlaces = { left: ['layers', 'types'], right: ['indicators', 'inspector'] };

/** The side a panel stands on; undefined when it is closed. */
export function sideOf(places: PanelPlaces, panel: DockPanel): DockSide | undefined {
  return dockSides.find((side) => places[side].includes(panel));
}

/** Closes a panel; the others close ranks. */
export function withoutPanel({ left, right }: PanelPlaces, panel: DockPanel): PanelPlaces {
  const others = (panels: readonly DockPanel[]): DockPanel[] => panels.filter((one) => one !== panel);
  return { left: others(left), right: others(right) };
}

/** Moves or opens a panel on a side, above `before` or, when that is not there, at the bottom. */
export function withPanel(places: PanelPlaces, panel: DockPanel, side: DockSide, before?: DockPanel): PanelPlaces {
  const rest = withoutPanel(places, panel);
  const at = before ? rest[side].indexOf(before) : -1;
  const place = at < 0 ? rest[side].length : at;
  return { ...rest, [side]: [...rest[side].slice(0, place), panel, ...rest[side].slice(place)] };
}

/** Moves a panel up (−1) or down (1) within its side; the same places where that is not possible. */
export function shiftedPanel(places: PanelPlaces, panel: DockPanel, by: 1 | -1): PanelPlaces {
  const side = sideOf(places, panel);
  if (!side) return places;
  const panels = [...places[side]];
  const from = panels.indexOf(panel);
  const other = panels[from + by];
  if (!other) return places;
  panels[from] = other;
  panels[from + by] = panel;
  return { ...places, [side]: panels };
}

/** Places as they were kept: panels that nobody knows and repetitions are left out; anything else gives the usual places. */
export function placesFrom(stored: unknown): PanelPlaces {
  if (typeof stored !== 'object' || stored === null) return defaultPlaces;
  const { left, right } = stored as Partial<Record<DockSide, unknown>>;
  if (!Array.isArray(left) || !Array.isArray(right)) return defaultPlaces;
  const seen = new Set<unknown>();
  const known = (panels: readonly unknown[]): DockPanel[] =>
    panels.filter((panel): panel is DockPanel => {
      const isNew = dockPanels.some((one) => one === panel) && !seen.has(panel);
      seen.add(panel);
      return isNew;
    });
  return { left: known(left), right: known(right) };
}

/** Whether all panels stand where they stand in the other. */
export function samePlaces(one: PanelPlaces, other: PanelPlaces): boolean {
  return dockSides.every((side) => one[side].join() === other[side].join());
}
