/** The modules for the inside of the sandbox (`GuestCode` in core/sandbox), bundled as text by cli/sandbox-library.ts. */
declare module 'virtual:sandbox-guest' {
  export const guestCode: { readonly host: string; readonly main: string; readonly sdk: string };
}
