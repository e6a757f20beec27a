"""Draw icon and logo of the Home Assistant add-on: a sound wave that becomes a tick, in the colours of the pages.

Usage: python -m scripts.draw_add_on
"""

import struct
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

FOLDER: Final = Path(__file__).parents[1] / "deploy" / "home-assistant" / "earnest"
_BACKGROUND: Final = (24, 72, 92)
_LINE: Final = (255, 255, 255)
_POINTS: Final = ((0.16, 0.5), (0.26, 0.5), (0.34, 0.26), (0.43, 0.74), (0.5, 0.5), (0.6, 0.66), (0.84, 0.3))
"""Of the line, as shares of the square."""
_WIDTH: Final = 0.045
_OVERSAMPLING: Final = 4

Picture = npt.NDArray[np.float64]


def main() -> None:
    """Write both files."""
    _ = (FOLDER / "icon.png").write_bytes(as_png(draw(128, 128)))
    _ = (FOLDER / "logo.png").write_bytes(as_png(draw(250, 100)))


def draw(width: int, height: int) -> Picture:
    """Return a picture, [height, width, 4], 0 to 255: the sign in the middle of a rounded area."""
    across, down = width * _OVERSAMPLING, height * _OVERSAMPLING
    y, x = np.mgrid[0:down, 0:across].astype(float)
    radius = min(across, down) * 0.2
    outside = np.hypot(
        np.maximum(np.abs(x - across / 2) - across / 2 + radius, 0),
        np.maximum(np.abs(y - down / 2) - down / 2 + radius, 0),
    )
    side = min(across, down)
    places = [(across / 2 + (px - 0.5) * side, down / 2 + (py - 0.5) * side) for px, py in _POINTS]
    distance = np.full((down, across), np.inf)
    for (ax, ay), (bx, by) in pairwise(places):
        along = np.clip(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0, 1)
        distance = np.minimum(distance, np.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    drawn = np.where((distance < _WIDTH * side)[..., None], _LINE, _BACKGROUND).astype(float)
    picture = np.concatenate([drawn, np.where(outside <= radius, 255.0, 0.0)[..., None]], axis=2)
    return picture.reshape(height, _OVERSAMPLING, width, _OVERSAMPLING, 4).mean(axis=(1, 3))


def as_png(picture: Picture) -> bytes:
    """Return a picture as a PNG file (ISO/IEC 15948), 8 bits of red, green, blue and opacity."""
    height, width, _ = picture.shape
    rows = b"".join(b"\0" + row.round().astype(np.uint8).tobytes() for row in picture)
    header = struct.pack("!IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))
        for name, content in parts
    )


if __name__ == "__main__":
    main()
