import { posix, win32 } from 'node:path';
import type { Machine } from './machine';

/**
 * Where Chromium and Chrome usually are, Chromium first. Google Chrome comes last, and only to be told
 * why it will not do.
 */
export function usualPlaces({ platform, env }: Pick<Machine, 'platform' | 'env'>): string[] {
  if (platform === 'win32') return windowsPlaces(env);
  return platform === 'darwin' ? macPlaces(env) : linuxPlaces;
}

const linuxPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/usr/local/bin/chromium',
  // A snap sees no hidden folders and nothing outside the home folder: better any of the above.
  '/snap/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
];

function macPlaces(env: NodeJS.ProcessEnv): string[] {
  const folders = ['/Applications', ...(env.HOME ? [posix.join(env.HOME, 'Applications')] : [])];
  return ['Chromium', 'Google Chrome for Testing', 'Google Chrome'].flatMap((app) =>
    folders.map((folder) => posix.join(folder, `${app}.app`, 'Contents/MacOS', app)),
  );
}

function windowsPlaces(env: NodeJS.ProcessEnv): string[] {
  const folders = [env.LOCALAPPDATA, env.ProgramFiles, env['ProgramFiles(x86)']];
  return ['Chromium', 'Google\\Chrome for Testing', 'Google\\Chrome'].flatMap((app) =>
    folders
      .filter((folder) => folder !== undefined)
      .map((folder) => win32.join(folder, app, 'Application\\chrome.exe')),
  );
}
