"""Names: intents and slots of labels, which a lead keeps in order; a name that is new is a proposal (decision 0037)."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final, cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.review.errors import NameNotFound, NameRefused, NameUnfit
from earnest.deidentified.review.leases import QUERIES
from earnest.deidentified.review.records import WrittenLabel
from earnest.foundation.identifiers import ClipId, NameId, random_identifier
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.taking import PlacedClip, load_clip, open_key
from earnest.services.audit import NameDecided, append
from earnest.services.cryptography import Binding, MasterKey, SealBroken
from earnest.services.objects import ObjectMissing, ObjectStore
from earnest.speech.meaning.built_in_requests import FALLBACK_INTENTS, FIRST_INTENTS

KEPT_PROPOSED: Final = timedelta(days=30)
"""How long a proposal waits for a decision."""
MOST_SHOWN: Final = 500
SEED: Final = frozenset((*FIRST_INTENTS, *FALLBACK_INTENTS))
"""Intents that Earnest understands from the start; they are accepted in every language and need no decision."""
_MOST_PROPOSED: Final = 1_000
"""Proposals that are kept; what is proposed beyond that is proposed again later."""
_PROPOSED_AGAIN: Final = timedelta(days=1)
_VERSION: Final = 1
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


@dataclass(slots=True, kw_only=True)
class Names:
    """The catalogue of names: what labels propose, sealed with their clips, and what a lead decided."""

    handover_key: MasterKey
    """Opens the keys of clips."""
    objects: ObjectStore
    _proposed: dict[tuple[str, str, str], datetime] = field(default_factory=dict[tuple[str, str, str], datetime])
    """Language, intent and slot that this process proposed lately: a name in many labels is one proposal."""

    def apply(
        self, connection: Connection[TupleRow], clip: PlacedClip, written: WrittenLabel, *, now: datetime
    ) -> WrittenLabel:
        """Return a label with the names that the lead wants, and note new names as proposals.

        Args:
            connection: of the workbench's role; the transaction holds the clip against erasure.
            clip: of the label.
            written: a label in the form in which it is kept.
            now: the present moment.

        Raises:
            NameRefused: a lead refused the intent or the name of a slot.
        """
        if written.intent is None:
            return written
        known = {(one.intent, one.slot): one for one in list_names(connection, language=clip.description.language)}
        language = clip.description.language
        asked = ((written.intent, ""), *((written.intent, slot.name) for slot in written.slots))
        if any(_is_refused(known.values(), intent, slot, language=language) for intent, slot in asked):
            raise NameRefused
        intent = _decided(known, written.intent, "") or written.intent
        if any(_is_refused(known.values(), intent, slot.name, language=language) for slot in written.slots):
            raise NameRefused
        new = [(written.intent, ""), *((intent, slot.name) for slot in written.slots)]
        slots = [replace(slot, name=_decided(known, intent, slot.name) or slot.name) for slot in written.slots]
        self._propose(connection, clip, [name for name in new if name not in known], now=now)
        return replace(written, intent=intent, slots=tuple(slots))

    def list_all(self, connection: Connection[TupleRow]) -> tuple[CatalogueName, ...]:
        """Return proposals, the oldest first, then the names with a decision; proposals whose clip is gone are not."""
        decided = list_names(connection)
        seen = {(one.language, one.intent, one.slot) for one in decided}
        proposed: list[CatalogueName] = []
        for name_id, clip_id, sealed, proposed_at in connection.execute(QUERIES["list_proposed_names"]).fetchall():
            one = self._open(connection, name_id, ClipId(clip_id), sealed, proposed_at)
            if (
                one is not None
                and (one.language, one.intent, one.slot) not in seen
                and not _is_refused(decided, one.intent, one.slot, language=one.language)
            ):
                seen.add((one.language, one.intent, one.slot))
                proposed.append(one)
        # What stands for the text of a refused name is of no use to a reader.
        shown = (replace(one, intent="") if one.state == NameState.REFUSED else one for one in decided)
        return (*proposed, *shown)

    def decide(
        self,
        connection: Connection[TupleRow],
        name_id: UUID,
        state: NameState,
        renamed_to: str | None,
        *,
        now: datetime,
    ) -> None:
        """Keep what a lead decided about a name; a decision may be changed, but a refusal, which destroys the text.

        Raises:
            NameNotFound: there is no such name, or it was refused.
            NameUnfit: what it is to be called is no name, or none is given where one is needed.
        """
        if state is NameState.PROPOSED or (state is NameState.RENAMED) != (renamed_to is not None):
            raise NameUnfit
        if renamed_to is not None and _FIT.fullmatch(renamed_to) is None:
            raise NameUnfit
        one = next((one for one in self.list_all(connection) if one.name_id == name_id), None)
        if one is None or one.state == NameState.REFUSED:
            raise NameNotFound
        named = {"intent": one.intent, "slot": one.slot}
        if state is NameState.REFUSED:
            named = {"intent": _fingerprint(name_id, one.language, one.intent, one.slot), "slot": ""}
        decision = {"name_id": name_id, "state": state.value, "renamed_to": renamed_to, "now": now, **named}
        if connection.execute(QUERIES["decide_name"], decision).rowcount == 0:
            about = {"language": one.language, "proposed_at": one.proposed_at}
            _ = connection.execute(QUERIES["keep_name"], {**decision, **about})
            _ = connection.execute(QUERIES["forget_name"], {"name_id": name_id})
        _ = append(connection, NameDecided(at=now, name_id=NameId(name_id), decision=state.value))

    def _propose(
        self, connection: Connection[TupleRow], clip: PlacedClip, new: Iterable[tuple[str, str]], *, now: datetime
    ) -> None:
        _ = connection.execute(QUERIES["forget_names"], {"before": now - KEPT_PROPOSED})
        key = None
        for intent, slot in new:
            name = (clip.description.language, intent, slot)
            before = self._proposed.get(name)
            if (not slot and intent in SEED) or (before is not None and now - before < _PROPOSED_AGAIN):
                continue
            key = key or open_key(clip, handover_key=self.handover_key, objects=self.objects)
            name_id = random_identifier()
            sealed = key.seal(json.dumps([intent, slot]).encode(), _binding(name_id))
            names = {"name_id": name_id, "clip_id": clip.description.clip_id, "sealed": sealed, "now": now}
            _ = connection.execute(QUERIES["propose_name"], {**names, "most": _MOST_PROPOSED})
            self._proposed[name] = now

    def _open(
        self, connection: Connection[TupleRow], name_id: UUID, clip_id: ClipId, sealed: bytes, proposed_at: datetime
    ) -> CatalogueName | None:
        try:
            clip = load_clip(connection, clip_id)
            key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
            read = cast("list[str]", json.loads(key.open(bytes(sealed), _binding(name_id))))
        except (ClipGone, ClipMissing, ObjectMissing, SealBroken):
            return None
        return CatalogueName(
            name_id=name_id,
            language=clip.description.language,
            intent=read[0],
            slot=read[1],
            state=NameState.PROPOSED.value,
            renamed_to=None,
            proposed_at=proposed_at,
        )


def list_names(connection: Connection[TupleRow], *, language: str | None = None) -> tuple[CatalogueName, ...]:
    """Return the names that a lead decided about, by language and name."""
    with connection.cursor(row_factory=class_row(CatalogueName)) as cursor:
        return tuple(cursor.execute(QUERIES["list_names"], {"language": language, "most": MOST_SHOWN}).fetchall())


def is_hidden(names: Collection[CatalogueName], intent: str, slot: str) -> bool:
    """Return whether a name is offered to no reviewer any more: renamed or refused, and accepted in no language."""
    if any((one.intent, one.slot, one.state) == (intent, slot, NameState.ACCEPTED) for one in names):
        return False
    renamed = any((one.intent, one.slot, one.state) == (intent, slot, NameState.RENAMED) for one in names)
    return renamed or _is_refused(names, intent, slot)


def _is_refused(names: Iterable[CatalogueName], intent: str, slot: str, *, language: str | None = None) -> bool:
    """Return whether a name was refused in a language; None: in any."""
    return any(
        one.state == NameState.REFUSED
        and language in {None, one.language}
        and one.intent == _fingerprint(one.name_id, one.language, intent, slot)
        for one in names
    )


def _fingerprint(name_id: UUID, language: str, intent: str, slot: str) -> str:
    """Return what is kept of a refused name: it confirms a guess, and no text can be read from it."""
    return "#" + sha256("\x1f".join((str(name_id), language, intent, slot)).encode()).hexdigest()


def _decided(known: Mapping[tuple[str, str], CatalogueName], intent: str, slot: str) -> str | None:
    """Return what a name is to be called; None where it stays."""
    found = known.get((intent, slot))
    return None if found is None else found.renamed_to


def _binding(name_id: UUID) -> Binding:
    return Binding(kind="clip-name", identifier=name_id, version=_VERSION)
