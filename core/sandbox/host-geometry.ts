import type { BufferOptions, GeometryEngine } from '#core/geometry/engine.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import type { geometryOperations } from './geometry-operations.ts';
import { HostArguments } from './host-arguments.ts';

const overlays = ['intersection', 'union', 'difference', 'symmetric-difference'] as const;

function bufferOptions(given: HostArguments): BufferOptions | undefined {
  if (!given.hasNext()) return undefined;
  const { quadrantSegments, cap, join, singleSided } = given.record();
  const read = new HostArguments('buffer options', [quadrantSegments, cap, join]);
  return {
    // More would only be a way to fill the memory.
    ...(read.hasNext() ? { quadrantSegments: Math.round(read.number(1, 128)) } : (read.next(), {})),
    ...(read.hasNext() ? { cap: read.choice(['round', 'flat', 'square']) } : (read.next(), {})),
    ...(read.hasNext() ? { join: read.choice(['round', 'mitre', 'bevel']) } : (read.next(), {})),
    ...(typeof singleSided === 'boolean' ? { singleSided } : {}),
  };
}

type Operations = Readonly<Record<(typeof geometryOperations)[number], (given: HostArguments) => unknown>>;

/** The operations of `engine` for a plugin in the sandbox: every argument is checked before the engine sees it. */
export function hostGeometry(engine: GeometryEngine): Operations {
  return {
    overlay: (given) => engine.overlay(given.choice(overlays), given.wkb(), given.wkb()),
    union: (given) => engine.union(given.wkbList()),
    buffer: (given) => engine.buffer(given.wkb(), given.number(), bufferOptions(given)),
    validity: (given) => engine.validity(given.wkb()),
    makeValid: (given) => engine.makeValid(given.wkb()),
    relate: (given) => engine.relate(given.wkb(), given.wkb()),
    distance: (given) => engine.distance(given.wkb(), given.wkb()),
    simplify: (given) => engine.simplify(given.wkb(), given.number(0)),
    convexHull: (given) => engine.convexHull(given.wkb()),
    polygonize: (given) => engine.polygonize(given.wkbList()),
    intersectPairs(given) {
      const [a, b] = [given.geometry(), given.geometry()];
      return engine.intersectPairs(a, b, given.pairs(a, b));
    },
    subtract: (given) => engine.subtract(given.geometry(), given.geometry()),
    dissolve: (given) => engine.dissolve(given.geometry()),
    bufferAll(given) {
      const geometry = given.geometry();
      return engine.bufferAll(geometry, given.numbers(featureCount(geometry)), bufferOptions(given));
    },
    validAll: (given) => engine.validAll(given.geometry()),
    repairAll: (given) => engine.repairAll(given.geometry()),
    intersectsPairs(given) {
      const [a, b] = [given.geometry(), given.geometry()];
      return engine.intersectsPairs(a, b, given.pairs(a, b));
    },
  };
}
