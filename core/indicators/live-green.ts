import { copyFeature } from '#core/geometry/copy-parts.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { ShapePair } from '#core/geometry/shape-pair.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { uniteFeatures } from '#core/geometry/unite-features.ts';
import { connectingAreas } from '#core/methods/connectivity.ts';
import { type MethodValue, notDefined, ok } from '#core/methods/outcome.ts';
import { atOnce } from '#core/model/at-once.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { FeatureSlots, Shape } from './feature-slots.ts';
import {
  type Gaps,
  type GroundPatches,
  greenNetworkDefaults,
  isNetworkGreen,
  laterNear,
  makingPatches,
  probabilityNetwork,
  reachOf,
} from './green-network.ts';
import type { LiveFeatures } from './live-features.ts';
import { SlotSet } from './slot-set.ts';

/** Working out a network of more features than this takes longer than a tenth of a second. */
const swiftFeatures = 800;

type GreenRole = 'greens' | 'parcels';

/** The green network of a scenario. */
export interface GreenNetwork {
  /** √(Σᵢ Σⱼ aᵢ aⱼ p*ᵢⱼ), ha. */
  readonly equivalentArea: MethodValue;
  /** What green spaces and parcels add to it, ha, by slot: aᵢ Σⱼ aⱼ p*ᵢⱼ / ECA of their patch, shared out by their areas. */
  readonly parts: Readonly<Record<GreenRole, ReadonlyMap<number, number>>>;
  /** Patches that several features make, by the names of these. */
  readonly united: ReadonlyMap<string, PackedGeometry>;
  /** Gaps by the names of the features of the earlier patch, and of the later; infinite where they are out of reach, m. */
  readonly gaps: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Names of shapes by which they are found again; one for all scenarios of a project. */
class ShapeNames {
  readonly #numbers = new WeakMap<PackedGeometry, number>();
  #next = 0;

  of({ geometry, feature }: Shape): string {
    let number = this.#numbers.get(geometry);
    if (number === undefined) {
      number = this.#next++;
      this.#numbers.set(geometry, number);
    }
    return `${number}.${feature}`;
  }
}

/** What was found out on the way to a network. */
type GreenFindings = Pick<GreenNetwork, 'united' | 'gaps'>;

interface GreenFeature {
  readonly role: GreenRole;
  readonly slot: number;
}

/**
 * The green network of one scenario: the patches, distances and probabilities of the evaluator of the green network with the
 * defaults of its parameters. It is worked out when it is asked for after green land changed, at once or in stretches, and takes
 * over the patches that stayed and the gaps between them from the one before, from one that was begun, or from that of the
 * scenario it was copied from. The same green land gives the same digits, however it came about.
 */
export class LiveGreen {
  readonly #features: LiveFeatures;
  readonly #names: ShapeNames;
  /** Slots of the parcels that are green land. */
  readonly #parcels: SlotSet;
  #before: GreenNetwork | undefined;
  /** What the network that was last begun has found so far. */
  #begun: GreenFindings | undefined;
  /** The one this was copied from before that knew its network, and the version it had. */
  #origin: LiveGreen | undefined;
  readonly #originVersion: number;
  #isStale: boolean;
  /** Counts the changes of green land. */
  #version = 0;

  constructor(features: LiveFeatures, from?: LiveGreen) {
    this.#features = features;
    this.#names = from ? from.#names : new ShapeNames();
    this.#parcels = new SlotSet(from ? from.#parcels : undefined);
    this.#before = from ? from.#before : undefined;
    this.#begun = from ? from.#begun : undefined;
    this.#origin = from && from.#isStale ? from : undefined;
    this.#originVersion = from ? from.#version : 0;
    this.#isStale = from ? from.#isStale : true;
    if (from) return;
    const { parcels } = features;
    for (let slot = 0; slot < parcels.count; slot++) if (this.#isGreen(slot)) this.#parcels.add(slot);
  }

  /** The network as it is now: the same object until green land changes. */
  get network(): GreenNetwork {
    if (this.#isStale) atOnce(this.settling());
    return this.#before!;
  }

  /** Works the network out, in stretches between which green land may change; then it goes on from what it has. */
  *settling(): Generator<void, void> {
    while (this.#isStale) {
      const version = this.#version;
      const origin = this.#twin();
      if (origin) yield* origin.settling();
      const network = this.#twin() === origin && origin ? origin.network : yield* this.#workingOut();
      // Somebody who could not wait may have worked it out meanwhile.
      if (!this.#isStale) return;
      this.#before = network;
      this.#begun = undefined;
      this.#origin = undefined;
      this.#isStale = version !== this.#version;
    }
  }

  /** The one this was copied from, as long as both have the green land they had then. */
  #twin(): LiveGreen | undefined {
    const origin = this.#origin;
    return origin && this.#version === 0 && origin.#version === this.#originVersion ? origin : undefined;
  }

  /** Whether the network has to be worked out, and that takes longer than a stroke may. */
  get isSlow(): boolean {
    return this.#isStale && this.#parcels.size + (this.#features.greens?.existing ?? 0) > swiftFeatures;
  }

  #isGreen(slot: number): boolean {
    const { parcels } = this.#features;
    return parcels.exists(slot) && isNetworkGreen(parcels.text(slot, 'land_use'));
  }

  /** Notes that a parcel changed; `isMoved` says whether its shape did. */
  noteParcel(slot: number, isMoved: boolean): void {
    const was = this.#parcels.has(slot);
    const is = this.#isGreen(slot);
    if (was !== is || (is && isMoved)) this.noteGreen();
    if (is) this.#parcels.add(slot);
    else this.#parcels.delete(slot);
  }

  /** Notes that a green space came, went, or has another shape. */
  noteGreen(): void {
    this.#isStale = true;
    this.#version++;
  }

  /** All green land in an order that does not tell how it came about. */
  #ground(): readonly GreenFeature[] {
    const { parcels, greens } = this.#features;
    const inOrder = (role: GreenRole, features: FeatureSlots, slots: Iterable<number>) => {
      const named = Array.from(slots, (slot) => ({ slot, id: features.idOf(slot) }));
      return named.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ slot }): GreenFeature => ({ role, slot }));
    };
    const slots = Array.from({ length: greens?.count ?? 0 }, (_, slot) => slot).filter((slot) => greens!.exists(slot));
    return [...(greens ? inOrder('greens', greens, slots) : []), ...inOrder('parcels', parcels, this.#parcels)];
  }

  /** What is known of patches and gaps, the latest first. */
  #known(): readonly GreenFindings[] {
    return [this, this.#origin].flatMap((one) => (one ? [one.#begun ?? [], one.#before ?? []].flat() : []));
  }

  *#workingOut(): Generator<void, GreenNetwork> {
    const known = this.#known();
    const united = new Map<string, PackedGeometry>();
    const gaps = new Map<string, ReadonlyMap<string, number>>();
    this.#begun = { united, gaps };
    const ground = this.#ground();
    const packer = new GeometryPacker('polygon');
    const names = ground.map(({ role, slot }) => {
      const shape = this.#features[role]!.shape(slot);
      copyFeature(packer, shape.geometry, shape.feature);
      return this.#names.of(shape);
    });
    const geometry = packer.finish();
    const nameOf = (features: readonly number[]) => features.map((feature) => names[feature]!).join(' ');
    const patches = yield* makingPatches(geometry, greenNetworkDefaults.patches, (features) => {
      const name = nameOf(features);
      const before = known.find((findings) => findings.united.has(name));
      const shape = before?.united.get(name) ?? uniteFeatures(geometry, features);
      united.set(name, shape);
      return shape;
    });
    const members: number[][] = Array.from(patches.areas, () => []);
    for (const [feature, patch] of patches.ofFeature.entries()) if (patch >= 0) members[patch]!.push(feature);
    const near = yield* measuringGaps(patches, members.map(nameOf), known, gaps);
    const network = probabilityNetwork(patches.areas, near, greenNetworkDefaults.dispersal);
    const connected = yield* connectingAreas(network);
    const equivalent = Math.sqrt(connected.numerator);
    const parts = { greens: new Map<number, number>(), parcels: new Map<number, number>() };
    const own = featureAreas(geometry);
    for (const [patch, features] of members.entries()) {
      const part = equivalent === 0 ? 0 : connected.parts[patch]! / equivalent;
      const whole = features.reduce((sum, feature) => sum + own[feature]!, 0);
      for (const feature of features) {
        const { role, slot } = ground[feature]!;
        parts[role].set(slot, (part * own[feature]!) / whole);
      }
    }
    const none = notDefined('没有达到最小面积的绿地斑块', 'no green patch is large enough');
    return { equivalentArea: members.length === 0 ? none : ok(equivalent), parts, united, gaps };
  }
}

/** Gaps within reach, patch by patch; those between patches that were there before are `known`. All go into `found`. */
function* measuringGaps(
  { geometry }: GroundPatches,
  names: readonly string[],
  known: readonly GreenFindings[],
  found: Map<string, ReadonlyMap<string, number>>,
): Generator<void, Pick<Gaps, 'from' | 'to' | 'metres'>> {
  const reach = reachOf(greenNetworkDefaults.dispersal);
  const index = new SpatialIndex(geometry);
  const pair = new ShapePair(geometry);
  const from: number[] = [];
  const to: number[] = [];
  const metres: number[] = [];
  const measure = (patch: number, name: string) => {
    const before = known.flatMap(({ gaps }) => gaps.get(name) ?? []);
    const own = new Map<string, number>();
    for (const other of laterNear(index, patch, reach)) {
      const otherName = names[other]!;
      const gap = before.find((gaps) => gaps.has(otherName))?.get(otherName) ?? pair.measure(patch, other, reach);
      own.set(otherName, gap);
      if (!(gap <= reach)) continue;
      from.push(patch);
      to.push(other);
      metres.push(gap);
    }
    found.set(name, own);
  };
  for (const [patch, name] of names.entries()) {
    measure(patch, name);
    yield;
  }
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), metres: Float64Array.from(metres) };
}
