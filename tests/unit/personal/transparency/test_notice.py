"""The notice calls a disguise what was measured, in each language, and nothing better (TR2, AU2)."""

import json
import re
from dataclasses import replace

import pytest

from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import LANGUAGES, load_wording
from earnest.personal.customers.records import Programme
from earnest.personal.transparency import notice
from earnest.personal.transparency.notice import NoticeFigures, percentage, write_notice
from earnest.voices.disguise.strength import Measured, measured_in

FIGURES = NoticeFigures(
    programme=Programme.PANEL,
    region="DE",
    share=0.002,
    person_cap=3,
    retention_days=90,
    reviews_per_clip=1,
    utterances=10,
    heard=0,
    language="en",
    disguise="some",
)
CALLED = {
    "en": ("cosmetic", "intermediate", "strong"),
    "de": ("kosmetisch", "mittel", "stark"),
    "nl": ("cosmetisch", "gemiddeld", "sterk"),
}


def measured(rate: float) -> Measured:
    entry = {
        "equal_error_rate": rate,
        "interval": [0.0, 1.0],
        "people": 100,
        "word_error_rate_before": 0.4,
        "word_error_rate_after": 0.5,
        "hidden_errors": 0.0,
    }
    return measured_in(json.dumps({"profiles": {"some": entry}}))["some"]


def text(monkeypatch: pytest.MonkeyPatch, language: str, found: Measured | None) -> str:
    monkeypatch.setattr(notice, "find_measured", {"some": found}.get)
    return " ".join(write_notice(FIGURES, language))


@pytest.mark.parametrize(("language", "name"), [("en", "Germany"), ("de", "Deutschland"), ("nl", "Duitsland")])
def test_tr2_the_country_has_its_name(language: str, name: str) -> None:
    written = " ".join(write_notice(FIGURES, language))
    assert f"({name})" in written
    assert not re.search(r"\bDE\b", written)


@pytest.mark.parametrize("language", sorted(CALLED))
@pytest.mark.parametrize(("rate", "place"), [(0.06, 0), (0.1999, 0), (0.2, 1), (0.31, 2)])
def test_au2_strength_and_figure_are_those_measured(
    monkeypatch: pytest.MonkeyPatch, language: str, rate: float, place: int
) -> None:
    written = text(monkeypatch, language, measured(rate))
    assert [f"“{name}”" in written or f"„{name}“" in written for name in CALLED[language]] == [
        number == place for number in range(3)
    ]
    assert f" {int(rate * 100)} " in written


@pytest.mark.parametrize("language", sorted(CALLED))
def test_au2_without_a_measurement_it_is_cosmetic(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    written = text(monkeypatch, language, None)
    assert CALLED[language][0] in written
    assert not any(f"“{name}”" in written or f"„{name}“" in written for name in CALLED[language][1:])
    assert "100" not in written


@pytest.mark.parametrize("language", sorted(CALLED))
def test_au2_what_is_said_in_another_language_and_disguised_less_is_told(language: str) -> None:
    """English is changed so that an attacker is wrong 36 times in 100; German and Dutch 3 times (measured)."""
    english = replace(FIGURES, disguise="encoded")
    alone = write_notice(replace(english, disguises_beside=frozenset({"encoded"})), language)
    told = write_notice(replace(english, disguises_beside=frozenset({"encoded", "warped"})), language)
    (added,) = set(told) - set(alone)
    assert " 3 " in added
    assert notice.all_texts()[language]["language_en"] in added
    assert "{" not in added
    better = replace(FIGURES, language="de", disguise="warped", disguises_beside=frozenset({"encoded", "warped"}))
    assert len(write_notice(better, language)) == len(alone), "nothing is weaker than what is told"


@pytest.mark.parametrize(
    ("share", "english", "german"),
    [
        (0.5665, "57 %", "57 %"),
        (0.002, "0.2 %", "0,2 %"),
        (0.0125, "1.3 %", "1,3 %"),
        (0.0999, "10 %", "10 %"),
        (0.09, "9 %", "9 %"),
        (0.00012, "0.012 %", "0,012 %"),
        (0.007, "0.7 %", "0,7 %"),
        (0.0121, "1.3 %", "1,3 %"),
        (0, "0 %", "0 %"),
        (1, "100 %", "100 %"),
    ],
)
def test_a_share_is_written_as_people_write_it(share: float, english: str, german: str) -> None:
    assert percentage(share, "en") == english
    assert percentage(share, "de") == german == percentage(share, "nl")


@pytest.mark.parametrize("language", sorted(CALLED))
def test_tr2_a_month_in_which_nothing_was_said_is_told_so(language: str) -> None:
    empty, used = (write_notice(replace(FIGURES, utterances=count), language) for count in (0, 412))
    assert not re.search(r"\b0 (?:of|von|van) 0\b", " ".join(empty))
    assert "412" in " ".join(used)
    assert len(empty) == len(used)


@pytest.mark.parametrize("language", sorted(CALLED))
def test_a_household_reads_nothing_of_people_who_listen_elsewhere(language: str) -> None:
    written = " ".join(write_notice(replace(FIGURES, programme=Programme.HOUSEHOLD), language))
    assert "%" not in written
    assert load_wording(Purpose.HUMAN_REVIEW, language).title not in written
    assert not re.search(r"listening to|zuhören“|meeluisteren", written)


def test_every_paragraph_is_there_in_every_language() -> None:
    texts = notice.all_texts()
    assert set(texts) == set(LANGUAGES)
    for language, written in texts.items():
        assert written.keys() == texts["en"].keys()
        for name, text in written.items():
            assert text.strip()
            assert language == "en" or text != texts["en"][name], (language, name)
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", texts["en"][name]))


@pytest.mark.parametrize("language", sorted(CALLED))
def test_tr2_where_several_people_listen_to_a_clip_the_notice_says_how_many(language: str) -> None:
    alone = write_notice(FIGURES, language)
    several = write_notice(replace(FIGURES, reviews_per_clip=4), language)
    (added,) = set(several) - set(alone)
    assert " 4 " in f" {added} "
    assert set(alone) < set(several)
