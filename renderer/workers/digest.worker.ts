/** What came of a file that was sent here: its SHA-256 in hexadecimal digits, or why it could not be read. */
export type DigestAnswer = { readonly digest: string } | { readonly failed: string };

async function answerFor(file: Blob): Promise<DigestAnswer> {
  try {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    return { digest: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
  } catch (thrown) {
    return { failed: String(thrown) };
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  self.postMessage(await answerFor(data), { transfer: [] });
});
