import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LineReply } from '../../../src/messaging/line';
import { Background, question } from '../fakes/background';
import type { FakeContext } from '../fakes/extension';
import { scored } from '../fakes/offscreen-document';
import type { FakePort } from '../fakes/port';

let background: Background;
let page: FakeContext;
let port: FakePort;
let replies: LineReply[];

beforeEach(async () => {
  background = await Background.start();
  page = background.extension.frame('https://site.example/');
  port = background.extension.connect(page);
  replies = [];
  port.onMessage.addListener((reply) => void replies.push(reply as LineReply));
});

const call = (id: number, asked = question()) => ({ id, method: 'classify', payload: [asked] });

describe('a port of a frame', () => {
  it('brings each question its answer, in whatever order they come', async () => {
    const asked = ['1', '2'].map((name) => question(`https://a.example/${name}.png`));
    for (const [index, each] of asked.entries()) port.postMessage(call(index, each));
    const [first, second] = await background.jobs(2);
    if (!first || !second) throw new Error('There are no jobs');
    background.offscreen.finish(second, { outcome: scored('beagle') });
    await vi.waitFor(() => expect(replies).toHaveLength(1));
    background.offscreen.finish(first, { outcome: scored() });
    await vi.waitFor(() => expect(replies).toHaveLength(2));
    expect(replies.map(({ reply }) => reply.ok && reply.value)).toEqual([
      scored('beagle'),
      scored(),
    ]);
    expect(replies.map(({ id }) => id).toSorted()).toEqual([0, 1]);
  });

  it('answers a call that makes no sense with what is wrong, and junk not at all', async () => {
    for (const junk of [null, 'classify', 7, {}, { ...call(1), id: '1' }]) port.postMessage(junk);
    port.postMessage({ id: 1, method: 'report', payload: [] });
    port.postMessage({ id: 2, method: 'classify' });
    port.postMessage({ id: 3, method: 'classify', payload: [{}] });
    await vi.waitFor(() => expect(replies).toHaveLength(3));
    for (const { reply } of replies) expect(reply).toMatchObject({ ok: false });
    expect(replies.map(({ id }) => id).toSorted()).toEqual([1, 2, 3]);
    expect(background.offscreen.jobs).toEqual([]);
  });

  it('of another extension is not answered', async () => {
    const stranger = background.extension.frame('https://site.example/');
    stranger.sender.id = 'another';
    const answer = vi.fn();
    const foreign = background.extension.connect(stranger);
    foreign.onMessage.addListener(answer);
    foreign.postMessage(call(1));
    port.postMessage({ id: 2, method: 'classify' });
    await vi.waitFor(() => expect(replies).toHaveLength(1));
    expect(answer).not.toHaveBeenCalled();
  });

  it('that has gone has its questions given up, and no harm done by their answers', async () => {
    port.postMessage(call(1));
    const [job] = await background.jobs(1);
    port.disconnect();
    await vi.waitFor(() => expect(background.offscreen.cancelled).toEqual([job?.key]));
    background.offscreen.autoAnswer = () => ({ outcome: scored() });
    expect(await background.ask(page, question())).toEqual(scored());
    expect(replies).toEqual([]);
  });
});
