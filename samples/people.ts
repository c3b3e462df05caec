import type { LocalText } from '#core/model/text.ts';
import { Dice } from './dice.ts';
import type { District } from './districts.ts';
import { namePairs } from './names.ts';
import { outlineOf } from './outline.ts';
import type { Parcel } from './parcels.ts';
import type { Ring } from './plane.ts';
import type { Branch, PlanFace, TownPlan } from './town-plan.ts';

/** The area of a neighbourhood committee, bounded by the middle of streets. */
export interface Community {
  readonly name: LocalText;
  readonly rings: readonly Ring[];
  readonly residents: number;
  readonly jobs: number;
  readonly households: number;
}

interface Group {
  readonly faces: PlanFace[];
  residents: number;
}

/** How many communities the town is divided into, about. */
const wantedCount = 150;

/** How many edges each face shares with each of its neighbours. */
type Borders = ReadonlyMap<PlanFace, ReadonlyMap<PlanFace, number>>;

function bordersOf(faces: readonly PlanFace[], nodeCount: number): Borders {
  const borders = new Map<PlanFace, Map<PlanFace, number>>(faces.map((face) => [face, new Map()]));
  const owners = new Map<number, PlanFace>();
  for (const face of faces) {
    for (const [index, node] of face.nodes.entries()) {
      const next = face.nodes[(index + 1) % face.nodes.length]!;
      const key = Math.min(node, next) * nodeCount + Math.max(node, next);
      const other = owners.get(key);
      owners.set(key, face);
      if (!other) continue;
      borders.get(face)!.set(other, (borders.get(face)!.get(other) ?? 0) + 1);
      borders.get(other)!.set(face, (borders.get(other)!.get(face) ?? 0) + 1);
    }
  }
  return borders;
}

/** The group that shares the longest border with `faces`. */
function nearestGroup(groups: readonly Group[], faces: readonly PlanFace[], borders: Borders): Group | undefined {
  const shared = new Map<PlanFace, number>();
  for (const face of faces) {
    for (const [other, edges] of borders.get(face)!) shared.set(other, (shared.get(other) ?? 0) + edges);
  }
  let best: Group | undefined;
  let most = 0;
  for (const group of groups) {
    const edges = group.faces.reduce((sum, face) => sum + (shared.get(face) ?? 0), 0);
    if (edges <= most) continue;
    most = edges;
    best = group;
  }
  return best;
}

/** Divides a branch into groups of neighbouring faces with at most about `most` residents each. */
function divide(branch: Branch, residentsOf: ReadonlyMap<PlanFace, number>, most: number, borders: Borders): Group[] {
  if (!('parts' in branch)) return [{ faces: [branch], residents: residentsOf.get(branch) ?? 0 }];
  const groups: Group[] = [];
  const small: Group[] = [];
  for (const part of branch.parts) {
    for (const group of divide(part, residentsOf, most, borders))
      (group.residents < 0.38 * most ? small : groups).push(group);
  }
  const total = [...groups, ...small].reduce((sum, { residents }) => sum + residents, 0);
  if (total <= most) return [{ faces: [...groups, ...small].flatMap(({ faces }) => faces), residents: total }];
  const waiting: Group[] = [];
  for (const group of small) {
    const partner = nearestGroup([...groups, ...waiting], group.faces, borders);
    if (!partner || partner.residents + group.residents > 1.25 * most) waiting.push(group);
    else {
      partner.faces.push(...group.faces);
      partner.residents += group.residents;
    }
  }
  return [...groups, ...waiting];
}

/** Neighbourhood committees with their people: sums of the parcels within. */
export function communitiesOf(plan: TownPlan, parcels: readonly Parcel[], seed: number): Community[] {
  const residentsOf = new Map<PlanFace, number>();
  const jobsOf = new Map<PlanFace, number>();
  for (const { lot, residents, jobs } of parcels) {
    const face = lot.block.plan;
    residentsOf.set(face, (residentsOf.get(face) ?? 0) + residents);
    jobsOf.set(face, (jobsOf.get(face) ?? 0) + jobs);
  }
  const borders = bordersOf(plan.faces, plan.places.length);
  const cells = plan.cells.filter((cell) => 'parts' in cell);
  let [low, high] = [400, 12_000];
  let groups: Group[] = [];
  for (let round = 0; round < 12; round++) {
    const most = (low + high) / 2;
    groups = cells.flatMap((cell) => divide(cell, residentsOf, most, borders));
    groups = absorb(groups, 0.2 * most, borders);
    if (groups.length > wantedCount) low = most;
    else high = most;
  }
  // Banks have hardly any people; whoever is there belongs to the neighbours across the road.
  const dice = new Dice(seed, 'people');
  const pair = namePairs(dice);
  const banks = plan.faces.filter(
    (face) => face.kind === 'bank' && ((residentsOf.get(face) ?? 0) > 0 || (jobsOf.get(face) ?? 0) > 0),
  );
  for (const bank of banks) nearestGroup(groups, [bank], borders)?.faces.push(bank);
  return groups.map(({ faces }) => {
    const residents = faces.reduce((sum, face) => sum + (residentsOf.get(face) ?? 0), 0);
    const jobs = faces.reduce((sum, face) => sum + (jobsOf.get(face) ?? 0), 0);
    const isRural = faces.every(({ district }) => district === 'fields' || district === 'village');
    const { zh, en } = pair();
    const name = isRural ? { zh: `${zh}村`, en: `${en} Village` } : { zh: `${zh}社区`, en: `${en} Community` };
    const households = Math.round(residents / dice.between(2.42, 2.86));
    return { name, rings: outlineOf(faces, plan), residents, jobs, households };
  });
}

const isSparse: ReadonlySet<District> = new Set(['fields', 'village', 'industry', 'logistics', 'technology']);

/** Groups with hardly anyone join the neighbour with the longest common border. */
function absorb(groups: readonly Group[], least: number, borders: Borders): Group[] {
  const kept = [...groups];
  for (const group of groups) {
    if (group.residents >= least || !group.faces.every(({ district }) => isSparse.has(district))) continue;
    const others = kept.filter(
      (other) => other !== group && other.faces.some(({ district }) => isSparse.has(district)),
    );
    const partner = nearestGroup(others, group.faces, borders);
    if (!partner || partner.faces.length > 26) continue;
    partner.faces.push(...group.faces);
    partner.residents += group.residents;
    kept.splice(kept.indexOf(group), 1);
  }
  return kept;
}
