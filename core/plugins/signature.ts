import { ed25519 } from '@noble/curves/ed25519.js';
import { type Fault, FaultFinder } from '#core/evaluation/fault.ts';
import { Sha256 } from '#core/formats/sha256.ts';
import { signatureFile } from './plugin-files.ts';
import { readJson } from './read-json.ts';

/** Who says that a plugin is theirs, and the proof: the content of signature.json. Keys and signature in lower-case hex. */
export interface PluginSignature {
  readonly algorithm: 'ed25519';
  /** The author as they name themselves; it is signed with the hash. */
  readonly name: string;
  readonly key: string;
  readonly hash: string;
  readonly signature: string;
}

/** A key pair as `plugin keygen` writes it. The secret key never leaves that file. */
export interface SigningKey {
  readonly algorithm: 'ed25519';
  readonly name: string;
  readonly key: string;
  readonly secretKey: string;
}

/** A signature that holds, as a person gets to know it. */
export interface Signer {
  readonly name: string;
  readonly key: string;
  /** First 16 bytes of the SHA-256 of the key in groups of four digits, short enough to be read over the telephone. */
  readonly fingerprint: string;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

function signedBytes(hash: string, name: string): Uint8Array {
  return new TextEncoder().encode(`cityloom-plugin-signature-1\n${hash}\n${name}\n`);
}

/** What a key is shown and compared by. */
export function keyFingerprint(key: string): string {
  const digest = new Sha256();
  digest.update(fromHex(key));
  return digest
    .finish()
    .slice(0, 32)
    .replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** A key pair of 32 random bytes (RFC 8032). */
export function signingKey(name: string, seed: Uint8Array): SigningKey {
  return { algorithm: 'ed25519', name, key: toHex(ed25519.getPublicKey(seed)), secretKey: toHex(seed) };
}

/** Signs a content hash. */
export function signHash(hash: string, { name, key, secretKey }: SigningKey): PluginSignature {
  const signature = toHex(ed25519.sign(signedBytes(hash, name), fromHex(secretKey)));
  return { algorithm: 'ed25519', name, key, hash, signature };
}

const hexOf = (digits: number) => new RegExp(`^[0-9a-f]{${digits}}$`);

function verifies({ name, key, signature }: PluginSignature, hash: string): boolean {
  try {
    // The strict rules of RFC 8032: one key, one message, one signature.
    return ed25519.verify(fromHex(signature), signedBytes(hash, name), fromHex(key), { zip215: false });
  } catch {
    return false;
  }
}

/** Who signed a plugin of the content hash `hash`, by the text of its signature.json; or why that signature does not hold. */
export function checkSignature(
  text: string,
  hash: string,
): { readonly signer?: Signer; readonly faults: readonly Fault[] } {
  const finder = new FaultFinder();
  const value = readJson(finder, signatureFile, text, { zh: '重新签名', en: 'sign it again' });
  if (value === undefined) return { faults: finder.faults };
  const at = `${signatureFile} $`;
  const body = finder.object(value, at, ['algorithm', 'name', 'key', 'hash', 'signature']);
  if (!body) return { faults: finder.faults };
  finder.choice(body.algorithm, `${at}.algorithm`, ['ed25519']);
  finder.text(body.name, `${at}.name`);
  for (const [name, digits] of [
    ['key', 64],
    ['hash', 64],
    ['signature', 128],
  ] as const) {
    finder.text(body[name], `${at}.${name}`, hexOf(digits), `${digits} 位十六进制数`, `${digits} hexadecimal digits`);
  }
  if (finder.faults.length > 0) return { faults: finder.faults };
  const signature = body as unknown as PluginSignature;
  if (signature.hash !== hash) {
    finder.add(
      `${at}.hash`,
      {
        zh: `签的是内容 ${signature.hash}，包的内容是 ${hash}`,
        en: `it signs the content ${signature.hash}, and the content is ${hash}`,
      },
      {
        zh: '内容在签名之后改过：由作者重新签名',
        en: 'the content was changed after it was signed: its author has to sign it again',
      },
    );
  } else if (!verifies(signature, hash)) {
    finder.add(
      `${at}.signature`,
      { zh: '签名与密钥、内容不符', en: 'the signature does not match the key and the content' },
      { zh: '不要使用；向作者索取原件', en: 'do not use it; ask its author for the original' },
    );
  }
  if (finder.faults.length > 0) return { faults: finder.faults };
  const { name, key } = signature;
  return { signer: { name, key, fingerprint: keyFingerprint(key) }, faults: [] };
}
