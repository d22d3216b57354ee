import { findElement } from '../interface/find-element';
import { text } from '../interface/text';

/** Says what the picture shows, and plays it from its beginning when asked. By itself it plays once, for 5 seconds. */
export function playOnDemand(signal: AbortSignal): void {
  const picture = findElement('#picture', HTMLImageElement);
  picture.alt = text('welcomePicture');
  const sources = [...document.querySelectorAll<HTMLSourceElement>('#sources > source')];
  const addresses = sources.map(({ srcset }) => srcset);
  const address = picture.src;
  let plays = 0;
  const play = () => {
    // A picture that has played stands still wherever it is shown, under that address.
    const again = `?${++plays}`;
    for (const [index, source] of sources.entries()) source.srcset = addresses[index] + again;
    picture.src = address + again;
  };
  findElement('#again', HTMLButtonElement).addEventListener('click', play, { signal });
}
