"""Names: intents and slots of labels, which a lead keeps in order; a name that is new is a proposal (decision 0037)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.review.errors import NameNotFound, NameRefused, NameUnfit
from earnest.deidentified.review.leases import QUERIES
from earnest.deidentified.review.records import WrittenLabel
from earnest.foundation.identifiers import NameId, random_identifier
from earnest.handover.labels import LabelledSlot
from earnest.services.audit import NameDecided, append
from earnest.speech.meaning.built_in_requests import FALLBACK_INTENTS, FIRST_INTENTS

KEPT_PROPOSED: Final = timedelta(days=30)
"""How long a proposal waits for a decision."""
MOST_SHOWN: Final = 500
SEED: Final = frozenset((*FIRST_INTENTS, *FALLBACK_INTENTS))
"""Intents that Earnest understands from the start; they are accepted in every language and need no decision."""
_FIT: Final = re.compile(r"[^\W\d_][\w -]{0,59}")


class NameState(StrEnum):
    """What a lead decided about a name."""

    PROPOSED = "proposed"
    """Nothing yet; labels keep it."""
    ACCEPTED = "accepted"
    RENAMED = "renamed"
    """New labels say another name; older ones stay as they are."""
    REFUSED = "refused"
    """New labels may not use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueName:
    """One name."""

    name_id: UUID
    language: str
    """ISO 639-1."""
    intent: str
    slot: str
    """Empty: the intent itself."""
    state: str
    renamed_to: str | None
    proposed_at: datetime


def with_catalogue_names(
    connection: Connection[TupleRow], written: WrittenLabel, *, language: str, now: datetime
) -> WrittenLabel:
    """Return a label with the names that the lead wants, and note new names as proposals.

    Args:
        connection: of the workbench's role.
        written: a label in the form in which it is kept.
        language: of the clip, ISO 639-1.
        now: the present moment.

    Raises:
        NameRefused: a lead refused the intent or the name of a slot.
    """
    if written.intent is None:
        return written
    known = {(one.intent, one.slot): one for one in list_names(connection, language=language)}
    intent = _decided(known, written.intent, "") or written.intent
    _propose(connection, known, language, written.intent, "", now=now)
    slots: list[LabelledSlot] = []
    for slot in written.slots:
        name = _decided(known, intent, slot.name) or slot.name
        _propose(connection, known, language, intent, slot.name, now=now)
        slots.append(replace(slot, name=name))
    return replace(written, intent=intent, slots=tuple(slots))


def list_names(connection: Connection[TupleRow], *, language: str | None = None) -> tuple[CatalogueName, ...]:
    """Return the names that labels used: those without a decision first, then by language and name."""
    with connection.cursor(row_factory=class_row(CatalogueName)) as cursor:
        return tuple(cursor.execute(QUERIES["list_names"], {"language": language, "most": MOST_SHOWN}).fetchall())


def decide_name(
    connection: Connection[TupleRow], name_id: UUID, state: NameState, renamed_to: str | None, *, now: datetime
) -> None:
    """Keep what a lead decided about a name; a decision may be changed.

    Raises:
        NameNotFound: there is no such name.
        NameUnfit: what it is to be called is no name, or none is given where one is needed.
    """
    if state is NameState.PROPOSED or (state is NameState.RENAMED) != (renamed_to is not None):
        raise NameUnfit
    if renamed_to is not None and _FIT.fullmatch(renamed_to) is None:
        raise NameUnfit
    names = {"name_id": name_id, "state": state.value, "renamed_to": renamed_to, "now": now}
    if connection.execute(QUERIES["decide_name"], names).rowcount == 0:
        raise NameNotFound
    _ = append(connection, NameDecided(at=now, name_id=NameId(name_id), decision=state.value))


def hidden_names(names: tuple[CatalogueName, ...]) -> frozenset[tuple[str, str]]:
    """Return intent and slot of the names that are offered to no reviewer any more: renamed or refused everywhere."""
    gone = {(one.intent, one.slot) for one in names if one.state in {NameState.RENAMED, NameState.REFUSED}}
    return frozenset(gone - {(one.intent, one.slot) for one in names if one.state == NameState.ACCEPTED})


def _decided(known: Mapping[tuple[str, str], CatalogueName], intent: str, slot: str) -> str | None:
    """Return what a name is to be called; None where it stays.

    Raises:
        NameRefused: it may not be used.
    """
    found = known.get((intent, slot))
    if found is None:
        return None
    if found.state == NameState.REFUSED:
        raise NameRefused
    return found.renamed_to


def _propose(
    connection: Connection[TupleRow],
    known: Mapping[tuple[str, str], CatalogueName],
    language: str,
    intent: str,
    slot: str,
    *,
    now: datetime,
) -> None:
    if (intent, slot) in known or (not slot and intent in SEED):
        return
    names = {
        "name_id": random_identifier(),
        "language": language,
        "intent": intent,
        "slot": slot,
        "now": now,
        "before": now - KEPT_PROPOSED,
    }
    _ = connection.execute(QUERIES["forget_names"], names)
    _ = connection.execute(QUERIES["propose_name"], names)
