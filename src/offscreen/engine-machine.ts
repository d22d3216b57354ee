import { NO_GRAPHICS_CARD, type RejectedBackend, SOFTWARE_RENDERER } from '../core/engine-status';
import type { Machine } from '../core/worker-count';
import { withDeadline } from '../messaging/deadline';

/** What is to be known of a machine before backends are tried on it. */
export interface Survey {
  readonly machine: Machine;
  /** Browser, processor and graphics card in plain words: what was measured holds where they are the same. */
  readonly description: string;
  /** Backends that cannot pay here, with the reason. */
  readonly unfit: readonly RejectedBackend[];
}

/** Milliseconds for the browser to answer a question about the machine; it is as a rule a few. */
const DEADLINE = 2_000;

/** A renderer that is the processor in disguise: it takes ten times as long as WASM. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Looks at the machine that this runs on. */
export async function surveyMachine(): Promise<Survey> {
  const [webgpu, webgl, isOnBattery] = await Promise.all([
    nameAdapter().catch(() => undefined),
    nameRenderer(),
    askBattery().catch(() => false),
  ]);
  const { deviceMemory: memory, userAgentData } = navigator as BrowserNavigator;
  const { hardwareConcurrency: cores, userAgent } = navigator;
  const browser = userAgentData?.brands
    .map(({ brand, version }) => `${brand} ${version}`)
    .join(', ');
  const unfit = [...reasonAgainst('webgpu', webgpu), ...reasonAgainst('webgl', webgl)];
  return {
    machine: { cores, memory, isOnBattery },
    description: [
      browser ?? userAgent,
      `${cores} cores`,
      `WebGL: ${webgl ?? 'no GPU'}`,
      `WebGPU: ${webgpu ?? 'no GPU'}`,
    ].join('; '),
    unfit,
  };
}

/** What Chromium's navigator has and TypeScript's does not. */
interface BrowserNavigator extends Navigator {
  /** GiB. */
  readonly deviceMemory?: number;
  readonly getBattery?: () => Promise<{ readonly charging: boolean }>;
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string; readonly version: string }[];
  };
}

function reasonAgainst(backend: 'webgpu' | 'webgl', gpu: string | undefined): RejectedBackend[] {
  if (gpu === undefined) return [{ backend, why: NO_GRAPHICS_CARD }];
  return SOFTWARE.test(gpu) ? [{ backend, why: SOFTWARE_RENDERER + gpu }] : [];
}

/** What WebGPU computes on, if anything. */
async function nameAdapter(): Promise<string | undefined> {
  const request = navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  const adapter = request && (await withDeadline(DEADLINE, request));
  if (!adapter) return undefined;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const kind = isFallbackAdapter ? 'software' : '';
  return [vendor, architecture, device, description, kind].filter((word) => word).join(' ');
}

/** What WebGL draws with, if anything. */
function nameRenderer(): string | undefined {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', {
    // Some browsers give no context at all where they know their renderer to be software.
    failIfMajorPerformanceCaveat: true,
  });
  if (!gl) return undefined;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return renderer;
}

async function askBattery(): Promise<boolean> {
  const battery = (navigator as BrowserNavigator).getBattery?.();
  return battery !== undefined && !(await withDeadline(DEADLINE, battery)).charging;
}
