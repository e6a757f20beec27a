"""Country names: how English, German and Dutch call a country, for texts that are written on the server."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Return language → code → name: Unicode CLDR 48 as Node's `Intl.DisplayNames` gives them."""
    parsed: object = json.loads(files("earnest.foundation").joinpath("country_names.json").read_text("utf-8"))
    return cast("Mapping[str, Mapping[str, str]]", parsed)


def country_name(code: str, language: str) -> str:
    """Return the name of a country; the code where it has none.

    Args:
        code: ISO 3166-1 alpha-2.
        language: ISO 639-1; English where there are no names.
    """
    names = _names()
    return names.get(language, names["en"]).get(code, code)
