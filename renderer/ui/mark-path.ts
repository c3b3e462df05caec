import type { Scenario } from '#core/model/scenario.ts';

/** The outline of a scenario's mark around 0, 0, about 2 × `radius` wide: tick, triangle, circle, diamond, square, plus. */
export function markPath(scenario: Scenario, radius: number): string {
  const r = radius;
  if (scenario.parent === null) return `M${-r * 0.2} ${-r}H${r * 0.2}V${r}H${-r * 0.2}Z`;
  const t = r * 0.36;
  switch (scenario.letter) {
    case 'A':
      return `M0 ${-r}L${r * 1.05} ${r * 0.8}H${-r * 1.05}Z`;
    case 'B':
      return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
    case 'C':
      return `M0 ${-r * 1.15}L${r * 1.15} 0L0 ${r * 1.15}L${-r * 1.15} 0Z`;
    case 'D':
      return `M${-r * 0.88} ${-r * 0.88}H${r * 0.88}V${r * 0.88}H${-r * 0.88}Z`;
    default:
      return `M${-t} ${-r}H${t}V${-t}H${r}V${t}H${t}V${r}H${-t}V${t}H${-r}V${-t}H${-t}Z`;
  }
}
