# Only what Earnest uses; the library is optional and may be absent.
import numpy
from numpy.typing import NDArray

class StorageView:
    @staticmethod
    def from_array(array: NDArray[numpy.float32]) -> StorageView: ...
    def __array__(self) -> NDArray[numpy.float32]: ...
