import { type Evaluator, joinManifests, type Manifest, readManifest } from '#sdk';
import benchmark from '../benchmark/manifest.json' with { type: 'json' };
import dataSharing from '../data-sharing/manifest.json' with { type: 'json' };
import emergency from '../emergency/manifest.json' with { type: 'json' };
import energyCarbon from '../energy-carbon/manifest.json' with { type: 'json' };
import finance from '../finance/manifest.json' with { type: 'json' };
import floodScreening from '../flood-screening/manifest.json' with { type: 'json' };
import greenNetwork from '../green-network/manifest.json' with { type: 'json' };
import livingCircle from '../living-circle/manifest.json' with { type: 'json' };
import mixedUse from '../mixed-use/manifest.json' with { type: 'json' };
import monitoring from '../monitoring/manifest.json' with { type: 'json' };
import participation from '../participation/manifest.json' with { type: 'json' };
import policyAssessment from '../policy-assessment/manifest.json' with { type: 'json' };
import sensitivity from '../sensitivity/manifest.json' with { type: 'json' };
import tod from '../tod/manifest.json' with { type: 'json' };
import waste from '../waste/manifest.json' with { type: 'json' };
import waterSponge from '../water-sponge/manifest.json' with { type: 'json' };

/** The manifests of the evaluators that come with the program, in the order in which they are offered. */
export const builtInManifests: readonly Manifest[] = joinManifests(
  [
    tod,
    greenNetwork,
    mixedUse,
    livingCircle,
    energyCarbon,
    waterSponge,
    waste,
    emergency,
    floodScreening,
    participation,
    dataSharing,
    finance,
    monitoring,
    policyAssessment,
    sensitivity,
    benchmark,
  ].map(readManifest),
);

const code: Readonly<Record<string, () => Promise<{ readonly evaluator: Evaluator }>>> = {
  tod: () => import('../tod/index.ts'),
  'green-network': () => import('../green-network/index.ts'),
  'mixed-use': () => import('../mixed-use/index.ts'),
  'policy-assessment': () => import('../policy-assessment/index.ts'),
  sensitivity: () => import('../sensitivity/index.ts'),
  benchmark: () => import('../benchmark/index.ts'),
  'living-circle': () => import('../living-circle/index.ts'),
  'energy-carbon': () => import('../energy-carbon/index.ts'),
  'water-sponge': () => import('../water-sponge/index.ts'),
  waste: () => import('../waste/index.ts'),
  emergency: () => import('../emergency/index.ts'),
  'flood-screening': () => import('../flood-screening/index.ts'),
  participation: () => import('../participation/index.ts'),
  'data-sharing': () => import('../data-sharing/index.ts'),
  finance: () => import('../finance/index.ts'),
  monitoring: () => import('../monitoring/index.ts'),
};

/** The code of an evaluator that comes with the program, loaded on first use; undefined when there is none of that id. */
export async function loadBuiltIn(id: string): Promise<Evaluator | undefined> {
  return Object.hasOwn(code, id) ? (await code[id]!()).evaluator : undefined;
}
