"""Tasks of the corpus worker, by the names under which they are asked for."""

from typing import Final

ERASE_CLIP: Final = "erase_clip"
"""Erase a withdrawn clip; the identifier is the clip's."""

LEARN: Final = "learn"
"""Train, evaluate and release from a snapshot; the identifier is the snapshot's."""
