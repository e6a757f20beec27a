from collections.abc import Sequence

from tldextract import tldextract as tldextract

class TLDExtract:
    def __init__(self, *, suffix_list_urls: Sequence[str] = ..., cache_dir: str | None = ...) -> None: ...

extract: object
