"""CN5: the words of the spoken no are read strictly, and no language lacks those that its rules depend on."""

from importlib.resources import files
from pathlib import Path

import pytest

from earnest.foundation.word_files import WordFileMalformed, read_word_file
from earnest.personal.assistant.spoken_no_words import LANGUAGES, SECTIONS, Concept, concept_lexicon, read_lexicon

WORDS = files("earnest.personal.assistant").joinpath("words/spoken_no")
ONLY_IN_SOME_LANGUAGES = {Concept.WHOM}
"""English and Dutch have no such case."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_each_concept(language: str) -> None:
    phrases = concept_lexicon(language).phrases
    assert {concept for concept in Concept if not phrases[concept]} <= ONLY_IN_SOME_LANGUAGES


@pytest.mark.parametrize("written", ["stop zet|zetten", "halt zet|zetten uit"])
def test_a_split_verb_that_is_none_is_refused_with_its_place(tmp_path: Path, written: str) -> None:
    text = WORDS.joinpath("nl.txt").read_text("utf-8")
    place = text[: text.index("stop zet|zetten")].count("\n") + 1
    changed = tmp_path / "nl.txt"
    _ = changed.write_text(text.replace("stop zet|zetten|schakel|doe uit|af|stop", written), "utf-8")
    with pytest.raises(WordFileMalformed) as caught:
        _ = read_lexicon(read_word_file(changed, "words", SECTIONS))
    assert "[split_verbs] takes" in str(caught.value)
    assert f"line {place}" in str(caught.value)
