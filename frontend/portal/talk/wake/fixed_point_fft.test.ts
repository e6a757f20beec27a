import { expect, test } from "vitest";

import { FFT_SIZE, FixedPointFft } from "./fixed_point_fft.ts";

test("the spectrum is that of the definition, as exactly as 16 bits can tell", () => {
  const input = Int16Array.from({ length: FFT_SIZE }, (_, index) => 9000 * Math.sin((2 * Math.PI * 31 * index) / FFT_SIZE) + 5000 * Math.cos(0.37 * index));
  const fft = new FixedPointFft();
  fft.transform(input);
  for (let bin = 0; bin <= FFT_SIZE / 2; bin += 1) {
    let [real, imaginary] = [0, 0];
    input.forEach((sample, index) => {
      real += (sample * Math.cos((2 * Math.PI * bin * index) / FFT_SIZE)) / FFT_SIZE;
      imaginary -= (sample * Math.sin((2 * Math.PI * bin * index) / FFT_SIZE)) / FFT_SIZE;
    });
    expect(Math.hypot((fft.output[2 * bin] ?? 0) - real, (fft.output[2 * bin + 1] ?? 0) - imaginary)).toBeLessThan(4);
  }
});
