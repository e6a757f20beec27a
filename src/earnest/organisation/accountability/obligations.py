"""Obligations: what the law asks and from when, what shows it, and what the organisation states (law with dates).

States and dates are given as known on the day in the file, with their source; the organisation's lawyer decides. What
a person reads is there in each language of the pages, in the terms of that language's version of the law; tests,
days and addresses are there once.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.organisation.accountability.breaches import QUERIES
from earnest.organisation.accountability.errors import ObligationUnknown
from earnest.organisation.accountability.records import BY_THE_ORGANISATION, Cell, Document, Language, Section
from earnest.services.audit import StatementWritten, append

ANSWERABLE = ("controller", "representative", "data_protection_officer")
"""Who answers for the processing (Art. 30(1)(a)); stated like an obligation."""


class StatedState(StrEnum):
    """What the organisation says of an obligation."""

    OPEN = "open"
    DONE = "done"
    DOES_NOT_APPLY = "does_not_apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterDay:
    """A day from which an obligation applies to some who were left out until then."""

    day: date
    whom: str
    """To whom or what it applies from then on, in one language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing that the law asks, in one language."""

    name: str
    article: str
    asks: str
    applies_from: date | None
    """Day from which it applies, as known; None: it is not known to be in force."""
    later: tuple[LaterDay, ...]
    """Further days, such as the one for systems that were on the market already; none: one day for all."""
    note: str
    """What is known of its state; empty: nothing."""
    source: str
    """Address of the text."""
    shown_by: tuple[str, ...]
    """Tests that show what Earnest does for it; none: it is the organisation's alone."""
    organisation: str
    """What is left to the organisation; empty: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the organisation states."""

    state: StatedState
    content: str
    written_at: datetime


@cache
def load_obligations(language: Language = "en") -> tuple[Obligation, ...]:
    """Return the obligations, the one that applies from the earliest day first.

    Args:
        language: of what a person reads; names, tests, days and addresses are the same in each.
    """
    file = files("earnest.organisation.accountability").joinpath("obligations.json")
    held = cast("list[dict[str, object]]", json.loads(file.read_text("utf-8"))["obligations"])
    found = (
        Obligation(
            name=str(one["name"]),
            article=_in_language(one["article"], language),
            asks=_in_language(one["asks"], language),
            applies_from=None if one["applies_from"] is None else date.fromisoformat(str(one["applies_from"])),
            later=tuple(
                LaterDay(day=date.fromisoformat(str(more["day"])), whom=_in_language(more["whom"], language))
                for more in cast("list[dict[str, object]]", one.get("later", []))
            ),
            note=_in_language(one["note"], language),
            source=str(one["source"]),
            shown_by=tuple(cast("list[str]", one["shown_by"])),
            organisation=_in_language(one["organisation"], language),
        )
        for one in held
    )
    return tuple(sorted(found, key=lambda one: (one.applies_from or date.max, one.name)))


def known_on() -> date:
    """Return the day on which what the file says was known."""
    file = files("earnest.organisation.accountability").joinpath("obligations.json")
    return date.fromisoformat(str(json.loads(file.read_text("utf-8"))["known_on"]))


def list_statements(connection: Connection[TupleRow]) -> dict[str, Statement]:
    """Return what the organisation states, by obligation."""
    rows = connection.execute(QUERIES["list_statements"]).fetchall()
    return {
        str(row[0]): Statement(state=StatedState(row[1]), content=str(row[2]), written_at=cast("datetime", row[3]))
        for row in rows
    }


def write_statement(
    connection: Connection[TupleRow],
    subject: str,
    state: StatedState,
    content: str,
    *,
    member: UUID,
    pseudonym: str,
    now: datetime,
) -> None:
    """Keep what the organisation states beside what it stated before, and tell the log.

    Raises:
        ObligationUnknown: there is no such obligation.
    """
    if subject not in {*ANSWERABLE, *(one.name for one in load_obligations())}:
        raise ObligationUnknown
    names = {"subject": subject, "state": state.value, "content": content, "member": member, "now": now}
    _ = connection.execute(QUERIES["add_statement"], names)
    _ = append(connection, StatementWritten(at=now, subject=subject[:40], state=state.value, member=pseudonym))


def obligations_document(statements: dict[str, Statement], today: date) -> Document:
    """Return the law with dates for reading, in English as the whole evidence pack."""
    rows: list[dict[str, Cell]] = [
        {
            "article": one.article,
            "asks": one.asks,
            "applies from": None if one.applies_from is None else one.applies_from.isoformat(),
            "applies": one.applies_from is not None and one.applies_from <= today,
            "later": "; ".join(f"{more.day.isoformat()} {more.whom}" for more in one.later) or None,
            "note": one.note or None,
            "shown by": ", ".join(one.shown_by) or None,
            "by the organisation": one.organisation or None,
            "stated": _stated(statements.get(one.name)),
            "source": one.source,
        }
        for one in load_obligations()
    ]
    return Document(
        name="law",
        title="Law with dates",
        about=f"What the law asks, as known on {known_on().isoformat()}, with its source; your lawyer decides. A test "
        "that is named shows what the program does; it does not show that the organisation does its part.",
        sections=(Section(title="Obligations", rows=rows),),
    )


def _in_language(content: object, language: Language) -> str:
    """Return the text in a language; empty where there is none in any (null in the file)."""
    return "" if content is None else cast("dict[Language, str]", content)[language]


def _stated(statement: Statement | None) -> str:
    return BY_THE_ORGANISATION if statement is None else f"{statement.state.value}: {statement.content}".rstrip(": ")
