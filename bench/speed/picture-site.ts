import { LocalSite } from '../../test/e2e/support/local-site';
import { stamped } from './pictures';

/** Counts for all sites: a picture of two sites in the same bytes would be known from the first. */
let lastStamp = 0;

/** A site on this machine that shows pictures under ever new addresses and in ever new bytes. */
export class PictureSite {
  readonly site: LocalSite;

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
      const path = `/picture/${++lastStamp}.jpg`;
      this.site.put(path, 'image/jpeg', stamped(picture, lastStamp));
      return this.site.url(path, host);
    });
  }

  close(): Promise<void> {
    return this.site.close();
  }
}
