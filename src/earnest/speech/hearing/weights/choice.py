"""Choice: the model that the owner chose with `earnest models use`, kept beside the weights that were fetched."""

import re
from pathlib import Path
from typing import Final

_FILE: Final = "chosen"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""As `EARNEST_MODEL` may be."""


def read_choice(weights: Path) -> str | None:
    """Return the name of the chosen model; None where none was chosen or the file holds something else.

    Args:
        weights: folder into which `earnest models get` puts weights.
    """
    try:
        name = (weights / _FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


def write_choice(weights: Path, name: str) -> None:
    """Choose a model, for every process that starts from now on."""
    weights.mkdir(parents=True, exist_ok=True)
    fresh = weights / f"{_FILE}.new"
    _ = fresh.write_text(f"{name}\n", encoding="ascii")
    _ = fresh.replace(weights / _FILE)


def forget_choice(weights: Path) -> None:
    """Go back to the default."""
    (weights / _FILE).unlink(missing_ok=True)
