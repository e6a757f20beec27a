"""Errors of weights.

EarnestError
└── Unavailable
    └── ModelMissing
        ├── WeightsNotFound
        ├── WeightsIncomplete
        ├── WeightsAmbiguous
        ├── MemoryTooSmall
        └── WeightsRefused
            ├── WeightsTruncated
            └── WeightsDiffer

They are kinds of `ModelMissing`: whoever starts a recogniser need not know why its weights cannot be used.
"""

from collections.abc import Iterable
from pathlib import Path

from earnest.foundation.errors import Unavailable


class ModelMissing(Unavailable):
    """The weights that this recogniser needs are not on this machine."""

    code = "model_missing"
    remedy = (
        "Look at `earnest models list`; get them, name the folder that holds them in EARNEST_MODELS, or set "
        "EARNEST_ENGINE=pocketsphinx, which has its own."
    )


class WeightsNotFound(ModelMissing):
    """The weights of this model are not on this machine."""

    remedy = (
        "`earnest models` shows what can be had and what is here; `earnest models get NAME` fetches one. "
        "EARNEST_MODELS names a folder of your own."
    )

    def __init__(self, name: str) -> None:
        """Name the model."""
        super().__init__()
        self.args = (f"The weights of {name} are not on this machine.",)
        self.name = name


class WeightsIncomplete(ModelMissing):
    """A folder holds only a part of a model's files."""

    remedy = "Copy the files that are missing into the folder, or name another folder in EARNEST_MODELS."

    def __init__(self, folder: Path, missing: Iterable[str]) -> None:
        """Name the folder and what it lacks."""
        super().__init__()
        self.args = (f"{folder} holds a part of a model only; missing: {', '.join(sorted(missing))}.",)


class WeightsAmbiguous(ModelMissing):
    """The same name stands for two models."""

    remedy = "Move one of them away, or name its own folder in EARNEST_MODELS."

    def __init__(self, name: str, first: Path, second: Path) -> None:
        """Name the model and both folders."""
        super().__init__()
        self.args = (f"Two models are called {name}: {first} and {second}.",)


class MemoryTooSmall(ModelMissing):
    """This machine has too little memory left for the model."""

    remedy = (
        "Choose a smaller one with `earnest models use NAME`, end other programs, or give the container more memory; "
        "EARNEST_ENGINE=pocketsphinx needs least."
    )

    def __init__(self, name: str, *, needed: int, available: int) -> None:
        """Say how much is needed and how much there is; bytes."""
        super().__init__()
        self.args = (
            f"Loading {name} takes {needed / 2**20:,.0f} MiB of memory, and {available / 2**20:,.0f} MiB are left.",
        )


class WeightsRefused(ModelMissing):
    """A file is not the one that its name says; it was not used."""

    remedy = (
        "Remove the file and bring it again (`earnest models get NAME`). Where it is a model of your own, give its "
        "folder a name that `earnest models` does not list, and set EARNEST_MODEL to that name."
    )


class WeightsTruncated(WeightsRefused):
    """A file is shorter or longer than it has to be; it was not used."""

    def __init__(self, file: str, *, size: int, expected: int) -> None:
        """Name the file and both lengths; bytes."""
        super().__init__()
        state = "truncated" if size < expected else "too long"
        self.args = (f"{file} is {state}: {size:,} bytes instead of {expected:,}. It was not used.",)


class WeightsDiffer(WeightsRefused):
    """A file has other bytes than it has to have; it was not used."""

    def __init__(self, file: str, *, digest: str, expected: str) -> None:
        """Name the file and both hashes; SHA-256, hexadecimal."""
        super().__init__()
        self.args = (f"{file} has other bytes: SHA-256 {digest} instead of {expected}. It was not used.",)
