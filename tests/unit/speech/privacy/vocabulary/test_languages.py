"""The word files of every language are whole, and no language is without the words that privacy depends on."""

import shutil
from dataclasses import fields
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from earnest.foundation.word_files import WordFileMalformed, read_word_file
from earnest.speech.language.numbers.vocabulary import LANGUAGES as NUMBER_LANGUAGES
from earnest.speech.language.numbers.vocabulary import number_language
from earnest.speech.privacy.vocabulary.languages import LANGUAGES, find_vocabulary, word_files_of
from earnest.speech.privacy.vocabulary.vocabulary import LeadWords
from earnest.speech.privacy.vocabulary.word_sorts import sorts_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_what_privacy_depends_on(language: str) -> None:
    vocabulary = find_vocabulary(language)
    assert vocabulary.language == language
    for name in ("telephone", "account", "secret", "post_code", "birth", "months", "secret_follows"):
        assert getattr(vocabulary.contexts, name), name
    for field in fields(LeadWords):
        assert getattr(vocabulary.leads, field.name), field.name
    for name in ("strong", "first_names", "surnames", "cities", "home", "address", "street_words", "common"):
        assert getattr(vocabulary.names, name), name
    assert sorts_of(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_words_are_those_by_which_numbers_are_read(language: str) -> None:
    assert language in NUMBER_LANGUAGES
    speech, numbers = number_language(language), find_vocabulary(language).numbers
    for value in range(20):
        assert speech.name_of(value) in numbers.digits | numbers.teens
    for value in range(20, 100, 10):
        assert speech.name_of(value) in numbers.tens
    assert {speech.name_of(100)} == numbers.hundreds
    assert speech.name_of(1000) in numbers.thousands
    if numbers.compound is not None:
        joined = speech.name_of(2) + speech.links[0] + speech.name_of(40)
        assert numbers.compound.fullmatch(joined)
        assert not numbers.compound.fullmatch(speech.name_of(2))


def test_each_list_says_what_it_is_for() -> None:
    folders = files("earnest.speech.privacy.vocabulary")
    for language in LANGUAGES:
        for name, file in word_files_of(language).items():
            lines = folders.joinpath(language, f"{name}.txt").read_text(encoding="utf-8").splitlines()
            told = [section for before, line in pairwise(lines) if before.startswith("#") for section in [line[1:-1]]]
            assert len(file.sections) == 1 or set(file.sections) <= set(told), f"{language}/{name}.txt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_words_count_in_every_language(language: str) -> None:
    companions = find_vocabulary(language).shared.companions
    assert companions >= {"with", "mit", "met"}


def test_a_slip_in_a_word_file_is_an_error_with_its_place(tmp_path: Path) -> None:
    source = files("earnest.speech.privacy.vocabulary").joinpath("de", "contexts.txt")
    sections = tuple(word_files_of("de")["contexts"].sections)
    broken = tmp_path / "contexts.txt"
    with broken.open("w", encoding="utf-8") as file:
        _ = file.write(source.read_text(encoding="utf-8").replace("[secret]", "[secrets]"))
    with pytest.raises(WordFileMalformed, match=r"de/contexts\.txt, line \d+: \[secrets\]"):
        _ = read_word_file(broken, "de", sections)
    _ = shutil.copyfile(str(source), broken)
    assert read_word_file(broken, "de", sections).words("secret") == find_vocabulary("de").contexts.secret
