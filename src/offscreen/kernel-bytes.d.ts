/** What scripts/assembly-script.ts compiles: a WebAssembly module that imports env.memory. */
declare module '*.ts?wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
