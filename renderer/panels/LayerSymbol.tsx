import type { Icon as TablerIcon } from '@tabler/icons-react';
import {
  IconBuilding,
  IconBus,
  IconChartDots,
  IconCloudRain,
  IconMapPin,
  IconMessage,
  IconTree,
  IconUsers,
} from '@tabler/icons-react';
import { gb50137 } from '#core/model/code-table.ts';
import type { Layer } from '#core/model/layer.ts';
import type { RoleId } from '#core/model/role.ts';
import { palettes } from '#renderer/map/palette.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconStation } from '#renderer/ui/sketch-icons.ts';

const icons: Readonly<Partial<Record<RoleId, TablerIcon>>> = {
  building: IconBuilding,
  'transit-stop': IconStation,
  facility: IconMapPin,
  population: IconUsers,
  tree: IconTree,
  comment: IconMessage,
  observation: IconChartDots,
  rainfall: IconCloudRain,
};

/** How a layer is drawn, at the size of a letter. */
export function LayerSymbol({ layer }: { readonly layer: Pick<Layer, 'role' | 'geometry'> }) {
  const theme = useWindow((state) => state.theme);
  const palette = palettes[theme];
  const icon = icons[layer.role] ?? (layer.geometry === 'point' ? IconBus : undefined);
  if (icon) return <Icon of={icon} size={14} />;
  const colourOf = (code: string): string => gb50137.codes[code]?.colours?.[theme] ?? palette.ground;
  if (layer.geometry === 'line') {
    const colour = layer.role === 'transit-line' ? palette.lines[0] : 'var(--line3)';
    return (
      <svg width="14" height="14" aria-hidden>
        <path d="M0 7H14" stroke={colour} strokeWidth="2.5" />
      </svg>
    );
  }
  const backgrounds: Readonly<Partial<Record<RoleId, string>>> = {
    parcel: `linear-gradient(135deg, ${colourOf('R2')} 50%, ${colourOf('B1')} 50%)`,
    'green-space': colourOf('G1'),
    water: palette.water,
    elevation: 'linear-gradient(90deg, #440154, #21918c, #fde725)',
    'land-cover': `linear-gradient(135deg, ${colourOf('E2')} 50%, ${colourOf('E1')} 50%)`,
  };
  const outlined = layer.role === 'boundary' || layer.role === 'hazard';
  return (
    <span
      className="swatch"
      style={
        outlined ? { border: '1.5px dashed var(--t2)' } : { background: backgrounds[layer.role] ?? 'var(--track)' }
      }
      aria-hidden
    />
  );
}
