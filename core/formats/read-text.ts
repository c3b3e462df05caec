import type { RemarkList } from '#core/model/remark.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { encodingNamed, guessEncoding, textDecoder } from './encoding.ts';
import { readWhole } from './source-reading.ts';

/** The text of a whole file in the encoding a person stated, or that its bytes tell; a remark says so when it is not sure. */
export async function readText(
  source: FileSource,
  stated: string | undefined,
  remarks: RemarkList,
  context: TaskContext,
): Promise<{ readonly text: string; readonly encoding: string }> {
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
