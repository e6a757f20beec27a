"""What attackers measure in a sound, and what a recogniser gets wrong."""

import numpy
import pytest
from attacks.embedding import load_encoder
from attacks.frames import BANDS, mel_bands, short_time, whole_clip
from attacks.listening import compare_words, wrong_words
from attacks.mixture import fit_mixture, responsibilities
from attacks.people import Clip
from support.voices import say

SOUND = say("play some music in the kitchen please", 1)


def test_a_tone_is_loudest_in_its_own_band() -> None:
    clock = numpy.arange(16_000) / 16_000

    def loudest(hertz: float) -> int:
        tone = (8_000 * numpy.sin(2 * numpy.pi * hertz * clock)).astype(numpy.int16)
        return int(mel_bands(tone).mean(axis=0).argmax())

    found = [loudest(hertz) for hertz in (200.0, 800.0, 2_000.0, 6_000.0)]
    assert found == sorted(set(found))
    assert 0 <= found[0] < found[-1] < BANDS


@pytest.mark.parametrize("length", [1, 399, 400, 5_000])
@pytest.mark.parametrize("level", [0, 3_000])
def test_every_sound_can_be_measured(length: int, level: int) -> None:
    sound = (numpy.random.default_rng(1).normal(size=length) * level).astype(numpy.int16)
    assert numpy.isfinite(whole_clip(sound)).all()
    assert numpy.isfinite(short_time(sound)).all()
    assert len(short_time(sound)) >= 1


def test_the_same_voice_measures_alike_at_another_loudness() -> None:
    quiet = (SOUND // 4).astype(numpy.int16)
    assert numpy.abs(short_time(SOUND).std(axis=0) - short_time(quiet).std(axis=0)).mean() < 0.1


def test_a_mixture_finds_its_components_and_a_clip_moves_them() -> None:
    random = numpy.random.default_rng(1)
    clip = numpy.concatenate([random.normal(-5.0, 0.5, (200, 2)), random.normal(5.0, 0.5, (200, 2))])
    mixture = fit_mixture([clip], random)
    assert numpy.allclose(responsibilities(mixture, clip).sum(axis=1), 1.0)
    assert float((mixture.weights * (mixture.means[:, 0] > 0)).sum()) == pytest.approx(0.5, abs=0.05)
    moved = mixture.supervector(clip + 1.0) - mixture.supervector(clip)
    assert moved.mean() > 0.0


def test_wrong_words_are_found_with_their_place() -> None:
    said = ("a", "large", "latte", "please")
    assert wrong_words(said, said) == set()
    assert wrong_words(said, ("a", "large", "letter", "please")) == {(6, "letter")}
    assert wrong_words(said, ("a", "very", "large", "latte", "please")) == {(3, "very")}
    assert wrong_words(said, ()) == set()
    assert wrong_words((), ("noise",)) == {(1, "noise")}


def test_an_error_that_is_heard_again_counts_as_hidden() -> None:
    clip = Clip(
        person=0,
        known=False,
        words=("a", "large", "latte", "please"),
        language="en",
        samples=SOUND,
        digest="",
    )
    before = [("a", "large", "letter", "police")]
    found = compare_words([clip], before, [("a", "large", "letter", "please")], 1)
    assert found.hidden is not None
    assert found.hidden.after == pytest.approx(0.5)
    assert (found.everything.before, found.everything.after) == (0.5, 0.25)
    assert found.understood is None
    assert found.not_understood is not None


def test_the_encoder_hears_the_same_voice_in_other_words() -> None:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("the group `evaluation` is not installed")
    sounds = [say(words, seed) for seed in (1, 2) for words in ("turn on the lamp in the kitchen", "what is the time")]
    one, again, other, _ = (vector for vector in encoder.embed(sounds) if vector is not None)
    assert one @ one == pytest.approx(1.0)
    assert one @ again > one @ other
    assert encoder.embed([None]) == [None]
