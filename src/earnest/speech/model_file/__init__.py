"""Model file: named parts in one file, the same bytes for the same parts, refused when damaged."""

from earnest.speech.model_file.archive import LARGEST_UNPACKED_BYTES, read_parts, write_parts
from earnest.speech.model_file.errors import ModelUnreadable

__all__ = ["LARGEST_UNPACKED_BYTES", "ModelUnreadable", "read_parts", "write_parts"]
