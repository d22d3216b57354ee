/**
 * Lays out what each 3x3 window of a picture holds, at every other place, so that a convolution is a product of
 * matrices. Outside of the picture there is zero.
 *
 * @param picture RGBA, size x size x 4, 0..255, with 8 bytes after it that may be read
 * @param out (size / 2)^2 x 36 counts, -255..255, in steps of 1/255: each window's rows one after the other
 * @param size even
 */
export function windows(picture: usize, out: usize, size: i32): void {
  const half = size >> 1;
  const pitch = (<usize>size) << 2;
  const shift = i16x8.splat(255);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      let from = picture + <usize>(2 * y) * pitch + ((<usize>x) << 3);
      for (let row = 2 * y; row < 2 * y + 3; row++) {
        if (row < size) {
          const pixels = v128.load(from);
          const left = i16x8.extend_low_i8x16_u(pixels);
          const right = i16x8.extend_high_i8x16_u(pixels);
          v128.store(out, i16x8.sub(i16x8.add(left, left), shift));
          const isInside = x + 1 < half;
          const last = isInside ? i16x8.sub(i16x8.add(right, right), shift) : i16x8.splat(0);
          v128.store64_lane(out, last, 0, 16);
        } else {
          v128.store(out, i16x8.splat(0));
          store<u64>(out, 0, 16);
        }
        from += pitch;
        out += 24;
      }
    }
  }
}
