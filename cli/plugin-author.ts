import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { faultList } from '#core/evaluation/fault.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import { packPlugin } from '#core/plugins/pack-plugin.ts';
import { type PluginFiles, signatureFile } from '#core/plugins/plugin-files.ts';
import type { PluginPackage } from '#core/plugins/plugin-package.ts';
import { readPlugin } from '#core/plugins/read-plugin.ts';
import { keyFingerprint, type SigningKey, signHash, signingKey } from '#core/plugins/signature.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import { saveError } from '#electron/files/disk-errors.ts';
import { readPluginPlace } from '#electron/files/plugin-folder.ts';
import { builtInManifests } from '#plugins/built-in/evaluators.ts';
import type { Arguments, CommandContext } from './command.ts';
import { factLines, faultLines } from './plugin-output.ts';
import { readBytes, requestOptions, withEngine } from './project.ts';
import { badOption } from './read-arguments.ts';

/** Says everything that is wrong with a plugin, or what it is. */
export async function checkPlugin(place: string, { language, json, print }: CommandContext): Promise<number> {
  const source = await readPluginPlace(place);
  return withEngine(async (engine) => {
    const inspection = await engine.request('plugin/inspect', { source });
    const { facts, faults, remarks } = inspection;
    if (json) print(JSON.stringify({ plugin: place, ...inspection }, null, 2));
    else {
      for (const line of faultLines(faults, language)) print(line);
      if (faults.length > 0) {
        print(
          language === 'zh'
            ? `${place}：${faults.length} 处错误。`
            : `${place}: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`,
        );
      }
      for (const remark of remarks) print(`• ${remark[language]}`);
      if (facts) for (const line of factLines(facts, language)) print(line);
    }
    return facts ? exitCodes.ok : exitCodes.plugin;
  });
}

/** Runs the golden cases of a plugin in the sandbox and shows what differs. */
export async function testPlugin(place: string, context: CommandContext): Promise<number> {
  const { language, json, print } = context;
  const source = await readPluginPlace(place);
  return withEngine(async (engine) => {
    const outcomes = await engine.request('plugin/test', { source }, requestOptions(context));
    const failed = outcomes.filter(({ differences, failure }) => failure || differences.length > 0);
    if (json) print(JSON.stringify({ plugin: place, failed: failed.length, cases: outcomes }, null, 2));
    else {
      for (const { id, differences, failure, seconds } of outcomes) {
        const mark = failure || differences.length > 0 ? '✗' : '✓';
        print(`${mark} ${id}  ${seconds.toFixed(2)} s`);
        if (failure) print(`    ${failure[language]}`);
        for (const difference of differences) print(`    ${difference}`);
      }
      const [all, wrong] = [outcomes.length, failed.length];
      print(
        language === 'zh'
          ? `${all} 个算例，${wrong} 个不符。`
          : `${all} ${all === 1 ? 'case' : 'cases'}, ${wrong} of them wrong.`,
      );
    }
    return failed.length === 0 ? exitCodes.ok : exitCodes.plugin;
  });
}

const builtIn: ReadonlySet<string> = new Set(builtInManifests.map(({ id }) => id));

/** The package in a folder or archive; `unsigned` leaves its signature out, sound or not. */
async function packageAt(place: string, unsigned = false): Promise<PluginPackage> {
  const source = await readPluginPlace(place);
  const taken =
    unsigned && 'files' in source
      ? { ...source, files: source.files.filter((file) => file.path !== signatureFile) }
      : source;
  const { package: plugin, faults } = await readPlugin(taken, builtIn);
  if (plugin) return plugin;
  throw new WorkbenchError('plugin/faulty', { name: place, count: faults.length, faults: faultList(faults) });
}

/** Writes the archive of a folder that has no fault. */
export async function packFolder(place: string, given: Arguments, context: CommandContext): Promise<number> {
  const { language, json, print } = context;
  const { manifest, files, hash } = await packageAt(place);
  const output = given.text('output') ?? `${manifest.id}-${manifest.version}.zip`;
  const bytes = packPlugin(files);
  await saveAtomically(output, bytes);
  if (json) print(JSON.stringify({ output, hash, bytes: bytes.length }, null, 2));
  else print(language === 'zh' ? `已写入 ${output}\n内容哈希 ${hash}` : `Written to ${output}\nContent hash ${hash}`);
  return exitCodes.ok;
}

/** Makes a key pair and writes it to a file that nobody else can read. Never writes over a file. */
export async function makeKey(
  file: string,
  given: Arguments,
  { language, json, print }: CommandContext,
): Promise<number> {
  const name = given.text('name')?.trim();
  if (!name) {
    throw badOption('plugin', '--name', { zh: '写明是谁的密钥', en: 'say whose key it is' });
  }
  const key = signingKey(name, new Uint8Array(randomBytes(32)));
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${JSON.stringify(key, null, 2)}\n`);
    await handle.close();
  } catch (thrown) {
    if (existsSync(file)) {
      throw badOption('plugin', file, {
        zh: '这个文件已经有了，不会覆盖',
        en: 'the file is there already and is not written over',
      });
    }
    throw saveError(thrown, file);
  }
  const fingerprint = keyFingerprint(key.key);
  if (json) print(JSON.stringify({ output: file, name, key: key.key, fingerprint }, null, 2));
  else {
    print(
      language === 'zh'
        ? `密钥已写入 ${file}，指纹 ${fingerprint}`
        : `Key written to ${file}, fingerprint ${fingerprint}`,
    );
    print(
      language === 'zh'
        ? '保管好这个文件：谁有它，谁就能以这个名字签名。把指纹告诉使用者。'
        : 'Keep this file safe: whoever has it can sign in this name. Tell users the fingerprint.',
    );
  }
  return exitCodes.ok;
}

/** The key in a file that `makeKey` wrote. */
async function readKey(file: string): Promise<SigningKey> {
  const text = new TextDecoder().decode(await readBytes(file));
  try {
    const key = JSON.parse(text) as Partial<SigningKey>;
    const isKey = [key.key, key.secretKey].every((part) => typeof part === 'string' && /^[0-9a-f]{64}$/.test(part));
    if (isKey && typeof key.name === 'string' && key.name !== '') return key as SigningKey;
  } catch {
    // Said below, as for any other file that is no key.
  }
  throw badOption('plugin', `--key ${file}`, {
    zh: '不是 cityloom plugin keygen 写的密钥文件',
    en: 'is no key file that cityloom plugin keygen wrote',
  });
}

/** Signs the content of a folder (its signature.json is written) or of an archive (which is written anew). */
export async function signPlugin(
  place: string,
  given: Arguments,
  { language, json, print }: CommandContext,
): Promise<number> {
  const keyFile = given.text('key');
  if (keyFile === undefined) throw badOption('plugin', '--key', { zh: '写明密钥文件', en: 'name the key file' });
  const key = await readKey(keyFile);
  const isFolder = (await lstat(place).catch(() => undefined))?.isDirectory() === true;
  const plugin = await packageAt(place, true);
  const signature = signHash(plugin.hash, key);
  const text = `${JSON.stringify(signature, null, 2)}\n`;
  const output = isFolder ? path.join(place, signatureFile) : place;
  if (isFolder) await writeFile(output, text);
  else {
    const files: PluginFiles = { ...plugin.files, [signatureFile]: text };
    await saveAtomically(output, packPlugin(files));
  }
  const fingerprint = keyFingerprint(key.key);
  if (json) print(JSON.stringify({ output, hash: plugin.hash, name: key.name, fingerprint }, null, 2));
  else {
    print(
      language === 'zh'
        ? `${output}：以“${key.name}”签名，密钥指纹 ${fingerprint}`
        : `${output}: signed as ${key.name}, key fingerprint ${fingerprint}`,
    );
  }
  return exitCodes.ok;
}
