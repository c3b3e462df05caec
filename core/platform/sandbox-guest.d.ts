/** A module of this project with all that it imports, bundled by cli/sandbox-library.ts as text for the inside of the sandbox. */
declare module '*?guest' {
  const code: string;
  export default code;
}
