import { describe, expect, it } from 'vitest';
import {
  isPrivateHost,
  mayFetch,
  mayReadFile,
  mayUseCookies,
} from '../../../src/offscreen/fetch-policy';

const publicPage = { frameUrl: 'https://site.example/', tabUrl: 'https://site.example/' };
const host = (url: string) => new URL(url).hostname;

const privateAddresses = [
  'http://localhost/',
  'http://LOCALHOST./',
  'http://app.localhost:8080/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.0.0.1./',
  'http://0.0.0.0/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://3232235777/',
  'http://169.254.169.254/',
  'http://100.64.0.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::1]/',
  'http://[::]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:c0a8:101]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[fd12:3456::1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2001::1]/',
  'http://[2001:db8::1]/',
  'http://[2002:7f00:1::]/',
  'http://127.0.0.1.nip.io/',
  'http://cam.127.0.0.1.names.example:8080/',
  'http://192-168-1-1.sslip.io/',
  'http://www-10-0-0-1.names.example/',
  'http://a.7f000001.nip.io/',
  'http://1.127.0.0.1.names.example/',
  'http://169.254.169.254.nip.io./',
  'http://router/',
  'http://printer.local/',
  'http://wiki.intranet/',
  'http://db.internal/',
  'http://nas.lan./',
  'http://nas.home/',
  'http://nas.home.arpa/',
];
const publicAddresses = [
  'https://pictures.example/',
  'https://localhost.example/',
  'https://local.example/',
  'http://8.8.8.8/',
  'http://172.32.0.1/',
  'http://192.167.1.1/',
  'http://[2606:4700::1111]/',
  'http://[::ffff:808:808]/',
  'https://my.home.example/',
  'https://8.8.8.8.nip.io/',
  'https://ec2-52-1-2-3.names.example/',
  'https://v1.2.3.example/',
  'https://10.example/',
  'https://2026-11-27-1.pictures.example/',
  'https://7f000001.pictures.example/',
];

describe('a private address', () => {
  it.each(privateAddresses)('is known as one: %s', (url) => {
    expect(isPrivateHost(host(url))).toBe(true);
  });

  it.each(privateAddresses)('is not fetched for a public page: %s', (url) => {
    expect(mayFetch(`${url}cam.png`, publicPage)).toBe(false);
  });

  it('is fetched for a private page', () => {
    const page = { frameUrl: 'http://192.168.1.1/', tabUrl: 'http://192.168.1.1/' };
    expect(mayFetch('http://192.168.1.1/cam.png', page)).toBe(true);
    expect(mayFetch('http://localhost/cam.png', page)).toBe(true);
  });

  it.each(['null', '', 'about:srcdoc', 'data:text/html,x', 'blob:null/0b0b'])(
    'is not fetched for a frame whose address says nothing: %j',
    (frameUrl) => {
      expect(mayFetch('http://192.168.1.1/cam.png', { ...publicPage, frameUrl })).toBe(false);
    },
  );

  it.each(['null', '', 'about:srcdoc', 'data:text/html,x', 'blob:null/0b0b'])(
    'is not fetched for such a frame in a private tab, for a public one may have made it: %j',
    (frameUrl) => {
      const page = { frameUrl, tabUrl: 'http://localhost/' };
      expect(mayFetch('http://localhost/cam.png', page)).toBe(false);
    },
  );

  it('is fetched for a frame of a private page’s origin in a private tab', () => {
    const page = { frameUrl: 'http://localhost', tabUrl: 'http://localhost/' };
    expect(mayFetch('http://localhost/cam.png', page)).toBe(true);
  });

  it.each(['', 'about:blank'])(
    'is not fetched for a tab whose address says nothing: %j',
    (tabUrl) => {
      const page = { frameUrl: 'http://localhost/', tabUrl };
      expect(mayFetch('http://localhost/cam.png', page)).toBe(false);
    },
  );

  it('is not fetched for a private frame in a public tab', () => {
    const page = { ...publicPage, frameUrl: 'http://localhost/' };
    expect(mayFetch('http://localhost/cam.png', page)).toBe(false);
  });

  it('is not fetched for a public frame in a private tab', () => {
    const page = { ...publicPage, tabUrl: 'http://localhost/' };
    expect(mayFetch('http://localhost/cam.png', page)).toBe(false);
  });
});

describe('a page that is a file', () => {
  const page = { frameUrl: 'file:///home/me/page.html', tabUrl: 'file:///home/me/page.html' };

  it.each([
    ['itself', page, true],
    ['a frame that nobody knows the maker of', { ...page, frameUrl: 'null' }, false],
    ['a frame of its of the private network', { ...page, frameUrl: 'http://localhost/' }, true],
    ['a public frame of its', { ...page, frameUrl: publicPage.frameUrl }, false],
  ])('is a private one: %s', (_, addresses, may) => {
    expect(mayFetch('http://192.168.1.1/cam.png', addresses)).toBe(may);
  });

  it.each([
    ['file:///home/me/cat.png', page, true],
    ['FILE:///home/me/cat.png', page, true],
    ['file://server/cat.png', { frameUrl: 'file://server/a.html', tabUrl: 'file:///b.html' }, true],
    // Asking another machine for a file tells it who is asking, on Windows with the user's name.
    ['file://elsewhere.example/cat.png', page, false],
    ['file:///home/me/cat.png', { ...page, frameUrl: 'null' }, false],
    ['file:///home/me/cat.png', { ...page, frameUrl: publicPage.frameUrl }, false],
    ['file:///home/me/cat.png', { ...page, tabUrl: publicPage.tabUrl }, false],
    ['file:///home/me/cat.png', publicPage, false],
    ['https://pictures.example/cat.png', page, false],
    ['cat.png', page, false],
  ])('may have a file read: %s for %j: %s', (picture, addresses, may) => {
    expect(mayReadFile(picture, addresses)).toBe(may);
  });
});

describe('a public address', () => {
  it.each(publicAddresses)('is known as one, and fetched for anybody: %s', (url) => {
    expect(isPrivateHost(host(url))).toBe(false);
    for (const frameUrl of [publicPage.frameUrl, 'http://localhost/', 'null']) {
      expect(mayFetch(url, { ...publicPage, frameUrl })).toBe(true);
    }
  });
});

describe('cookies', () => {
  it.each([
    ['https://a.example/x.png', 'https://a.example/', 'https://a.example/', true],
    ['https://img.a.example/x.png', 'https://www.a.example/', 'https://a.example/', true],
    ['https://img.a.co.uk/x.png', 'https://www.a.co.uk/', 'https://a.co.uk/', true],
    ['http://localhost:1/x.png', 'http://localhost:2/', 'http://localhost:2/', true],
    ['http://10.0.0.1/x.png', 'http://10.0.0.1/', 'http://10.0.0.1/', true],
    ['https://b.example/x.png', 'https://a.example/', 'https://a.example/', false],
    ['https://b.co.uk/x.png', 'https://a.co.uk/', 'https://a.co.uk/', false],
    ['https://b.github.io/x.png', 'https://a.github.io/', 'https://a.github.io/', false],
    ['http://10.0.0.1/x.png', 'http://10.0.0.2/', 'http://10.0.0.2/', false],
    // A frame of another site: the browser would take its cookies for a third party's.
    ['https://b.example/x.png', 'https://b.example/', 'https://a.example/', false],
    ['https://a.example/x.png', 'https://b.example/', 'https://a.example/', false],
    ['https://a.example/x.png', 'null', 'https://a.example/', false],
    ['https://a.example/x.png', 'https://a.example/', '', false],
    ['file:///a.png', 'file:///a.html', 'file:///a.html', false],
    ['', '', '', false],
  ])('for %s in %s in %s: %s', (picture, frameUrl, tabUrl, may) => {
    expect(mayUseCookies(picture, { frameUrl, tabUrl })).toBe(may);
  });
});
