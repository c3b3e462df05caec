import type { DigestAnswer } from '#renderer/workers/digest.worker.ts';

/** SHA-256 of a file in hexadecimal digits, worked out beside the page, which a large one would keep for a second. */
export function digestOf(file: Blob): Promise<string> {
  const worker = new Worker(new URL('../workers/digest.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<DigestAnswer>) => {
      worker.terminate();
      if ('digest' in data) resolve(data.digest);
      else reject(new Error(data.failed));
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage(file, []);
  });
}
