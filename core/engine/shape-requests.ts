import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { outlineEdits } from '#core/scenario/outline-edits.ts';
import { mergeEdits, splitEdits, vertexEdits } from '#core/scenario/shape-edits.ts';
import { applied } from './edit-requests.ts';
import type { Handlers } from './handler.ts';

export const shapeRequests: Handlers<
  'edit/split-features' | 'edit/preview-merge' | 'edit/merge-features' | 'edit/move-vertex' | 'edit/change-outline'
> = {
  async 'edit/split-features'(session, request) {
    const engine = await session.host.loadGeometry();
    const { edits, pieces } = splitEdits(session.project.file, engine, request, request.features, request.line);
    return { state: applied(session, request, edits), pieces };
  },

  async 'edit/preview-merge'(session, request) {
    const engine = await session.host.loadGeometry();
    return mergeEdits(session.project.file, engine, request, request.features).preview;
  },

  async 'edit/merge-features'(session, request) {
    const engine = await session.host.loadGeometry();
    const { edits, preview } = mergeEdits(session.project.file, engine, request, request.features);
    return { state: applied(session, request, edits), kept: preview.kept };
  },

  async 'edit/move-vertex'(session, request) {
    const engine = await session.host.loadGeometry();
    const table = session.project.tables.table(request.layer, request.scenario);
    return applied(session, request, vertexEdits(session.project.file, engine, request, table, request.move));
  },

  async 'edit/change-outline'(session, request) {
    const engine = await session.host.loadGeometry();
    const { file, tables } = session.project;
    const table = tables.table(request.layer, request.scenario);
    const scene = { project: file, engine, place: request, table, index: new SpatialIndex(table.geometry) };
    const { edits, features } = outlineEdits(scene, request.change);
    return { state: applied(session, request, edits), features };
  },
};
