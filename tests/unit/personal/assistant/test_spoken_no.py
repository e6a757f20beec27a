"""CN5: withdrawing works by voice, as people say it; what is about something else is left alone."""

import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from support.spoken_no_sentences import DOUBTFUL, NO, OTHER

from earnest.personal.assistant.agreement import Agreement, agreement_of
from earnest.personal.assistant.spoken_no import Objection, meaning_of
from earnest.speech.language.wording import normalised_words

LANGUAGES: Final = ("en", "de", "nl")

_GRAMMAR: Final = {
    "en": (
        ("", "please ", "no ", "hey ", "from now on "),
        (
            "don't let {who} listen to {what}",
            "I don't want {who} to hear {what}",
            "stop letting {who} listen to {what}",
            "I do not want {who} listening to {what} any more",
            "{who} must not listen to {what}",
            "never allow {who} to hear {what} again",
        ),
        ("people", "anyone", "strangers", "your employees", "other people", "reviewers"),
        ("me", "my recordings", "what I say", "our conversations"),
    ),
    "de": (
        ("", "bitte ", "nein ", "ab jetzt "),
        (
            "ich will nicht dass {who} {what} hören",
            "ich möchte nicht mehr dass {who} {what} anhören",
            "{who} dürfen {what} nicht hören",
            "{who} sollen {what} nicht mehr anhören",
            "sorge dafür dass {who} {what} nicht anhören",
        ),
        ("leute", "menschen", "fremde", "mitarbeiter", "andere leute", "prüfer"),
        ("meine aufnahmen", "meine stimme", "unsere gespräche", "was ich sage"),
    ),
    "nl": (
        ("", "alsjeblieft ", "nee ", "vanaf nu "),
        (
            "ik wil niet dat {who} naar {what} luisteren",
            "ik wil niet meer dat {who} {what} beluisteren",
            "{who} mogen {what} niet horen",
            "laat {who} niet meer naar {what} luisteren",
            "zorg dat {who} niet naar {what} luisteren",
        ),
        ("mensen", "vreemden", "medewerkers", "andere mensen", "beoordelaars"),
        ("mijn opnamen", "mijn stem", "onze gesprekken", "wat ik zeg"),
    ),
}


def meant(sentence: str, language: str) -> Objection:
    return meaning_of(normalised_words(sentence), language)


def generated(language: str) -> list[str]:
    openings, forms, people, things = _GRAMMAR[language]
    every = itertools.product(openings, forms, people, things)
    return [opening + form.format(who=who, what=what) for opening, form, who, what in every]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cn5_every_sentence_of_a_grammar_is_carried_out(language: str) -> None:
    sentences = generated(language)
    assert len(sentences) >= 300
    assert [sentence for sentence in sentences if meant(sentence, language) is not Objection.NO] == []


@pytest.mark.parametrize(("language", "kind"), [(language, kind) for language, kinds in NO.items() for kind in kinds])
def test_cn5_ordinary_ways_are_carried_out_or_asked_about(language: str, kind: str) -> None:
    found = {sentence: meant(sentence, language) for sentence in NO[language][kind]}
    assert [sentence for sentence, meaning in found.items() if meaning is Objection.OTHER] == []
    assert sum(meaning is Objection.NO for meaning in found.values()) >= 0.75 * len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cn5_what_may_mean_the_device_is_asked_about(language: str) -> None:
    assert {sentence: meant(sentence, language) for sentence in DOUBTFUL[language]} == dict.fromkeys(
        DOUBTFUL[language], Objection.DOUBTFUL
    )


@pytest.mark.parametrize(
    ("language", "kind"), [(language, kind) for language, kinds in OTHER.items() for kind in kinds]
)
def test_other_sentences_are_neither_carried_out_nor_asked_about(language: str, kind: str) -> None:
    assert [sentence for sentence in OTHER[language][kind] if meant(sentence, language) is not Objection.OTHER] == []


def _real_sentences() -> Iterator[tuple[str, str]]:
    """Yield the sentences that people said to assistants, with their language; all are about something else."""
    folder = Path(os.environ.get("EARNEST_SPEECH", "")) / "text"
    for file in sorted((folder / "slurp").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield "en", str(json.loads(line)["sentence"])
    for line in (folder / "slurp_recognised" / "recognised.jsonl").read_text(encoding="utf-8").splitlines():
        for recording in json.loads(line)["recordings"]:
            yield "en", str(recording["hypothesis"])
    for language in LANGUAGES:
        for file in sorted((folder / "xsid").glob(f"{language}.*.conll")):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.startswith("# text = "):
                    yield language, line.removeprefix("# text = ")


@pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")
def test_real_commands_are_neither_carried_out_nor_asked_about() -> None:
    sentences = sorted(set(_real_sentences()))
    assert len(sentences) > 3000
    assert [pair for pair in sentences if meant(pair[1], pair[0]) is not Objection.OTHER] == []


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "yes", Agreement.YES),
        ("en", "Yes, please do that.", Agreement.YES),
        ("en", "of course", Agreement.YES),
        ("en", "no", Agreement.NO),
        ("en", "no, leave it as it is", Agreement.NO),
        ("en", "do not do that", Agreement.NO),
        ("en", "yes no", Agreement.OTHER),
        ("en", "what time is it", Agreement.OTHER),
        ("en", "", Agreement.OTHER),
        ("de", "Ja bitte", Agreement.YES),
        ("de", "genau", Agreement.YES),
        ("de", "nein danke", Agreement.NO),
        ("de", "bitte nicht", Agreement.NO),
        ("nl", "ja graag", Agreement.YES),
        ("nl", "doe maar", Agreement.YES),
        ("nl", "nee dank je", Agreement.NO),
        ("sv", "yes", Agreement.YES),
    ],
)
def test_answers_to_the_question(language: str, sentence: str, expected: Agreement) -> None:
    assert agreement_of(normalised_words(sentence), language) is expected
