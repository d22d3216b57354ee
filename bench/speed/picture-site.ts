import { LocalSite } from '../../test/e2e/support/local-site';
import { stamped } from './pictures';

/** A site on this machine that shows pictures under ever new addresses and in ever new bytes. */
export class PictureSite {
  readonly site: LocalSite;
  #stamp = 0;

  private constructor(site: LocalSite) {
    this.site = site;
  }

  static async open(): Promise<PictureSite> {
    return new PictureSite(await LocalSite.open());
  }

  /**
   * Puts pictures on the site as no cache knows them.
   *
   * @param host under which they are addressed: a host other than the usual one is another site
   * @returns their addresses
   */
  put(pictures: readonly Buffer[], host?: string): string[] {
    return pictures.map((picture) => {
      const path = `/picture/${this.#stamp}.jpg`;
      this.site.put(path, 'image/jpeg', stamped(picture, this.#stamp++));
      return this.site.url(path, host);
    });
  }

  close(): Promise<void> {
    return this.site.close();
  }
}
