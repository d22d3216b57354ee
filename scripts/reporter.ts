import type { WriteStream } from 'node:tty';

/** One long act's line on the screen. */
export interface Progress {
  /** Says how far it is; cheap enough to be called for every piece that arrives. */
  update(state: string): void;
  end(): void;
}

/** Where scripts say what they do; tests listen in its place. */
export interface Reporter {
  say(line: string): void;
  /** For an act that may take more than a second: its title is shown at once. */
  progress(title: string): Progress;
}

/** A log file gets a line at most this often, in milliseconds; a terminal's line is redrawn in place. */
const LOG_EVERY = 5_000;
const REDRAW_EVERY = 100;

const CLEAR_LINE = '\r\x1b[2K';

/** Reports to a terminal, or in plain lines to whatever else standard output is. */
export function consoleReporter(stream: WriteStream = process.stdout): Reporter {
  const say = (line: string): void => {
    stream.write(`${line}\n`);
  };
  const progress = stream.isTTY ? drawInPlace : writeLines;
  return { say, progress: (title) => progress(title, stream) };
}

function drawInPlace(title: string, stream: WriteStream): Progress {
  let drawn = 0;
  let latest = title;
  const draw = (): void => {
    drawn = Date.now();
    // A line that wraps could not be taken back.
    stream.write(CLEAR_LINE + latest.slice(0, stream.columns - 1));
  };
  draw();
  return {
    update(state) {
      latest = `${title}: ${state}`;
      if (Date.now() - drawn >= REDRAW_EVERY) draw();
    },
    end() {
      draw();
      stream.write('\n');
    },
  };
}

function writeLines(title: string, stream: WriteStream): Progress {
  let written = Date.now();
  stream.write(`${title} ...\n`);
  return {
    update(state) {
      if (Date.now() - written < LOG_EVERY) return;
      written = Date.now();
      stream.write(`${title}: ${state}\n`);
    },
    end() {},
  };
}
