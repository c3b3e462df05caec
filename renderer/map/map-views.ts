import View from 'ol/View.js';
import { projectProjection } from './projection.ts';

let current: { readonly project: string; readonly view: View } | null = null;

/** Closest and farthest a person can go, metres of a pixel. */
const nearest = 0.02;
const farthest = 400;

/**
 * Where the maps of a project look: all of them share one view, so that they stay side by side and a change of mode does not
 * move the map.
 */
export function viewOf(project: string, epsg: number): View {
  if (current?.project !== project) {
    const view = new View({
      projection: projectProjection(epsg),
      center: [0, 0],
      resolution: farthest,
      minResolution: nearest,
      maxResolution: farthest,
      constrainRotation: false,
      multiWorld: true,
    });
    current = { project, view };
  }
  return current.view;
}
