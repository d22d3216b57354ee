import { beforeEach, expect, it } from 'vitest';
import type { Measurement } from '../../../src/core/measurement';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';

let background: Background;
let page: FakeContext;

const measurement: Measurement = {
  machine: 'this one',
  measured: [{ backend: 'wasm', millisecondsPerPicture: 17, batch: 1 }],
  rejected: [],
};

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
  background.offscreen.autoAnswer = () => ({ outcome: scored() });
});

/** How the engine is to be run for the next picture. */
async function wishes() {
  const { length } = background.offscreen.jobs;
  await background.ask(page, question(`https://a.example/${length}`));
  return background.offscreen.jobs[length]?.engine;
}

it('the engine is run as the settings have it, as soon as they change', async () => {
  expect(await wishes()).toEqual({ choice: 'auto', idleMinutes: 5 });
  background.extension.local.put('settings', { backend: 'cpu', idleMinutes: 1 });
  expect(await wishes()).toEqual({ choice: 'cpu', idleMinutes: 1 });
  await background.restart();
  expect(await wishes()).toEqual({ choice: 'cpu', idleMinutes: 1 });
  background.extension.local.put('settings', { workers: 2 });
  expect(await wishes()).toEqual({ choice: 'auto', workers: 2, idleMinutes: 5 });
});

it('the engine is told what it found out about this machine, over a restart too', async () => {
  await background.send(background.extension.page(), 'measured', measurement);
  expect(await wishes()).toMatchObject({ known: measurement });
  await background.restart();
  expect(await wishes()).toMatchObject({ known: measurement });
});

it('what is no measurement is not kept', async () => {
  const answer = background.send(background.extension.page(), 'measured', { machine: 7 });
  await expect(answer).rejects.toThrow('measured.machine is no text');
  expect(background.extension.local.items.size).toBe(0);
});

it('a page of the web may not tell it anything', async () => {
  await expect(background.send(page, 'measured', measurement)).rejects.toThrow('Only a page of');
  expect(await wishes()).not.toHaveProperty('known');
});
