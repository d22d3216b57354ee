/**
 * The permissions that a document explains: what stands as code in the first cells of the table under a heading.
 *
 * @param heading without its marks, such as "Permissions, one by one"
 * @throws Error when there is no such heading
 */
export function readPermissions(markdown: string, heading: string): string[] {
  const [, section] = markdown.split(new RegExp(`^#+ ${heading}$`, 'm'));
  if (section === undefined) throw new Error(`There is no heading "${heading}"`);
  const [table = ''] = section.split(/^#/m);
  return [...table.matchAll(/^\| ((?:`[^`]+`(?:, | and )?)+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}
