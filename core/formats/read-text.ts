import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { encodingNamed, textDecoder } from './encoding.ts';
import { guessEncoding } from './guess-encoding.ts';
import { readWhole } from './source-reading.ts';

/** A text of more characters cannot be held in one piece. */
const mostBytes = 500 * 1024 ** 2;

/** Refuses files that cannot be read as one text. Errors: `formats/file-too-large`. */
export function checkLength({ name, bytes }: FileSource): void {
  if (bytes > mostBytes) throw new WorkbenchError('formats/file-too-large', { file: name, bytes, limit: mostBytes });
}

/**
 * The text of a whole file in the encoding a person stated, or that its bytes tell; a remark says so when it is not
 * sure. Errors: `formats/file-too-large`.
 */
export async function readText(
  source: FileSource,
  stated: string | undefined,
  remarks: RemarkList,
  context: TaskContext,
): Promise<{ readonly text: string; readonly encoding: string }> {
  checkLength(source);
  const bytes = await readWhole(source, context);
  if (stated !== undefined) {
    const encoding = encodingNamed(stated) ?? stated;
    return { text: textDecoder(encoding).decode(bytes), encoding };
  }
  const { encoding, reason, certainty } = guessEncoding(bytes);
  if (certainty !== 'certain') {
    remarks.add('formats/encoding-guessed', 'warning', { file: source.name, encoding, reason });
  }
  return { text: textDecoder(encoding).decode(bytes), encoding };
}
