/** How a picture is told from others: by its file's name and its host. */
export interface PictureName {
  /** Undefined where the address ends in no file name. */
  readonly file: string | undefined;
  /** Undefined where the picture is part of the page itself. */
  readonly host: string | undefined;
}

/** @param address possibly cut short, possibly no address at all */
export function pictureName(address: string): PictureName {
  if (/^(data|blob):/i.test(address)) return { file: undefined, host: undefined };
  if (!URL.canParse(address)) return { file: address || undefined, host: undefined };
  const { pathname, hostname } = new URL(address);
  return { file: decode(pathname.split('/').at(-1) ?? '') || undefined, host: hostname };
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not every address is well encoded: then the name stands as it is.
    return name;
  }
}
