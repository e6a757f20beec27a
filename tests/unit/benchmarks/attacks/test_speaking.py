"""What is left of a person without the voice: attackers find a manner of speaking, and nothing where there is none."""

import numpy
import pytest
from attacks.families import families, speaking_families
from attacks.frames import Numbers, quiet_edges
from attacks.speaking import hear, phone_counts, sentence, timing, without_sentence, word_counts
from support.voices import say

from earnest.speech.hearing.phones.network import PHONES

SOUND = say("play some music in the kitchen please", 1)
PEOPLE, CLIPS = 12, 12


def manner(seed: int, *, preferring: float, lingering: float) -> list[Numbers]:
    """Heard phones of many clips: each person prefers and lingers on phones of his own, more or less."""
    random = numpy.random.default_rng(seed)
    people = numpy.random.default_rng(9)
    found: list[Numbers] = []
    for _ in range(PEOPLE):
        shares = numpy.exp(preferring * people.normal(size=len(PHONES)))
        length = 8.0 * numpy.exp(lingering * people.normal(size=len(PHONES)))
        for _ in range(CLIPS):
            phones = random.choice(len(PHONES), 60, p=shares / shares.sum())
            frames = numpy.maximum(3.0, numpy.round(length[phones] * random.uniform(0.7, 1.3, 60)))
            found.append(numpy.stack([phones.astype(numpy.float64), frames], axis=1))
    return found


def nearest_is_the_same(vectors: list[Numbers]) -> float:
    """Return how often the most similar other clip is of the same person; 1 / PEOPLE would be guessing."""
    rows = numpy.asarray(vectors)
    rows = (rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-9)
    rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
    alike = rows @ rows.T
    numpy.fill_diagonal(alike, -2.0)
    person = numpy.repeat(numpy.arange(PEOPLE), CLIPS)
    return float((person[alike.argmax(axis=1)] == person).mean())


def test_au2_who_prefers_or_lingers_on_phones_is_found_by_that_alone() -> None:
    accented = manner(1, preferring=1.0, lingering=0.0)
    assert nearest_is_the_same([phone_counts(heard) for heard in accented]) > 0.7
    slow = manner(2, preferring=0.0, lingering=0.5)
    assert nearest_is_the_same([timing(heard) for heard in slow]) > 0.7
    assert nearest_is_the_same([phone_counts(heard) for heard in slow]) < 0.3


def test_au2_who_speaks_like_everybody_is_not_found() -> None:
    alike = manner(3, preferring=0.0, lingering=0.0)
    for measure in (phone_counts, timing):
        assert nearest_is_the_same([measure(heard) for heard in alike]) < 0.2


def test_phones_are_heard_in_their_order_and_fill_the_clip() -> None:
    heard = hear([SOUND, None, SOUND[:100]])
    assert heard[1] is None
    assert heard[0] is not None
    assert heard[2] is not None
    assert heard[2].shape == (0, 2)
    phones = [PHONES[int(phone)] for phone, _ in heard[0]]
    assert "M" in phones
    assert "Z" in phones[phones.index("M") :]
    assert heard[0][:, 1].min() >= 3
    assert heard[0][:, 1].sum() == pytest.approx(SOUND.size / 160, abs=3)


def test_clips_that_are_heard_together_are_heard_as_each_alone() -> None:
    other = say("what is the time", 2)
    together = hear([SOUND, other])
    for one, sound in zip(together, (SOUND, other), strict=True):
        (alone,) = hear([sound])
        assert one is not None
        assert alone is not None
        assert numpy.array_equal(one, alone)


@pytest.mark.parametrize("length", [0, 1, 100, 700, 5_000])
def test_silence_and_short_sounds_have_vectors(length: int) -> None:
    silence = numpy.zeros(length, dtype=numpy.int16)
    (heard,) = hear([silence])
    assert heard is not None
    assert numpy.isfinite(phone_counts(heard)).all()
    assert numpy.isfinite(timing(heard)).all()
    assert numpy.isfinite(word_counts([])).all()
    assert numpy.isfinite(quiet_edges(numpy.zeros(max(1, length), dtype=numpy.int16))).all()


def test_words_are_those_that_go_with_the_clip_whatever_its_sound() -> None:
    (family, *_) = speaking_families([("tea",), ("lamp",), ()], [("tea",), ("lamp", "on"), ("bed",)])
    first, second, third = family.measure([SOUND, SOUND, None])
    again, _, _ = family.measure([SOUND // 2, None, None])
    assert third is None
    assert first is not None
    assert second is not None
    assert again is not None
    assert numpy.array_equal(first, again)
    assert not numpy.array_equal(first, second)


def test_who_was_given_what_to_read_is_no_manner_of_speaking() -> None:
    """Two kinds of readers have words of their own; what is recognised of them is right."""
    random = numpy.random.default_rng(7)
    books = (("tea", "bed", "tree", "key", "see"), ("lamp", "bath", "cat", "hand", "glass"))
    read = [tuple(random.choice(books[number % 2], 6).tolist()) for number in range(200)]
    (family, *_) = speaking_families(read, read)
    measured = [clip for clip in family.measure([SOUND] * len(read)) if clip is not None]
    learned = family.fit(measured[:100], numpy.zeros(100, dtype=numpy.intp), 1)

    def told_apart(rows: Numbers) -> float:
        """Return how far the middles of both kinds are from each other, in spreads of one clip."""
        gap = rows[::2].mean(axis=0) - rows[1::2].mean(axis=0)
        return float(numpy.linalg.norm(gap) / numpy.sqrt(rows[::2].var(axis=0).sum()))

    raw = numpy.asarray([word_counts(words) for words in read[100:]])
    assert told_apart(raw) > 1.0
    assert told_apart(numpy.asarray([learned(clip) for clip in measured[100:]])) < 0.3


def test_what_does_not_follow_from_the_sentence_stays() -> None:
    random = numpy.random.default_rng(8)
    sentences = numpy.asarray([sentence(["tea"] * int(count)) for count in random.integers(1, 6, 60)])
    vectors = random.normal(size=(60, 3))
    rest = without_sentence(sentences, vectors)
    left = numpy.asarray([rest(told, vector) for told, vector in zip(sentences, vectors, strict=True)])
    assert numpy.corrcoef(left[:, 0], vectors[:, 0])[0, 1] > 0.9


def test_the_room_is_what_is_heard_outside_of_the_speech_only() -> None:
    random = numpy.random.default_rng(1)

    def clip(speech_seed: int, room: float) -> Numbers:
        sound = random.normal(size=16_000) * room
        sound[4_000:12_000] += numpy.random.default_rng(speech_seed).normal(size=8_000) * 4_000
        return quiet_edges(sound.astype(numpy.int16))

    assert numpy.abs(clip(1, 20) - clip(2, 20)).max() < 1.5
    assert (clip(1, 60) - clip(1, 20))[:40].mean() == pytest.approx(2 * numpy.log(3), abs=0.3)


def test_what_can_be_tried_without_torch_is_tried() -> None:
    speaking = speaking_families([], [])
    names = [family.name for family in families(speaking, encoder=None, trains=False)]
    assert names == ["mixture", "statistics", "words", "phones", "timing", "quiet edges"]
    assert "own network" in [family.name for family in families(speaking, encoder=None, trains=True)]
