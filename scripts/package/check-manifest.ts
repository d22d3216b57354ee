import { type Check, type Problem, textOf } from './problem';

/** What a manifest of ours never has: keys of developers and other shops, and doors for web pages. */
const FORBIDDEN_KEYS = [
  'key',
  'update_url',
  'oauth2',
  'web_accessible_resources',
  'externally_connectable',
  'sandbox',
  'optional_host_permissions',
];

interface Manifest {
  readonly [key: string]: unknown;
  readonly version?: string;
  readonly permissions?: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly content_security_policy?: Readonly<Record<string, string>>;
  readonly icons?: Readonly<Record<string, string>>;
  readonly action?: { readonly default_popup?: string };
  readonly options_ui?: { readonly page?: string };
  readonly background?: { readonly service_worker?: string };
  readonly content_scripts?: readonly { readonly js?: readonly string[] }[];
}

/** The manifest has the version of the package, asks for what README.md explains, and names files that are there. */
export const checkManifest: Check = (files, { version, permissions }) => {
  const manifest = readManifest(textOf(files, 'manifest.json'));
  if (!manifest) {
    return [{ what: 'manifest.json is missing or no JSON', next: 'Run `npm run build`.' }];
  }
  const problems: Problem[] = [];
  if (manifest.version !== version) {
    problems.push({
      what: `the manifest is of version ${manifest.version}, package.json of ${version}`,
      next: 'Run `npm run build`: it takes the version from package.json.',
    });
  }
  const { permissions: own = [], optional_permissions = [], host_permissions = [] } = manifest;
  const asked = [...own, ...optional_permissions, ...host_permissions];
  const unexplained = asked.filter((each) => !permissions.includes(each));
  const unused = permissions.filter((each) => !asked.includes(each));
  if (unexplained.length > 0) {
    problems.push({
      what: `the manifest asks for ${unexplained.join(', ')}, which README.md does not explain`,
      next: 'Take it out of manifest.json, or explain it in README.md, PRIVACY.md and store/permissions.md.',
    });
  }
  if (unused.length > 0) {
    problems.push({
      what: `README.md explains ${unused.join(', ')}, for which the manifest does not ask`,
      next: 'Take it out of README.md, PRIVACY.md and store/permissions.md.',
    });
  }
  for (const key of FORBIDDEN_KEYS.filter((each) => each in manifest)) {
    problems.push({ what: `the manifest has "${key}"`, next: 'Take it out of manifest.json.' });
  }
  for (const policy of Object.values(manifest.content_security_policy ?? {})) {
    if (/'unsafe-(eval|inline)'|script-src[^;]*\b(https?|data|blob):/.test(policy)) {
      problems.push({
        what: `the policy lets scripts in that are no files of the extension: ${policy}`,
        next: 'Take it out of content_security_policy in manifest.json.',
      });
    }
  }
  for (const path of filesOf(manifest).filter((each) => !files.has(each))) {
    problems.push({
      what: `the manifest names ${path}, which is not there`,
      next: 'Run `npm run build`, and mend manifest.json if it still is not.',
    });
  }
  return problems;
};

function readManifest(text: string): Manifest | undefined {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return undefined;
  }
}

function filesOf(manifest: Manifest): string[] {
  const { icons = {}, action, options_ui, background, content_scripts = [] } = manifest;
  return [
    ...Object.values(icons),
    action?.default_popup,
    options_ui?.page,
    background?.service_worker,
    ...content_scripts.flatMap(({ js = [] }) => js),
  ].filter((path) => path !== undefined);
}
