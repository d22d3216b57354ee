import type { WriteStream } from 'node:tty';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consoleReporter, type Reporter } from '../../../scripts/reporter';

function reporterOn(terminal: Partial<WriteStream>): { reporter: Reporter; written: () => string } {
  let text = '';
  const write = (piece: string): boolean => {
    text += piece;
    return true;
  };
  const reporter = consoleReporter({ ...terminal, write } as WriteStream);
  return { reporter, written: () => text };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('progress', () => {
  it('redraws one line of a terminal, ten times a second at most, and ends with the last state', () => {
    const { reporter, written } = reporterOn({ isTTY: true, columns: 80 });
    const progress = reporter.progress('Download');
    progress.update('1 of 3');
    vi.advanceTimersByTime(100);
    progress.update('2 of 3');
    progress.update('3 of 3');
    progress.end();
    const clear = '\r\x1b[2K';
    expect(written()).toBe(`${clear}Download${clear}Download: 2 of 3${clear}Download: 3 of 3\n`);
  });

  it('never fills a line of the terminal, which could not be taken back', () => {
    const { reporter, written } = reporterOn({ isTTY: true, columns: 6 });
    reporter.progress('Download');
    expect(written()).toBe('\r\x1b[2KDownl');
  });

  it('writes few and plain lines elsewhere', () => {
    const { reporter, written } = reporterOn({ isTTY: false });
    const progress = reporter.progress('Download');
    progress.update('1 of 3');
    vi.advanceTimersByTime(5_000);
    progress.update('2 of 3');
    progress.end();
    reporter.say('Done.');
    expect(written()).toBe('Download ...\nDownload: 2 of 3\nDone.\n');
  });
});
