import { beforeEach, expect, it, vi } from 'vitest';
import { surveyMachine } from '../../../src/offscreen/engine-machine';

const RENDERER = 37446;
const gpuCard = { vendor: 'nvidia', architecture: 'hopper', device: '', description: '' };
const loseContext = vi.fn();

/** What the browser says of the machine. */
let renderer: string | undefined;
let adapter: object | undefined;
let battery: (() => Promise<{ charging: boolean }>) | undefined;

beforeEach(() => {
  renderer = 'ANGLE (NVIDIA H100)';
  adapter = { info: gpuCard };
  battery = async () => ({ charging: true });
  vi.stubGlobal('navigator', {
    hardwareConcurrency: 8,
    deviceMemory: 16,
    userAgent: 'Browser/1.0',
    gpu: { requestAdapter: async () => adapter ?? null },
    getBattery: () => battery?.() ?? Promise.reject(new Error('not here')),
  });
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => renderer && { getExtension, getParameter: () => renderer };
    },
  );
  loseContext.mockClear();
});

const getExtension = (name: string) =>
  name === 'WEBGL_lose_context' ? { loseContext } : { UNMASKED_RENDERER_WEBGL: RENDERER };

it('finds nothing against the backends of a graphics card', async () => {
  expect(await surveyMachine()).toEqual({
    machine: { cores: 8, memory: 16, isOnBattery: false },
    description: 'Browser/1.0; 8 cores; WebGL: ANGLE (NVIDIA H100); WebGPU: nvidia hopper',
    unfit: [],
  });
  expect(loseContext).toHaveBeenCalledOnce();
});

it('names the version of a browser that tells it', async () => {
  Object.assign(navigator, { userAgentData: { brands: [{ brand: 'Chromium', version: '156' }] } });
  expect((await surveyMachine()).description).toMatch(/^Chromium 156; 8 cores/);
});

it.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)',
  'llvmpipe (LLVM 15.0.7, 256 bits)',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)',
])('has no WebGL on %s', async (name) => {
  renderer = name;
  const { unfit } = await surveyMachine();
  expect(unfit).toEqual([{ backend: 'webgl', why: `Software renderer: ${name}` }]);
});

it.each([
  { info: { ...gpuCard, vendor: 'google', architecture: 'swiftshader' } },
  { info: { ...gpuCard, isFallbackAdapter: true } },
])('has no WebGPU on a software adapter', async (software) => {
  adapter = software;
  const { unfit } = await surveyMachine();
  expect(unfit).toMatchObject([
    { backend: 'webgpu', why: expect.stringMatching(/^Software renderer: /) },
  ]);
});

it('has neither without a graphics card', async () => {
  renderer = undefined;
  adapter = undefined;
  const { unfit, description } = await surveyMachine();
  expect(unfit.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl']);
  expect(description).toContain('no GPU');
});

it('does without WebGPU where the browser has none, or does not answer about it', async () => {
  Object.assign(navigator, { gpu: undefined });
  expect((await surveyMachine()).unfit).toMatchObject([{ backend: 'webgpu' }]);
  Object.assign(navigator, { gpu: { requestAdapter: () => Promise.reject(new Error('no')) } });
  expect((await surveyMachine()).unfit).toMatchObject([{ backend: 'webgpu' }]);
});

it('knows when it runs on battery, and takes it to be plugged in where nobody says', async () => {
  battery = async () => ({ charging: false });
  expect((await surveyMachine()).machine.isOnBattery).toBe(true);
  battery = undefined;
  expect((await surveyMachine()).machine.isOnBattery).toBe(false);
});

it('does not wait for a battery for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  battery = () => new Promise(() => {});
  const survey = surveyMachine();
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await survey).machine.isOnBattery).toBe(false);
  vi.useRealTimers();
});
