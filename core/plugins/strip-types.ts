import type { Fault } from '#core/evaluation/fault.ts';
import { type PluginFiles, sourceFile, typedSourceFile } from './plugin-files.ts';

/**
 * An author's files with evaluator.ts made into evaluator.js, its types taken away and every line where it was. Files that
 * have no evaluator.ts stay as they are.
 */
export async function stripTypes(
  files: PluginFiles,
): Promise<{ readonly files: PluginFiles; readonly faults: readonly Fault[] }> {
  const { [typedSourceFile]: typed, ...others } = files;
  if (typed === undefined) return { files, faults: [] };
  // Only authors need it.
  const { transform } = await import('sucrase');
  try {
    const { code } = transform(typed, { transforms: ['typescript'], disableESTransforms: true });
    return { files: { ...others, [sourceFile]: code }, faults: [] };
  } catch (thrown) {
    const { loc } = thrown as { readonly loc?: { readonly line: number; readonly column: number } };
    const path = loc ? `${typedSourceFile}:${loc.line}:${loc.column}` : typedSourceFile;
    const reason = (thrown instanceof Error ? thrown.message : String(thrown)).replace(/ \(\d+:\d+\)$/, '');
    const fault: Fault = {
      path,
      message: { zh: `语法错误：${reason}`, en: `syntax error: ${reason}` },
      fix: { zh: '改正这一行', en: 'correct this line' },
    };
    return { files: others, faults: [fault] };
  }
}
