"""What an attacker does with all files of a data folder: search them for words, and open what stood in rows."""

import base64
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from uuid import UUID, uuid4

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.deidentified.review.records import WrittenLabel
from earnest.foundation.identifiers import ClipId, RecordingId
from earnest.handover.labels import LabelledEntity, LabelledSlot, WakeWordVerdict
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.customers.records import Customer
from earnest.services.cryptography import Binding, MasterKey, SealBroken
from earnest.services.cryptography.keys import Key
from earnest.services.database.roles import Role
from earnest.services.shredding import ERASURE_KEY_PREFIX
from support.clips import HandoverSide
from support.databases import Databases
from support.reviewing import open_reviewing
from support.speaking import PersonalSide, spoken

CONTENT_COLUMNS = (
    "select wrapped_key from personal.customer_keys",
    "select wrapped_key from personal.recordings",
    "select sealed_content from personal.recordings",
    "select wrapped_key from handover.clips",
    "select sealed_words from handover.clips",
    "select sealed_answer from handover.clips",
    "select sealed_content from handover.labels",
    "select sealed from deidentified.drafts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What one person said, with the words of recogniser and reviewers, none of which is in any dictionary."""

    recording_id: RecordingId
    clip_id: ClipId
    words: tuple[str, ...]


def strange_words(count: int) -> tuple[str, ...]:
    """Return words that can be said, and that no program or word list holds."""
    chance = random.Random(uuid4().int)  # noqa: S311 - words, not keys
    syllables = [first + second for first, second in product("bdfgklmnprstvz", "aeiou")]
    return tuple("".join(chance.choice(syllables) for _ in range(6)) for _ in range(count))


REVIEWS = 3
SHORTEST_EMPTY = 256
EMPTY = re.compile(rb"\0{%d,}" % SHORTEST_EMPTY)
"""Zeros in which no word lies: half of what PostgreSQL writes, and most of the time of a search."""


def plant(side: PersonalSide, handover: HandoverSide, customer: Customer) -> Planted:
    """Let a person say something, and reviewers write something else about the clip that was made of it.

    Each of them writes other words, and one more is in the middle of it.
    """
    words = (*strange_words(5), *strange_words(3 * REVIEWS + 1), *knowledge_entries(REVIEWS), *strange_words(1))
    recording_id = side.store(customer, content=spoken(*words[:3]), selected=True)
    clip_id = handover.place(text=" ".join(words[3:5]), reviews_wanted=REVIEWS + 1, answer=(f"Playing {words[-1]}.",))
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)"
            " values (%s, %s, %s, now(), now() + interval '1 day')",
            [clip_id, recording_id, customer.customer_id],
        )
    for number in range(REVIEWS):
        transcript, intent, value = words[5 + 3 * number : 8 + 3 * number]
        label = written(transcript, intent, value, entry=words[6 + 3 * REVIEWS + number])
        assert open_reviewing(handover).label_next(label).clip_id == clip_id
    reviewing = open_reviewing(handover)
    assert reviewing.take().clip_id == clip_id
    reviewing.keep_draft(clip_id, transcript=words[5 + 3 * REVIEWS])
    return Planted(recording_id=recording_id, clip_id=clip_id, words=words)


def knowledge_entries(count: int) -> tuple[str, ...]:
    """Return names of knowledge entries."""
    return tuple(f"Q{10**11 + uuid4().int % 10**11}" for _ in range(count))


def written(transcript: str, intent: str, value: str, *, entry: str) -> WrittenLabel:
    """Return a label of one word."""
    return WrittenLabel(
        wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE,
        transcript=transcript,
        unclear_words=(0,),
        intent=intent,
        slots=(LabelledSlot(name="thing", value=value),),
        entities=(LabelledEntity(first_word=0, last_word=0, type="musical artist", link=f"wikidata:{entry}"),),
        guideline_version=CURRENT_VERSION,
    )


def delete(side: PersonalSide, customer: Customer, planted: Planted) -> None:
    """Delete as the person does in the portal, and let both workers do what waits for them."""
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        _ = side.erasure.erase_recordings(
            connection, customer.customer_id, [planted.recording_id], WithdrawalReason.DELETED_BY_CUSTOMER
        )
    side.sweeper().sweep()
    ClipErasure(database=side.databases[Role.CORPUS_WORKER], objects=side.objects, clock=side.clock).sweep()


def lies_in(word: str, files: bytes, lowered: bytes) -> bool:
    """Tell whether a word or its stem lies in files, in any case, encoding or in Base64."""
    stem = word[:8].lower()
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    forms = [*(stem.encode(name) for name in encodings), stem.encode().hex().encode()]
    # The middle of the Base64 of any longer text that holds the word.
    packed = [base64.b64encode(b"\0" * shift + word.encode())[4 if shift else 0 : -4] for shift in range(3)]
    return any(form in lowered for form in forms) or any(form in files for form in packed)


def rows_of(databases: Databases) -> list[bytes]:
    """Return every key and every sealed content that stands in a row."""
    with databases.owner.transaction() as connection:
        found = [row[0] for query in CONTENT_COLUMNS for row in connection.execute(query).fetchall()]
    return [bytes(value) for value in found if value is not None]


PLACES = {
    "customer": ("customer", "vault"),
    "recording": ("recording", "recording-sound", "recording-content", "recording-guard"),
    "clip": ("clip", "clip-words", "clip-answer", "clip-draft", "clip-guard"),
    "label": ("label",),
}
"""What an identifier names → what is sealed in its name."""


def crack(
    blobs: Sequence[bytes],
    masters: Sequence[MasterKey],
    identifiers: Mapping[str, Sequence[UUID]],
    places: Mapping[str, Sequence[str]] = PLACES,
) -> bytes:
    """Open whatever opens, with every key on every blob in every place, again with the keys found; return the texts."""
    bindings = [
        Binding(kind=kind, identifier=one, version=1)
        for name, found in identifiers.items()
        for one in found
        for kind in places[name]
    ]
    keys: list[Key] = [*masters]
    tried: list[Key] = []
    texts: list[bytes] = []
    # Before a sealed or wrapped key may stand a byte or two that say from which key it hangs.
    known = [form for blob in blobs for form in (blob, blob[1:], *([blob[2:]] if blob.startswith(b"\x03") else []))]
    while keys:
        key = keys.pop()
        tried.append(key)
        for blob, binding in product(list(known), bindings):
            try:
                keys.append(key.unwrap(blob, binding))
            except SealBroken:
                try:
                    text = key.open(blob, binding)
                except SealBroken:
                    continue
                texts.append(text)
                if text.startswith(b"\x01") and text not in known:
                    # What was sealed is a wrapped key, which an earlier key may open.
                    known.append(text)
                    keys += [one for one in tried if one not in keys]
    return b"\n".join(texts)


def erasure_keys(folder: Path) -> list[bytes]:
    """Return every key that lies in a folder of objects: erasure keys and vault keys."""
    return [path.read_bytes() for path in folder.iterdir() if path.name.startswith((ERASURE_KEY_PREFIX, "v-"))]


def read_files(folder: Path) -> bytes:
    """Return what all files of a folder hold, PostgreSQL's and its log included, without long runs of zeros."""
    files = b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return EMPTY.sub(bytes(SHORTEST_EMPTY), files)
