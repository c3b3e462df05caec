const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as it may stand anywhere in HTML or SVG, between tags and in quoted attributes. Characters that neither may hold
 * (control characters, unpaired surrogates) are left out; overrides of the writing direction as well, because they let a
 * name read as something else.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\u007e\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (letter) => entities[letter]!);
}

/** Text as a quoted string of CSS: everything that is not a plain letter is written as its number. */
export function cssString(text: string): string {
  const letters = [...text].map((letter) =>
    /[A-Za-z0-9 .,\u4e00-\u9fff]/u.test(letter) ? letter : `\\${letter.codePointAt(0)!.toString(16)} `,
  );
  return `"${letters.join('')}"`;
}

const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as base64 (RFC 4648). */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text +=
      base64Letters[(group >> 18) & 63]! +
      base64Letters[(group >> 12) & 63]! +
      (at + 1 < bytes.length ? base64Letters[(group >> 6) & 63]! : '=') +
      (at + 2 < bytes.length ? base64Letters[group & 63]! : '=');
    if (text.length > 8192) {
      parts.push(text);
      text = '';
    }
  }
  parts.push(text);
  return parts.join('');
}
