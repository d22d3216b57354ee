import type { Runtime } from '../runtime';
import { FixedPointNetwork } from './fixed-point-network';
import { compileKernels } from './kernels-module';

/** @throws WebAssembly.CompileError where there is no WebAssembly with SIMD */
export async function startFixedPoint(): Promise<Runtime> {
  const kernels = await compileKernels();
  return { card: undefined, load: (files) => FixedPointNetwork.load(files, kernels) };
}
