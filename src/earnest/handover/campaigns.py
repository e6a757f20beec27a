"""Campaigns: requests to the gate to choose utterances that name a public thing (RV11).

The de-identified side asks, the personal side chooses, and only of what is said from then on: what people have said is
searched nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

APPROVALS_NEEDED: Final = 2
"""By different people (AC10); the database counts them too."""
MOST_SHOWN: Final = 1_000


class EntryType(StrEnum):
    """Kinds of public things; a private person is none of them."""

    MUSICAL_ARTIST = "musical_artist"
    ALBUM = "album"
    SONG = "song"
    FILM = "film"
    RADIO_STATION = "radio_station"
    BRAND = "brand"
    PLACE = "place"


class CampaignReason(StrEnum):
    """Why a campaign is asked for."""

    OFTEN_MISHEARD = "often_misheard"
    NEW_ENTRY = "new_entry"
    WRONG_LINK = "wrong_link"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEntry:
    """A public thing."""

    link: str
    """In Wikidata, such as `Q26876`."""
    type: EntryType
    name: str
    """How it is said, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A request to the gate."""

    campaign_id: UUID
    name: str
    type: EntryType
    language: str
    reason: CampaignReason
    most: int
    taken: int
    ends_at: datetime
    stopped_at: datetime | None
    """When a person stopped it before its time."""
    approvers: tuple[str, ...]
    """Pseudonyms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCampaign:
    """What the gate looks for."""

    campaign_id: UUID
    words: tuple[str, ...]
    """Of the name, lower case; at least one."""


def bring_entry(connection: Connection[TupleRow], entry: PublicEntry) -> None:
    """Add a public thing, or change how it is said."""
    values = {"link": entry.link, "type": entry.type.value, "name": " ".join(entry.name.casefold().split())}
    _ = connection.execute(QUERIES["bring_entry"], values)


def list_entries(connection: Connection[TupleRow]) -> tuple[PublicEntry, ...]:
    """Return the public things that a campaign can ask for."""
    rows = connection.execute(QUERIES["list_entries"], {"most": MOST_SHOWN}).fetchall()
    return tuple(PublicEntry(link=str(row[0]), type=EntryType(row[1]), name=str(row[2])) for row in rows)


def request_campaign(
    connection: Connection[TupleRow],
    campaign_id: UUID,
    *,
    link: str,
    language: str,
    reason: CampaignReason,
    most: int,
    requested_by: str,
    now: datetime,
    ends_at: datetime,
) -> bool:
    """Ask for utterances that name a public thing; False where no entry has this link."""
    return (
        connection.execute(
            QUERIES["request_campaign"],
            {
                "campaign_id": campaign_id,
                "link": link,
                "language": language,
                "reason": reason.value,
                "most": most,
                "requested_by": requested_by,
                "now": now,
                "ends_at": ends_at,
            },
        ).rowcount
        == 1
    )


def approve_campaign(connection: Connection[TupleRow], campaign_id: UUID, *, approver: str, now: datetime) -> bool:
    """Note an approval; False where there is no such campaign, it is over, or this person approved before."""
    values = {"campaign_id": campaign_id, "approver": approver, "now": now}
    return connection.execute(QUERIES["approve_campaign"], values).rowcount == 1


def hold_campaign(connection: Connection[TupleRow], campaign_id: UUID) -> frozenset[str]:
    """Return who approved a campaign; other approvals wait until this transaction ends."""
    names = {"campaign_id": campaign_id}
    _ = connection.execute(QUERIES["hold_campaign"], names)
    return frozenset(str(row[0]) for row in connection.execute(QUERIES["list_approvers"], names))


def list_campaigns(connection: Connection[TupleRow]) -> tuple[Campaign, ...]:
    """Return campaigns, the newest first."""
    rows = connection.execute(QUERIES["list_campaigns"], {"most": MOST_SHOWN}).fetchall()
    return tuple(
        Campaign(
            campaign_id=row[0],
            name=str(row[1]),
            type=EntryType(row[2]),
            language=str(row[3]),
            reason=CampaignReason(row[4]),
            most=int(row[5]),
            taken=int(row[6]),
            ends_at=row[7],
            stopped_at=row[8],
            approvers=tuple(str(approver) for approver in row[9]),
        )
        for row in rows
    )


def stop_campaign(connection: Connection[TupleRow], campaign_id: UUID, *, now: datetime) -> bool:
    """End a campaign before its time; False where there is no such campaign or it is over already."""
    return connection.execute(QUERIES["stop_campaign"], {"campaign_id": campaign_id, "now": now}).rowcount == 1


def list_live(connection: Connection[TupleRow], *, language: str, now: datetime) -> tuple[LiveCampaign, ...]:
    """Return what the gate looks for: approved by two people, not full and not over."""
    rows = connection.execute(QUERIES["list_live_campaigns"], {"language": language, "now": now}).fetchall()
    return tuple(LiveCampaign(campaign_id=row[0], words=tuple(str(row[1]).split())) for row in rows)


def find_named(campaigns: Sequence[LiveCampaign], words: Sequence[str]) -> LiveCampaign | None:
    """Return the first campaign whose whole name was said, word by word; None where none was."""
    said = [word.casefold() for word in words]
    return next((one for one in campaigns if _is_said(one.words, said)), None)


def take_place(connection: Connection[TupleRow], campaign_id: UUID, *, now: datetime) -> bool:
    """Count a clip that is chosen for a campaign; False where it is full, over, or not approved by two people."""
    values = {"campaign_id": campaign_id, "now": now}
    row = connection.execute(QUERIES["take_campaign_place"], values).fetchone()
    return row is not None and row[0] is True


def _is_said(name: Sequence[str], said: Sequence[str]) -> bool:
    length = len(name)
    return any(list(said[start : start + length]) == list(name) for start in range(len(said) - length + 1))
