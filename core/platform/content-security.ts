/**
 * What the page and its workers may do, as response headers. The desktop program (app://workbench/) and the loopback server
 * both send exactly these, so that neither host is laxer than the other.
 */

const pageDirectives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // Mantine sets sizes and colours, and React the `style` attribute, as inline styles: without this the page has no layout.
  // Styles cannot run code, and with no outside address allowed anywhere they cannot carry data away either.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  // The preview of a report is a document made by the page.
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'self'",
];

/** An evaluator computes: it may load its own code and reach nothing else. */
const evaluatorDirectives = ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'none'"];

export const pagePolicy: string = pageDirectives.join('; ');
export const evaluatorPolicy: string = evaluatorDirectives.join('; ');

/** The policy for one resource; a script with `evaluator` in its path is the worker that runs evaluators. */
export function contentSecurityPolicy(path: string): string {
  return /evaluator.*\.m?js$/.test(path) ? evaluatorPolicy : pagePolicy;
}

/** Headers for every response to the page, whatever its status. */
export function securityHeaders(path: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(path),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
