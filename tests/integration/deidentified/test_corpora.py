"""A voice team's labelled data is learned from with its own provenance, sealed, and gone with its keys when removed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from support.clips import HandoverSide
from support.reviewing import open_reviewing, order
from support.voices import say

from earnest.deidentified.corpora.errors import (
    CorpusDiffers,
    CorpusNameUnfit,
    CorpusNotFound,
    LicenceMissing,
    OnlyMeasured,
)
from earnest.deidentified.corpora.records import ItemLabel, NewItem, Provenance, SnapshotPart, StoredCorpusItem
from earnest.deidentified.corpora.sealing import open_item_key, open_label
from earnest.deidentified.corpora.store import CorpusStore, find_item, list_corpora, list_parts
from earnest.deidentified.corpus.errors import NothingLabelled
from earnest.deidentified.corpus.snapshots import list_snapshot_items, load_snapshot
from earnest.deidentified.evaluation.items import import_items
from earnest.deidentified.evaluation.records import KnownAnswer, ReferenceRecording
from earnest.deidentified.training.clips import OpenedItem, SnapshotClips
from earnest.deidentified.training.errors import SnapshotChanged
from earnest.deidentified.training.teaching import SpeechModels
from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.foundation.errors import EarnestError
from earnest.foundation.units import Samples
from earnest.handover.bundle import read_bundle
from earnest.handover.labels import LabelledEntity, LabelledSlot
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectMissing
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.meaning.interpreter import Interpreter

KITCHEN = Provenance(name="kitchen", licence="CC-BY-4.0", source="recorded in our own kitchen")
WORDS = NewItem(label=ItemLabel(transcript="an unmistakable zanzibar", intent="orderTrip"), samples=None)


def sound(seed: int) -> Samples:
    return numpy.random.default_rng(seed).integers(-3000, 3000, 8000).astype(numpy.int16)


SPOKEN = NewItem(
    label=ItemLabel(
        transcript="play xylophone and cello",
        intent="playMusic",
        slots=(LabelledSlot(name="instrument", value="xylophone"), LabelledSlot(name="instrument", value="cello")),
        entities=(LabelledEntity(first_word=1, last_word=1, type="instrument", link=None),),
        speaker="quetzalcoatl",
        language="en",
    ),
    samples=sound(1),
)


def store(handover: HandoverSide) -> CorpusStore:
    return CorpusStore(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        clock=handover.clock,
    )


def bring_in(
    handover: HandoverSide,
    *items: NewItem,
    provenance: Provenance = KITCHEN,
    refused: list[tuple[NewItem, EarnestError]] | None = None,
) -> int:
    told = [] if refused is None else refused
    return store(handover).bring_in(
        provenance, items, open_item=lambda item: item, refuse=lambda item, error: told.append((item, error))
    )


def measure(handover: HandoverSide, *sounds: Samples) -> tuple[int, list[ReferenceRecording]]:
    answer = KnownAnswer(
        set_name="held out", task="t", speaker="s", language="en", reference="go", intent=None, slots=(), licence="CC0"
    )
    refused: list[ReferenceRecording] = []
    added = import_items(
        [ReferenceRecording(answer=answer, samples=one) for one in sounds],
        database=handover.databases[Role.CORPUS_WORKER],
        handover_key=handover.handover_key,
        objects=handover.objects,
        refuse=refused.append,
    )
    return added, refused


def stream(handover: HandoverSide) -> SnapshotClips:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = handover.make_snapshot(connection)
        items = list_snapshot_items(connection, snapshot.snapshot_id)
    return SnapshotClips(
        (),
        items,
        database=handover.databases[Role.CORPUS_WORKER],
        objects=handover.objects,
        handover_key=handover.handover_key,
        report=lambda _, __: None,
    )


def stored(handover: HandoverSide) -> list[StoredCorpusItem]:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        names = connection.execute("select item_id from deidentified.corpus_items").fetchall()
        found = [find_item(connection, name[0]) for name in names]
    return [item for item in found if item is not None]


def dump(handover: HandoverSide) -> bytes:
    """Return all bytes of all tables and objects."""
    with handover.databases.owner.transaction() as connection:
        tables = connection.execute(
            "select schemaname, tablename from pg_tables"
            " where schemaname in ('handover', 'deidentified', 'audit', 'jobs_deidentified')"
        ).fetchall()
        statements = [
            sql.SQL("select row_to_json(t)::text from {} as t").format(sql.Identifier(schema, table))
            for schema, table in tables
        ]
        rows = [row[0] for statement in statements for row in connection.execute(statement).fetchall()]
        # Bytes are written as hexadecimal digits, so both forms are looked at.
        plain = "\n".join(rows).encode()
    return plain + b"".join(handover.objects.get(key) for key in list(handover.objects.keys()))


def handover_counts(handover: HandoverSide) -> dict[str, int]:
    counts: dict[str, int] = {}
    with handover.databases.owner.transaction() as connection:
        tables = connection.execute("select tablename from pg_tables where schemaname = 'handover'").fetchall()
        for (table,) in tables:
            statement = sql.SQL("select count(*) from {}").format(sql.Identifier("handover", table))
            row = connection.execute(statement).fetchone()
            assert row is not None
            counts[table] = row[0]
    return counts


def test_what_is_brought_in_comes_back_word_for_word_and_only_once(handover: HandoverSide) -> None:
    assert bring_in(handover, SPOKEN, WORDS, SPOKEN) == 2
    assert bring_in(handover, WORDS, SPOKEN) == 0
    assert bring_in(handover, replace(WORDS, label=replace(WORDS.label, intent="other"))) == 1
    opened = [one for one in stream(handover) if isinstance(one, OpenedItem)]
    assert {one.label for one in opened} >= {SPOKEN.label, WORDS.label}
    (spoken,) = [one for one in opened if one.label == SPOKEN.label]
    assert SPOKEN.samples is not None
    assert numpy.array_equal(spoken.samples, SPOKEN.samples)
    assert [len(one.samples) for one in opened if one.label == WORDS.label] == [0]
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        (corpus,) = list_corpora(connection)
    assert (corpus.provenance, corpus.item_count, corpus.sound_count) == (KITCHEN, 3, 1)


def test_a_corpus_has_a_licence_and_one_provenance(handover: HandoverSide) -> None:
    for licence in ("", "  ", "x" * 201):
        with pytest.raises(LicenceMissing):
            _ = replace(KITCHEN, licence=licence)
    for name in ("", "-x", "a b", "ä", "../x", "x" * 65):
        with pytest.raises(CorpusNameUnfit):
            _ = replace(KITCHEN, name=name)
    _ = bring_in(handover, WORDS)
    with pytest.raises(CorpusDiffers):
        _ = bring_in(handover, SPOKEN, provenance=replace(KITCHEN, licence="CC0"))


def test_words_meaning_speaker_and_sound_are_sealed(handover: HandoverSide) -> None:
    _ = bring_in(handover, SPOKEN, WORDS)
    everything = dump(handover)
    for secret in ("zanzibar", "xylophone", "cello", "quetzalcoatl", "playMusic", "orderTrip", "instrument"):
        assert secret.encode() not in everything
        assert secret.encode().hex().encode() not in everything
    assert SPOKEN.samples is not None
    assert SPOKEN.samples.astype("<i2").tobytes()[:32] not in everything
    for role in (Role.WORKBENCH, Role.DEVICE_GATEWAY, Role.CUSTOMER_PORTAL, Role.PERSONAL_WORKER, Role.ADMINISTRATION):
        for table in ("corpora", "corpus_items", "snapshot_items"):
            with pytest.raises(InsufficientPrivilege), handover.databases[role].transaction() as connection:
                _ = connection.execute(sql.SQL("select 1 from deidentified.{}").format(sql.Identifier(table)))


def test_learning_takes_corpora_beside_labels_and_lineage_names_them(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    _ = open_reviewing(handover).label_next(order("a large latte"))
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        before = handover.make_snapshot(connection)
    _ = bring_in(handover, SPOKEN, WORDS)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        after = handover.make_snapshot(connection)
        again = handover.make_snapshot(connection)
        parts = list_parts(connection, after.snapshot_id)
    assert (before.clip_count, before.item_count) == (1, 0)
    assert (after.clip_count, after.item_count, after.whole) == (1, 2, True)
    assert again == after
    assert parts == (SnapshotPart(name="kitchen", licence="CC-BY-4.0", item_count=2),)


def test_nothing_of_it_is_in_handover_figures_or_receipts(handover: HandoverSide) -> None:
    before = handover_counts(handover)
    assert {"clips", "labels", "allowances", "withdrawal_receipts"} <= set(before)
    _ = bring_in(handover, SPOKEN, WORDS)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert handover.make_snapshot(connection).item_count == 2
    assert handover_counts(handover) == before
    with handover.databases.owner.transaction() as connection:
        leaves = connection.execute("select convert_from(entry, 'utf8') from audit.leaves order by 1").fetchall()
    assert ['"added":2' in leaf[0] for leaf in leaves if '"corpus_imported"' in leaf[0]] == [True]
    assert not any("kitchen" in leaf[0] for leaf in leaves)


def test_removal_destroys_the_keys_and_the_next_snapshot_lacks_it(handover: HandoverSide) -> None:
    _ = bring_in(handover, SPOKEN, WORDS)
    old = stored(handover)
    clips = stream(handover)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = handover.make_snapshot(connection)
    back_up = {key: handover.objects.get(key) for key in list(handover.objects.keys()) if not key.startswith("k")}
    assert store(handover).remove("kitchen") == 2
    assert list(handover.objects.keys()) == []
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        left = load_snapshot(connection, snapshot.snapshot_id)
        assert (left.item_count, left.items_left, left.whole) == (2, 0, False)
        assert list_corpora(connection) == ()
        with pytest.raises(NothingLabelled):
            _ = handover.make_snapshot(connection)
    with pytest.raises(SnapshotChanged):
        _ = clips[0]
    # Whoever kept the old rows and objects, and has the handover key, opens nothing.
    for key, content in back_up.items():
        handover.objects.put(key, content)
    for item in old:
        with pytest.raises(ObjectMissing):
            _ = open_label(item, open_item_key(item, handover_key=handover.handover_key, objects=handover.objects))
    with pytest.raises(CorpusNotFound):
        _ = store(handover).remove("kitchen")
    assert bring_in(handover, SPOKEN) == 1, "it may be brought again"


def test_what_is_measured_is_never_learned_from_and_the_reverse(handover: HandoverSide) -> None:
    assert measure(handover, sound(1)) == (1, [])
    refused: list[tuple[NewItem, EarnestError]] = []
    assert bring_in(handover, SPOKEN, replace(SPOKEN, samples=sound(2)), WORDS, refused=refused) == 2
    assert [(item is SPOKEN, type(error)) for item, error in refused] == [(True, OnlyMeasured)]
    added, turned_away = measure(handover, sound(2), sound(3))
    assert added == 1
    assert [hashlib.sha256(one.samples.tobytes()).digest() for one in turned_away] == [
        hashlib.sha256(sound(2).tobytes()).digest()
    ]


def taught(items: Iterable[tuple[str, str, tuple[tuple[str, str], ...]]]) -> list[NewItem]:
    return [
        NewItem(
            label=ItemLabel(
                transcript=text,
                intent=intent,
                slots=tuple(LabelledSlot(name=name, value=value) for name, value in slots),
            ),
            samples=None,
        )
        for text, intent, slots in items
    ]


def hypothesis(words: Sequence[str]) -> Hypothesis:
    return Hypothesis(
        words=tuple(
            RecognisedWord(text=word, start=place * 1000, end=place * 1000 + 900, posterior=0.9)  # pyright: ignore[reportArgumentType]
            for place, word in enumerate(words)
        ),
        alternatives=(),
        engine="test",
        model="stock",
        domain="general",
        confidence=0.9,
    )


def test_the_real_models_learn_from_words_alone_and_from_sound(handover: HandoverSide) -> None:
    """No customer, no reviewer: a bundle that understands what the team's words mean."""
    rooms = ("kitchen", "cellar", "garden", "attic", "hall", "garage")
    sentences = [
        (f"{verb} the blinds in the {room}", intent, (("room", room),))
        for verb, intent in (("raise", "openBlinds"), ("lower", "closeBlinds"))
        for room in rooms
    ]
    spoken = replace(
        taught([("raise the blinds in the kitchen", "openBlinds", (("room", "kitchen"),))])[0],
        samples=say("raise the blinds in the kitchen"),
    )
    assert bring_in(handover, *taught(sentences), spoken) == 13
    models = SpeechModels.of(EngineChoice(name=RecogniserName.POCKETSPHINX))
    bundle = read_bundle(models.teach(stream(handover), 1, lambda _, __: None))
    meaning = Interpreter(bundle.understanding).interpret(hypothesis(["lower", "the", "blinds", "in", "the", "attic"]))
    assert meaning.intent == "closeBlinds"
    assert [(slot.name, slot.value) for slot in meaning.slots] == [("room", "attic")]
    assert [domain.model.name for domain in bundle.domains] == ["commands"]
