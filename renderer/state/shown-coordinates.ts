import { useEffect, useState } from 'react';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { pointTransform } from '#core/crs/transform.ts';
import { useDescription, useWindow, useWorkbench } from './workbench.ts';

type Point = readonly [x: number, y: number];

/** How places are written and read: in the project's metres, or in another system. */
export interface ShownCoordinates {
  readonly epsg: number;
  readonly name: string;
  /** Longitude and latitude in degrees instead of metres. */
  readonly isDegrees: boolean;
  /** Undefined where a place has no coordinates in the other system. */
  readonly toShown: (point: Point) => Point | undefined;
  readonly toProject: (point: Point) => Point | undefined;
}

/** A point, if it is one. */
function onEarth([x, y]: Point): Point | undefined {
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
}

async function coordinatesIn(project: number, shown: number): Promise<ShownCoordinates> {
  const [own, other] = await Promise.all([coordinateSystem(project), coordinateSystem(shown)]);
  const [there, back] = [pointTransform(own, other), pointTransform(other, own)];
  return {
    epsg: shown,
    name: other.name,
    isDegrees: other.kind === 'geographic',
    toShown: (point) => onEarth(there(point)),
    toProject: (point) => onEarth(back(point)),
  };
}

/** The system a person reads coordinates in; the project's own until another one is chosen and loaded. */
export function useShownCoordinates(): ShownCoordinates {
  const { activity } = useWorkbench();
  const description = useDescription();
  const chosen = useWindow((state) => state.coordinatesIn);
  const { epsg, crsName } = description;
  const [other, setOther] = useState<{ readonly project: number; readonly shown: ShownCoordinates } | null>(null);
  useEffect(() => {
    if (chosen === null || chosen === epsg) return undefined;
    let current = true;
    coordinatesIn(epsg, chosen)
      .then((shown) => current && setOther({ project: epsg, shown }))
      .catch((thrown: unknown) => activity.fail(thrown));
    return () => {
      current = false;
    };
  }, [activity, chosen, epsg]);
  if (other && other.project === epsg && other.shown.epsg === chosen) return other.shown;
  const same = (point: Point): Point => point;
  return { epsg, name: crsName, isDegrees: false, toShown: same, toProject: same };
}
