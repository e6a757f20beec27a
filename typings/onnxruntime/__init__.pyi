# Only what Earnest's benchmarks use; the library is optional and may be absent.
from collections.abc import Mapping

import numpy
from numpy.typing import NDArray

class SessionOptions:
    intra_op_num_threads: int

class InferenceSession:
    def __init__(self, path_or_bytes: str, sess_options: SessionOptions) -> None: ...
    def run(self, output_names: None, input_feed: Mapping[str, NDArray[numpy.float32]]) -> list[NDArray[numpy.float32]]: ...
