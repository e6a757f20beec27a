import io
import zipfile

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.statistics.logistic import Logistic
from earnest.handover.bundle import Bundle, read_bundle, write_bundle
from earnest.speech.hearing.recognition.domain_model import DomainModel, Token
from earnest.speech.hearing.recognition.learned_domains import LearnedDomain
from earnest.speech.hearing.recognition.routing import Router
from earnest.speech.meaning.intent_model import Acceptance, IntentModel
from earnest.speech.meaning.model import UnderstandingModel


def example() -> Bundle:
    weights = Logistic(bias=0.1, weights=(1.0, 2.0, 3.0, 4.0, 5.0, -6.5, 7.0))
    model = DomainModel(
        name="commands",
        arpa="\\data\\\n",
        classes="LMCLASS [c0]\n",
        class_names=("[c0]",),
        dictionary="v0 K AO F IY\n",
        tokens=(Token(name="v0", words=("coffee",), slot="drink", value="Coffee ☕"), Token(name="w0", words=("i",))),
    )
    domain = LearnedDomain(
        model=model,
        router=Router(membership=weights, correctness=weights, farthest=0.75),
        known_only=True,
        open_pass="whisper",
        known=(("v0",), ("w0", "v0")),
    )
    intents = IntentModel(
        intents=("", "order"),
        features=("w i",),
        weights=numpy.array([[0.5], [-0.25]], dtype=numpy.float32),
        biases=numpy.array([0.0, 1.0], dtype=numpy.float32),
        rarities=numpy.array([1.5, 2.0], dtype=numpy.float32),
        acceptance=Acceptance(familiarity=Logistic(bias=0.5, weights=(1.0, 2.0)), accepted_from=0.125),
    )
    return Bundle(domains=(domain,), understanding=UnderstandingModel(intents=intents, slot_tagger=b"tagger"))


def example_acceptance() -> Acceptance:
    intents = example().understanding.intents
    assert intents is not None
    return intents.acceptance


def test_round_trip() -> None:
    written = write_bundle(example())
    read = read_bundle(written)
    assert read.domains[0].model == example().domains[0].model
    assert read.domains[0].router == example().domains[0].router
    assert read.domains[0].known == example().domains[0].known
    assert read.domains[0].known_only
    assert read.domains[0].open_pass == "whisper"
    assert read.understanding.slot_tagger == b"tagger"
    assert read.understanding.intents is not None
    assert read.understanding.intents.weights.tolist() == [[0.5], [-0.25]]
    assert read.understanding.intents.rarities.tolist() == [1.5, 2.0]
    assert read.understanding.intents.acceptance == example_acceptance()
    assert len(read.identifier) == 16
    assert write_bundle(read) == written


def test_same_content_same_bytes() -> None:
    assert write_bundle(example()) == write_bundle(example())
    assert write_bundle(Bundle()) != write_bundle(example())


def test_nothing_learned() -> None:
    read = read_bundle(write_bundle(Bundle()))
    assert read.domains == ()
    assert read.understanding.intents is None


@given(st.data())
def test_any_changed_byte_is_noticed_or_harmless(data: st.DataObject) -> None:
    written = write_bundle(example())
    place = data.draw(st.integers(0, len(written) - 1))
    changed = bytearray(written)
    changed[place] ^= data.draw(st.integers(1, 255))
    try:
        read = read_bundle(bytes(changed))
    except ModelUnreadable:
        return
    assert write_bundle(read) == written


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ModelUnreadable):
        _ = read_bundle(content)


def test_cut_off_is_refused() -> None:
    written = write_bundle(example())
    for length in range(0, len(written), 97):
        with pytest.raises(ModelUnreadable):
            _ = read_bundle(written[:length])


def test_an_added_part_is_refused() -> None:
    packed = io.BytesIO(write_bundle(example()))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("extra.json", "{}")
    with pytest.raises(ModelUnreadable):
        _ = read_bundle(packed.getvalue())
