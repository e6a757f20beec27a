"""Catalogue of public things from the command line; the corpus worker's role."""

import csv
import re
from collections.abc import Iterable
from typing import Final

from earnest.cli.corpus_connection import open_corpus_connection
from earnest.foundation.errors import InvalidInput
from earnest.handover.campaigns import EntryType, PublicEntry, bring_entry

_LINK: Final = re.compile(r"Q[1-9][0-9]{0,11}")
_TYPES: Final = frozenset(one.value for one in EntryType)


class EntryUnusable(InvalidInput):
    """An entry has no public identifier, no known type or no name."""

    code = "entry_unusable"
    remedy = "Each line needs link (such as Q26876), type and name; a private person has no place in the list."


def bring(lines: Iterable[str]) -> int:
    """Add public things, all or none; return how many.

    Raises:
        EntryUnusable: a line is no entry.
    """
    entries = [read_entry(row) for row in csv.DictReader(lines)]
    with open_corpus_connection() as (_, database), database.transaction() as connection:
        for entry in entries:
            bring_entry(connection, entry)
    return len(entries)


def read_entry(row: dict[str, str]) -> PublicEntry:
    """Return one line as an entry.

    Raises:
        EntryUnusable: it is none.
    """
    link, kind, name = ((row.get(column) or "").strip() for column in ("link", "type", "name"))
    if not _LINK.fullmatch(link) or kind not in _TYPES or not name:
        raise EntryUnusable
    return PublicEntry(link=link, type=EntryType(kind), name=name)
