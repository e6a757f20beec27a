"""Spoken forms: the ways in which one written word may be said, as words."""

from itertools import islice
from typing import Final

from earnest.speech.language.comparing.lattice import Reading, WordLattice
from earnest.speech.language.comparing.written import read_written

_MOST: Final = 8
"""Forms of a word; a long row of figures has very many. Chosen."""


def spoken_forms(written: str, language: str) -> tuple[Reading, ...]:
    """Return the ways in which a written word may be said, the usual one first; at most eight, none for signs only.

    Args:
        written: what stands between two spaces: `33`, `7:30`, `TV`, `kitchen`.
        language: ISO 639-1.
    """
    lattice = read_written(written, language)
    forms = (lattice.usual, *islice(_paths(lattice), _MOST))
    return tuple(form for form in dict.fromkeys(forms) if form)[:_MOST]


def _paths(lattice: WordLattice) -> list[Reading]:
    """Return the paths of a lattice, those with the fewest words first."""
    paths: list[list[Reading]] = [[()]]
    for node in range(1, lattice.last + 1):
        arcs = [arc for arc in lattice.arcs if arc.end == node and not arc.number]
        found = [(*path, arc.word) for arc in arcs for path in paths[arc.start]]
        paths.append(sorted(dict.fromkeys(found), key=len)[: 4 * _MOST])
    return paths[-1]
