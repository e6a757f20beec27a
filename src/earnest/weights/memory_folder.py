"""Memory folder: files that lie in memory alone, for libraries that read a folder."""

import os
import tempfile
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def memory_folder(files: Mapping[str, bytes]) -> Generator[Path]:
    """Give a folder that has these files; it is gone afterwards, and so is the memory that they took.

    No content is written to the disk: the folder has links to files that the kernel keeps in memory for this process.

    Args:
        files: content by name.

    Raises:
        OSError: the system has no such files (they are Linux's), or no temporary folder can be made.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="earnest-weights-")))
        for name, content in files.items():
            descriptor = _memory_file()
            _ = stack.callback(os.close, descriptor)
            left = memoryview(content)
            while left:
                left = left[os.write(descriptor, left) :]
            (folder / name).symlink_to(f"/proc/self/fd/{descriptor}")
        yield folder


def _memory_file() -> int:
    """Return the descriptor of a new file in memory."""
    if not hasattr(os, "memfd_create"):
        raise OSError("this system keeps no files in memory")
    return os.memfd_create("weights")
