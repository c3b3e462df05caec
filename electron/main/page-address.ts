/** The page's own origin in the desktop program. */
export const pageScheme = 'app';
const pageHost = 'workbench';
export const pageAddress: string = `${pageScheme}://${pageHost}/`;

/** Whether an address belongs to the page. */
export function isPageAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === `${pageScheme}:` && new URL(address).host === pageHost;
}

/** Whether the page may load `address` at all: its own files, what it made itself, and the developer tools. */
export function isLoadable(address: string): boolean {
  return isPageAddress(address) || /^(?:blob|data|devtools):/i.test(address);
}
