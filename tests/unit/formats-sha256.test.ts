import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sha256 } from '#core/formats/sha256.ts';

test('the digest of any bytes in any pieces is that of FIPS 180-4', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const own = new Sha256();
      const reference = createHash('sha256');
      for (const part of parts) {
        own.update(part);
        reference.update(part);
      }
      expect(own.finish()).toBe(reference.digest('hex'));
    }),
  );
});

test('the digest of nothing and of lengths around a block', () => {
  expect(new Sha256().finish()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (const length of [55, 56, 63, 64, 65, 119, 120, 128]) {
    const bytes = new Uint8Array(length).fill(0x61);
    const own = new Sha256();
    own.update(bytes);
    expect(own.finish()).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});
