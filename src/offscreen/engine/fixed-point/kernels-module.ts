import bytes from './kernels/kernels.ts?wasm';

/** The kernels, which kernels/ describes. Addresses are bytes of the memory that they were started with. */
export interface Kernels {
  windows(picture: number, out: number, size: number): void;
  denseRelu6(...dense: Dense): void;
  denseLinear(...dense: Dense): void;
  depthwiseRelu6(
    input: number,
    weights: number,
    bias: number,
    out: number,
    zeros: number,
    size: number,
    stride: number,
    channels: number,
    factor: number,
  ): void;
  packDense(values: number, out: number, zero: number, inputs: number, outputs: number): number;
  quantise(input: number, out: number, count: number): number;
  add(one: number, other: number, out: number, count: number): void;
  average(input: number, out: number, pixels: number, channels: number): void;
}

type Dense = [
  input: number,
  weights: number,
  bias: number,
  out: number,
  pixels: number,
  inputs: number,
  outputs: number,
  factor: number,
];

/** @throws WebAssembly.CompileError where there is no WebAssembly with SIMD */
export const compileKernels = (): Promise<WebAssembly.Module> => WebAssembly.compile(bytes);

export async function startKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Promise<Kernels> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return exports as unknown as Kernels;
}
