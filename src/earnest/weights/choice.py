"""Choice: the model that the owner chose with `earnest models use`, kept beside the weights that were fetched."""

import re
from pathlib import Path
from typing import Final

_FILE: Final = "chosen"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def is_name(text: str) -> bool:
    """Tell whether a model may be called so, as in `EARNEST_MODEL`; such a name leads out of no folder."""
    return _NAME.fullmatch(text) is not None


def prepare_folder(weights: Path) -> None:
    """Make the folder of fetched weights; it and the data folder are for their owner alone."""
    weights.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    weights.mkdir(mode=0o700, exist_ok=True)


def read_choice(weights: Path) -> str | None:
    """Return the name of the chosen model; None where none was chosen or the file holds something else.

    Args:
        weights: folder into which `earnest models get` puts weights.
    """
    try:
        name = (weights / _FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if is_name(name) else None


def write_choice(weights: Path, name: str) -> None:
    """Choose a model, for every process that starts from now on."""
    prepare_folder(weights)
    fresh = weights / f"{_FILE}.new"
    _ = fresh.write_text(f"{name}\n", encoding="ascii")
    _ = fresh.replace(weights / _FILE)


def forget_choice(weights: Path) -> None:
    """Go back to the default."""
    (weights / _FILE).unlink(missing_ok=True)
