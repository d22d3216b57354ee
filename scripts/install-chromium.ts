import type { Machine } from './machine';
import type { Reporter } from './reporter';

/** Milliseconds; a mirror that hangs must not hang set-up. */
const UPDATE_LIMIT = 5 * 60_000;
const INSTALL_LIMIT = 15 * 60_000;

/** Waits, in seconds, for another package manager at work, as there often is on a machine just started. */
const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=120'];

/** Whether this is a Debian, or a relative of it, on which packages may be installed without asking. */
export async function canInstallChromium(machine: Machine): Promise<boolean> {
  if (machine.platform !== 'linux' || machine.uid !== 0) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(await machine.osRelease());
}

/**
 * Installs Debian's Chromium.
 *
 * @throws Error with apt-get's last words when it fails or takes too long
 */
export async function installChromium(machine: Machine, reporter: Reporter): Promise<void> {
  const progress = reporter.progress('Installing Chromium with apt-get');
  const onLine = (line: string): void => progress.update(line);
  try {
    await machine.run('apt-get', ['update', ...WAIT_FOR_LOCK], { limit: UPDATE_LIMIT, onLine });
    await machine.run(
      'apt-get',
      ['install', '-y', '--no-install-recommends', ...WAIT_FOR_LOCK, 'chromium'],
      { limit: INSTALL_LIMIT, onLine },
    );
  } finally {
    progress.end();
  }
}
