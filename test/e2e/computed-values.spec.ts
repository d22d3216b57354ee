import { expect, test } from './support/fixtures';

/**
 * What core/painted-box.ts and core/css-images.ts rely on: in whatever form a style is written, the browser computes it
 * to one.
 */
const computed = {
  objectPosition: {
    'right 10px bottom 20%': 'calc(100% - 10px) 80%',
    'top right': '100% 0%',
    bottom: '50% 100%',
    '10px': '10px 50%',
  },
  backgroundPosition: {
    'right 10px top': 'calc(100% - 10px) 0%',
    center: '50% 50%',
    'left calc(100% - 5px) top 3px': 'calc(100% - 5px) 3px',
  },
  backgroundImage: {
    'image-set("data:a" 96dpi, url(data:b) 2x)':
      'image-set(url("data:a") 1dppx, url("data:b") 2dppx)',
    'image-set(url(data:a) calc(1x * 2) type("image/png"))':
      'image-set(url("data:a") 2dppx type("image/png"))',
    '-webkit-image-set(url(data:a) 1x)': 'image-set(url("data:a") 1dppx)',
    "url('data:a\\22 \\5c \\1f600')": String.raw`url("data:a\"\\%F0%9F%98%80")`,
    'url(data:a\\a\\7f)': 'url("data:a%0A%7F")',
    'url(data:a\\)b\\ c)': 'url("data:a)b c")',
    'url("data:\\0 \\d800 \\110000 x")': 'url("data:%EF%BF%BD%EF%BF%BD%EF%BF%BDx")',
  },
} as const;

for (const [property, forms] of Object.entries(computed)) {
  test(`the browser computes ${property} to the form that is read`, async ({ site, sightline }) => {
    site.putPage('/', '<img alt="">');
    const page = await sightline.context.newPage();
    await page.goto(site.url('/'));
    const found = await page.evaluate(
      ([name, written]) =>
        written.map((form) => {
          const element = document.body.appendChild(document.createElement('div'));
          element.style.setProperty(name, form);
          return [form, getComputedStyle(element).getPropertyValue(name)];
        }),
      [
        property.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        Object.keys(forms),
      ] as const,
    );
    expect(Object.fromEntries(found)).toEqual(forms);
  });
}
