"""Store of a household's skills: settings, knowledge and names, each sealed with the customer's key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.assistant.skills.plugin import SkillKnowledge
from earnest.personal.customers.store import lock_customer
from earnest.personal.household.skills.records import HeldSkill
from earnest.personal.household.skills.rules import usable_names
from earnest.personal.vault.errors import ContentUnreadable
from earnest.personal.vault.keys import load_customer_key, load_or_create_customer_key
from earnest.services.cryptography import Binding, DataKey, MasterKey
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.household.skills")

FORMAT_VERSION: Final = 1
"""Version of the sealed forms, bound into their associated data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSkill:
    """A skill that is to fetch what it knows."""

    customer_id: CustomerId
    skill: str
    language: str


def list_skills(
    connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey
) -> tuple[HeldSkill, ...]:
    """Return the skills of one household that were ever switched on.

    Raises:
        ContentUnreadable: there are some, and no key for them, or a newer version wrote them.
        RecordingGone, SealBroken: as for `household.store.load_names`.
    """
    rows = connection.execute(QUERIES["list_skills"], {"customer_id": customer_id}).fetchall()
    if not rows:
        return ()
    key = _key(connection, customer_id, master_key)
    return tuple(
        HeldSkill(
            skill=str(row[0]),
            switched_on=bool(row[1]),
            settings=Sensitive(_settings(key.open(bytes(row[2]), _binding(customer_id, "settings", str(row[0]))))),
            knowledge=Sensitive(
                ""
                if row[3] is None
                else key.open(bytes(row[3]), _binding(customer_id, "knowledge", str(row[0]))).decode()
            ),
            changed_at=cast("datetime", row[4]),
            fetched_at=cast("datetime | None", row[5]),
            problem=None if row[6] is None else str(row[6]),
        )
        for row in rows
    )


def list_skill_names(
    connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey
) -> Sensitive[tuple[str, ...]]:
    """Return the names of the house that skills fetched which are switched on, each once.

    Raises:
        ContentUnreadable, RecordingGone, SealBroken: as for `list_skills`.
    """
    rows = connection.execute(QUERIES["list_skill_names"], {"customer_id": customer_id}).fetchall()
    if not rows:
        return Sensitive(())
    key = _key(connection, customer_id, master_key)
    names = [
        name for row in rows for name in _names(key.open(bytes(row[1]), _binding(customer_id, "names", str(row[0]))))
    ]
    return Sensitive(tuple(dict.fromkeys(names)))


def put_skill(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    skill: str,
    *,
    switched_on: bool,
    settings: Sensitive[Mapping[str, str]],
    master_key: MasterKey,
    clock: Clock,
) -> None:
    """Keep a skill as the household sets it; what it fetched before is forgotten."""
    lock_customer(connection, customer_id)
    key = load_or_create_customer_key(connection, customer_id, master_key).key
    plain = json.dumps({"format": FORMAT_VERSION, "settings": dict(settings.reveal(RevealReason.SEALING))})
    _ = connection.execute(
        QUERIES["put_skill"],
        {
            "customer_id": customer_id,
            "skill": skill,
            "switched_on": switched_on,
            "sealed_settings": key.seal(plain.encode(), _binding(customer_id, "settings", skill)),
            "changed_at": clock.now(),
        },
    )


def list_due(connection: Connection[TupleRow], before: datetime) -> tuple[DueSkill, ...]:
    """Return skills that were not fetched since they were changed, or not since a moment."""
    rows = connection.execute(QUERIES["list_due"], {"before": before}).fetchall()
    return tuple(DueSkill(customer_id=CustomerId(row[0]), skill=str(row[1]), language=str(row[2])) for row in rows)


def note_fetched(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    held: HeldSkill,
    fetched: SkillKnowledge | None,
    *,
    problem: str | None,
    master_key: MasterKey,
    clock: Clock,
) -> None:
    """Keep what a skill fetched, or that it could not; nothing where the household changed it meanwhile."""
    key = _key(connection, customer_id, master_key)
    knowledge = names = None
    if fetched is not None:
        knowledge = key.seal(fetched.knowledge.encode(), _binding(customer_id, "knowledge", held.skill))
        listed = json.dumps({"format": FORMAT_VERSION, "names": list(usable_names(fetched.names))})
        names = key.seal(listed.encode(), _binding(customer_id, "names", held.skill))
    _ = connection.execute(
        QUERIES["note_fetched"],
        {
            "customer_id": customer_id,
            "skill": held.skill,
            "changed_at": held.changed_at,
            "fetched_at": clock.now(),
            "problem": problem,
            "sealed_knowledge": knowledge,
            "sealed_names": names,
        },
    )


def _key(connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey) -> DataKey:
    key = load_customer_key(connection, customer_id, master_key)
    if key is None:
        raise ContentUnreadable
    return key.key


def _binding(customer_id: CustomerId, content: str, skill: str) -> Binding:
    return Binding(kind=f"skill-{content}-{skill}", identifier=customer_id, version=FORMAT_VERSION)


def _settings(encoded: bytes) -> dict[str, str]:
    fields = _table(encoded).get("settings")
    if not isinstance(fields, dict):
        raise ContentUnreadable
    return {str(name): str(value) for name, value in cast("dict[object, object]", fields).items()}


def _names(encoded: bytes) -> tuple[str, ...]:
    names = _table(encoded).get("names")
    if not isinstance(names, list):
        raise ContentUnreadable
    return tuple(str(name) for name in cast("list[object]", names))


def _table(encoded: bytes) -> dict[str, object]:
    try:
        parsed: object = json.loads(encoded)
    except ValueError:
        raise ContentUnreadable from None
    fields = cast("dict[str, object]", parsed) if isinstance(parsed, dict) else {}
    if fields.get("format") != FORMAT_VERSION:
        raise ContentUnreadable
    return fields
