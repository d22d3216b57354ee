import { expect, it } from 'vitest';
import { readPermissions } from '../../../../scripts/package/read-permissions';

const page = `# Page

## Commands

| \`npm start\` | starts |

## Permissions

| permission | why |
|---|---|
| \`http://*/*\` and \`https://*/*\` | pages |
| \`storage\` | keeps \`settings\` |

## More

| \`npm test\` | tests |
`;

it('reads the permissions that a table explains, and nothing else', () => {
  expect(readPermissions(page, 'Permissions')).toEqual(['http://*/*', 'https://*/*', 'storage']);
});

it('fails where the section is missing', () => {
  expect(() => readPermissions(page, 'Rights')).toThrow('no heading "Rights"');
});
