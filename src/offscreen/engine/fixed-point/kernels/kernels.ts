/*
 * Kernels of MobileNet in fixed point, written in AssemblyScript: TypeScript's syntax for WebAssembly.
 *
 * Activations are counts: int16 in steps of a scale that the caller knows, NHWC, without gaps. Weights are int16 too.
 * i32x4.dot_i16x8_s multiplies eight pairs of them and adds neighbours in one instruction, where floats of the same
 * width take four multiplications and four additions. Sums are int32: the caller sees to it that none can overflow.
 *
 * Addresses are bytes of the imported memory. Numbers of channels are multiples of 8.
 */

export { add, average, quantise } from './activations';
export { denseLinear, denseRelu6 } from './dense';
export { depthwiseRelu6 } from './depthwise';
export { packDense } from './pack-dense';
export { windows } from './windows';
