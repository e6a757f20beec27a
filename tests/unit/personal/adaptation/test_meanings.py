"""What a person taught never turns another sentence into it: every pair of a grammar of household sentences."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from earnest.foundation.units import SampleCount
from earnest.personal.adaptation.rules import Lesson
from earnest.personal.capture.understanding import understand_utterance
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpreter import Interpreter

GRAMMARS: dict[str, tuple[tuple[tuple[str, ...], ...], ...]] = {
    "en": (
        (
            ("turn on", "turn off", "dim", "don't turn on"),
            ("the",),
            ("kitchen", "bathroom", "hall"),
            ("light", "radio"),
        ),
        (("lock", "unlock", "open", "do not lock"), ("the front door", "the back door", "the garage")),
        (("set a timer for", "cancel the timer for"), ("five", "nine", "fifteen", "fifty"), ("minutes", "hours")),
        (("call", "message", "never call"), ("anna", "hannah", "john"), ("", "at work", "at home")),
        (("turn the volume", "turn the heating"), ("up", "down"), ("", "by two", "by ten")),
    ),
    "de": (
        (("mach", "mach nicht"), ("das licht", "das radio"), ("in der küche", "im bad"), ("an", "aus")),
        (("sperr",), ("die haustür", "die garage"), ("auf", "zu")),
        (("entsperre", "sperre"), ("die haustür", "das tor")),
        (("stelle einen timer auf",), ("fünf", "neun", "fünfzehn", "fünfzig"), ("minuten", "stunden")),
        (("ruf", "ruf nie"), ("anna", "hanna", "jonas"), ("an", "im büro an")),
        (("mach die rollos", "mach die musik"), ("auf", "zu", "lauter", "leiser")),
    ),
    "nl": (
        (("doe", "doe niet"), ("het licht", "de radio"), ("in de keuken", "in de badkamer"), ("aan", "uit")),
        (("vergrendel", "ontgrendel"), ("de voordeur", "de achterdeur", "de garage")),
        (("zet een timer op",), ("vijf", "negen", "vijftien", "vijftig"), ("minuten", "uur")),
        (("bel", "bel nooit"), ("anna", "hanna", "jan"), ("", "op het werk", "thuis")),
        (("doe de gordijnen", "doe de ramen"), ("open", "dicht")),
    ),
}


def sentences(language: str) -> tuple[str, ...]:
    """Return every sentence of a grammar, each once."""
    made = (" ".join(filter(None, parts)) for rule in GRAMMARS[language] for parts in itertools.product(*rule))
    return tuple(dict.fromkeys(made))


def hypothesis_of(text: str) -> Hypothesis:
    words = tuple(
        RecognisedWord(text=word, start=SampleCount(1600 * place), end=SampleCount(1600 * place + 1600), posterior=0.9)
        for place, word in enumerate(text.split())
    )
    return Hypothesis(words=words, alternatives=(), engine="test", model="stock", domain="general", confidence=0.9)


def taught(said: str, misheard: str) -> Lesson:
    return Lesson(
        recognised=normalised_words(misheard),
        said=normalised_words(said),
        text=said,
        intent="taughtIntent",
        slots=(),
    )


def misheard_forms(said: str) -> Iterator[str]:
    """Give ways in which a recogniser spoils a sentence: a word lost, cut short, or doubled."""
    words = said.split()
    yield " ".join(["mumble", *words[1:]])
    yield " ".join([*words[:-1], words[-1][:-1] or "x"])
    yield " ".join([words[0], *words])


@pytest.mark.parametrize("language", GRAMMARS)
def test_no_taught_sentence_changes_another(language: str) -> None:
    """Exhaustive: whatever is taught, every other sentence comes out as it was heard, and means what it meant (0)."""
    everything, pairs = sentences(language), 0
    interpreter = Interpreter()
    heard = {other: hypothesis_of(other) for other in everything}
    untaught = {other: understand_utterance(heard[other], (), language, interpreter) for other in everything}
    for said in everything:
        lessons = [taught(said, misheard) for misheard in misheard_forms(said)]
        given = {lesson.recognised for lesson in lessons} | {normalised_words(said)}
        for other in everything:
            understood = understand_utterance(heard[other], lessons, language, interpreter)
            if normalised_words(other) not in given:
                pairs += len(lessons)
                assert understood == untaught[other], (said, other)
            elif other == said:
                assert normalised_words(understood.text) == normalised_words(other)
    assert pairs >= 5_000, pairs


def test_there_are_more_than_ten_thousand_pairs() -> None:
    assert sum(3 * len(sentences(language)) * (len(sentences(language)) - 1) for language in GRAMMARS) > 10_000


@pytest.mark.parametrize("language", GRAMMARS)
def test_what_was_misheard_before_becomes_what_was_said(language: str) -> None:
    for said in sentences(language):
        for misheard in misheard_forms(said):
            understood = understand_utterance(
                hypothesis_of(misheard), [taught(said, misheard)], language, Interpreter()
            )
            assert (understood.text, understood.taught) == (said, True)


def test_a_lesson_fits_what_was_heard_before_a_listed_name_was_preferred() -> None:
    """A name of the lesson is a phrase from then on, so the same sound is heard otherwise than when it was taught."""
    lesson = taught("the ceiling in the plantuary", "the ceiling in the plant tree")
    heard = replace(
        hypothesis_of("the ceiling in plantuary"), preferred_to=("the", "ceiling", "in", "the", "plant", "tree")
    )
    understood = understand_utterance(heard, [lesson], "en", Interpreter())
    assert (understood.text, understood.taught) == (lesson.text, True)
    another = replace(heard, preferred_to=("the", "ceiling", "in", "the", "pantry"))
    assert not understand_utterance(another, [lesson], "en", Interpreter()).taught


def test_cn5_a_listed_name_that_was_preferred_hides_no_no() -> None:
    said = "stop people from listening to my recordings"
    heard = replace(hypothesis_of("stop peter from listening to my recordings"), preferred_to=tuple(said.split()))
    plain = understand_utterance(hypothesis_of(said), [], "en", Interpreter())
    assert plain.interpretation.understood
    assert understand_utterance(heard, [], "en", Interpreter()).interpretation == plain.interpretation
