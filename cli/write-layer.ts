import path from 'node:path';
import type { CoordinateSystem } from '#core/crs/coordinate-system.ts';
import type { Format } from '#core/formats/format.ts';
import { formats } from '#core/formats/formats.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import { describeRemark, RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import type { CommandContext } from './command.ts';
import { requestOptions } from './project.ts';
import { badOption } from './read-arguments.ts';

const writable = formats.filter(({ write }) => write);
const extensionsOf = ({ writtenExtension, extensions }: Format) =>
  writtenExtension === undefined ? extensions : [writtenExtension, ...extensions];

/**
 * The format that the name of `output` asks for; inside a zip archive the one that is `stated`. Errors: `command/bad-option`,
 * naming those that can be written.
 */
export function formatFor(command: string, output: string, stated?: string): Format {
  const extension = path.extname(output).toLowerCase();
  if (stated !== undefined) {
    const named = writable.find(({ id }) => id === stated);
    if (named && (extension === '.zip' || extensionsOf(named).includes(extension))) return named;
    const known = writable.map(({ id }) => id).join(' ');
    throw badOption(command, `--format ${stated}`, {
      zh: `应为 ${known} 之一，并与“${extension}”相符`,
      en: `must be one of ${known} and go with "${extension}"`,
    });
  }
  const format = writable.find((each) => extensionsOf(each).includes(extension));
  if (format) return format;
  const known = [...new Set(writable.flatMap((each) => extensionsOf(each).slice(0, 1)))].join(' ');
  throw badOption(command, output, {
    zh: `写不了“${extension}”；可以写 ${known}`,
    en: `"${extension}" cannot be written; what can is ${known}`,
  });
}

/** The layer of that name or id, the parcels when none is named. Errors: `import/no-layer-called`. */
export function layerCalled({ description }: ProjectState, name: string | undefined): Layer {
  const layers = description.layers.filter(({ table }) => table !== '');
  const found = layers.find((layer) =>
    name === undefined ? layer.role === 'parcel' : [layer.name, layer.id].includes(name),
  );
  if (found) return found;
  const known = layers.map((layer) => layer.name).join(', ');
  throw new WorkbenchError('import/no-layer-called', { name: name ?? 'parcel', known });
}

/** Writes a table as `output` in one go, and tells what the format could not keep. Errors: those of the format, `store/*`. */
export async function writeLayer(
  output: string,
  format: Format,
  layer: { readonly name: string; readonly table: FeatureTable; readonly crs: CoordinateSystem },
  context: CommandContext,
): Promise<void> {
  const remarks = new RemarkList();
  const pieces: Uint8Array[] = [];
  for await (const piece of format.write!(layer, requestOptions(context), remarks)) pieces.push(piece);
  await saveAtomically(output, Buffer.concat(pieces));
  for (const remark of remarks.toArray()) context.tell(describeRemark(remark, context.language));
}
