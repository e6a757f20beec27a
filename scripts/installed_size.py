"""Print how much of the disk each installed distribution takes, the largest first.

Usage: python scripts/installed_size.py [SITE_PACKAGES]     default: those of the Python that runs it

What `venv` itself brings (pip, setuptools) is not counted. Nothing of Earnest is imported, so that any environment can
be measured.
"""

import sys
import sysconfig
from importlib.metadata import Distribution, distributions
from pathlib import Path

OF_THE_ENVIRONMENT = {"pip", "setuptools", "wheel"}
SHOWN = 20
_MEGABYTE = 1_048_576


def main(folder: Path) -> None:
    """Print one line for each of the largest distributions, and the sum of all."""
    sizes = {name: size for name, size in sizes_in(folder).items() if name not in OF_THE_ENVIRONMENT}
    largest = sorted(sizes.items(), key=lambda item: -item[1])
    for name, size in largest[:SHOWN]:
        _ = sys.stdout.write(f"{size / _MEGABYTE:7.1f} MB  {name}\n")
    rest = largest[SHOWN:]
    _ = sys.stdout.write(f"{sum(size for _, size in rest) / _MEGABYTE:7.1f} MB  {len(rest)} others\n")
    _ = sys.stdout.write(f"{sum(sizes.values()) / _MEGABYTE:7.1f} MB  in all\n")


def sizes_in(folder: Path) -> dict[str, int]:
    """Return the bytes of the files of each distribution in a folder, compiled modules included."""
    return {item.name.lower(): _size(item) for item in distributions(path=[str(folder)])}


def _size(distribution: Distribution) -> int:
    paths = {Path(str(distribution.locate_file(file))).resolve() for file in distribution.files or ()}
    return sum(path.stat().st_size for path in paths if path.is_file())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(sysconfig.get_path("purelib")))
