import { Sha256 } from '#core/formats/sha256.ts';
import type { Digest, Platform } from '#core/platform/platform.ts';

/** How SHA-256 is begun: the machine's own where the host has one, else that in core. They give the same. */
export function newDigestOf({ createDigest }: Platform): () => Digest {
  return createDigest ?? (() => new Sha256());
}
