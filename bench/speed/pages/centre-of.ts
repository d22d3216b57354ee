/** Side of what MobileNet takes. */
const SIDE = 224;

const canvas = document.createElement('canvas');
canvas.width = SIDE;
canvas.height = SIDE;
// It is read again and again.
const context = canvas.getContext('2d', { willReadFrequently: true });

/** Fetches a picture and draws its central square in the model's size: what the plain loops do, one after another. */
export async function centreOf(url: string): Promise<HTMLCanvasElement> {
  if (!context) throw new Error('No canvas can be drawn on here');
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const side = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  context.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  picture.close();
  return canvas;
}
