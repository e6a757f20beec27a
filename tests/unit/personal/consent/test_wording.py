"""CN3, TR1: the texts say what they must, and their hashes are those of the files in the repository."""

import hashlib
import re
from pathlib import Path

import pytest

from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import LANGUAGES, current_hashes, load_wording, wording_language

FOLDER = Path(__file__).parents[4] / "src/earnest/personal/consent/wordings"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", r"a person may listen to"),
        ("de", r"ein mensch kann [^.]*anhören"),
        ("nl", r"een mens kan [^.]*beluisteren"),
    ],
)
def test_tr1_says_that_a_person_may_listen(language: str, sentence: str) -> None:
    assert re.search(sentence, load_wording(Purpose.HUMAN_REVIEW, language).text.lower())


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("language", LANGUAGES)
def test_cn3_hash_is_that_of_the_text_in_the_repository(purpose: Purpose, language: str) -> None:
    wording = load_wording(purpose, language)
    file = FOLDER / wording.version / f"{purpose.value}.{language}.txt"
    shown = file.read_text(encoding="utf-8").split("\n", 2)[2].strip()
    assert wording.text == shown
    assert wording.sha256 == hashlib.sha256(shown.encode()).digest()
    assert (purpose, wording.sha256) in current_hashes()


def test_tr2_no_wording_holds_a_number_that_a_setting_decides() -> None:
    for file in FOLDER.rglob("*.txt"):
        assert not re.search(r"\d", file.read_text(encoding="utf-8")), file.name


def test_every_text_is_of_its_own() -> None:
    assert len(current_hashes()) == len(Purpose) * len(LANGUAGES)


def test_other_languages_read_the_first() -> None:
    assert wording_language("de") == "de"
    assert wording_language("sv") == "en"
