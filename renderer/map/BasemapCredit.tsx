import { useStore } from '#renderer/state/store.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';

/** Whose maps are drawn under everything, as their files say. */
export function BasemapCredit() {
  const { basemaps } = useWorkbench();
  const credits = useStore(basemaps, ({ shown }) =>
    [...new Set(shown.filter(({ visible }) => visible).map(({ facts }) => facts.attribution))]
      .filter((text) => text !== '')
      .join(' · '),
  );
  return credits === '' ? null : <p className="basemap-credit">{credits}</p>;
}
