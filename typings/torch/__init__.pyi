# Only what Earnest's benchmarks use; the library is optional and may be absent.
from collections.abc import Mapping
from pathlib import Path

import numpy
from numpy.typing import NDArray

class Tensor:
    def numpy(self) -> NDArray[numpy.float32]: ...

def load(f: Path, *, map_location: str, weights_only: bool) -> Mapping[str, Mapping[str, Tensor]]: ...
