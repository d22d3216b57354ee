import { expect, it } from 'vitest';
import { withoutAddresses } from '../../../src/core/without-addresses';

it.each([
  'Failed to fetch',
  'No answer in 20 s',
  '404',
  "Failed to execute 'drawImage' on 'OffscreenCanvas': The image is in the ‘broken’ state.",
  'group1-shard1of1.bin is not the one that its card describes',
  'card.json is missing',
  'It gives wrong answers here (WebGL), again!',
])('leaves plain words as they are: %s', (message) => {
  expect(withoutAddresses(message)).toBe(message);
});

it.each([
  ['an address', 'Could not load https://secret.example/a.png?token=1#x.', 'Could not load …'],
  ['one in brackets', 'Not allowed (http://secret.example)', 'Not allowed …'],
  ['one without its scheme', 'No //secret.example here', 'No … here'],
  ['one with blanks in it', 'at https: //secret.example / secret', 'at https: … secret'],
  ['a host name', 'secret.example refused', '… refused'],
  ['a host name at the end', 'refused by secret.example.', 'refused by …'],
  ['a host name with a port', 'secret:8080 refused', '… refused'],
  ['a host name of another script', 'no 秘密.例え here', 'no … here'],
  ['dots of another script', 'no secret。example here', 'no … here'],
  ['a host name in punycode', 'no xn--80ak6aa92e.example here', 'no … here'],
  ['this machine', 'Localhost: refused', '… refused'],
  ['an address in numbers', 'connect 127.0.0.1', 'connect …'],
  ['a shorter one', 'connect 127.1', 'connect …'],
  ['one of a single number', 'connect 2130706433 or 0x7f000001', 'connect … or …'],
  ['an address of six', 'connect [2001:db8::1]:443', 'connect …'],
  ['a data: address', 'bad data:image/png;base64,c2VjcmV0', 'bad …'],
  ['a blob: address', 'bad blob:https://secret.example/0-1', 'bad …'],
  ['a path', 'no /home/secret/cat.png here', 'no … here'],
  ['a path of another system', 'no C:\\Users\\secret here', 'no … here'],
  ['a file name', 'no secret.png here', 'no … here'],
  ['a mail address', 'ask secret@site', 'ask …'],
  ['what is written with percents', 'no http%3A%2F%2Fsecret%2Eexample', 'no …'],
  ['what is glued to words', 'at"secret.example"at', '…'],
  ['a word without end', `a ${'s'.repeat(41)} b`, 'a … b'],
  ['several at once', 'a.example b.example\nc.example', '…'],
  ['invisible dots', 'sec\u200bret.example here', '… here'],
])('leaves out %s', (_, message, rest) => {
  expect(withoutAddresses(message)).toBe(rest);
});

it('keeps no more than 200 characters of what is endless', () => {
  expect(withoutAddresses('word '.repeat(1e5))).toHaveLength(200);
});
