import type { Box } from '#core/geometry/measure.ts';
import { sameVertexMetres } from '#core/geometry/move-vertices.ts';
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
    const { file, tables } = session.project;
    const [x, y] = request.move.from;
    const near = tables.near(request.layer, request.scenario, {
      minX: x - sameVertexMetres,
      minY: y - sameVertexMetres,
      maxX: x + sameVertexMetres,
      maxY: y + sameVertexMetres,
    });
    return applied(session, request, vertexEdits(file, engine, request, near, request.move));
  },

  async 'edit/change-outline'(session, request) {
    const engine = await session.host.loadGeometry();
    const { file, tables } = session.project;
    const near = (box: Box) => tables.near(request.layer, request.scenario, box);
    const { edits, features } = outlineEdits({ project: file, engine, place: request, near }, request.change);
    return { state: applied(session, request, edits), features };
  },
};
