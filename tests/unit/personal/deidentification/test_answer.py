"""What of the assistant's answer a reviewer may read: its wording, and of the rest what the clip shows (PS1)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from support.voices import heard, say

from earnest.foundation.units import Samples
from earnest.handover.clip import ShownAnswer
from earnest.personal.assistant.answers import UNKNOWN, parts_of_answer
from earnest.personal.assistant.texts import TEXTS
from earnest.personal.deidentification.answer import readable_answer
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames

SOUND = say("a large latte with soy milk please")


class _NoNumbers:
    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        assert listening in SpottingPass
        return ()


def readable(
    answer: str, said: str, *, names: Sequence[str] = (), language: str = "en", general: str = ""
) -> ShownAnswer | None:
    """Return an answer to what was said as a reviewer reads it."""
    hypothesis = replace(heard(said, SOUND), general_words=heard(general, SOUND).words if general else ())
    around = RecordingContext(language=language, names=HouseholdNames(names))
    whole = conceal(SOUND, hypothesis.words, find(SOUND, hypothesis, around, _NoNumbers()))
    return readable_answer(answer, whole.tokens, whole, hypothesis, around)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_ps1_every_wording_is_known_and_only_what_is_filled_in_is_not_shown(language: str) -> None:
    for text in TEXTS[language].values():
        fields = {
            "time": "14:35",
            "date": "5 March 2026",
            "length": "9 minutes",
            "left": "4 minutes",
            "count": "7",
            "until": "18:05",
            "when": "tomorrow at 06:30",
            "alarms": "tomorrow at 06:30",
            "said": "quuxify",
            "item": "zorbinella",
            "items": "zorbinella, milk",
            "skill": "quuxify",
        }
        answer = text.format(**fields)
        shown = readable(answer, "please", language=language)
        assert shown is not None
        assert not any(value in " ".join(filter(None, shown)) for value in fields.values() if "{" in text)
        assert (None in shown) == ("{" in text)


def test_ps3_the_time_of_day_does_not_cross_even_where_the_clip_says_the_same_digits() -> None:
    assert readable("It is 14:35.", "what time is it") == ("It is", None, ".")
    assert readable("Today is 5 March 2026.", "is it the 5 of march 2026") == ("Today is", None, ".")


@pytest.mark.parametrize(
    ("said", "answer", "shown"),
    [
        ("set a timer for ten minutes", "Timer for 10 minutes started.", ("Timer for", "10 minutes", "started.")),
        ("set a timer for half an hour", "Timer for 30 minutes started.", ("Timer for", "30 minutes", "started.")),
        ("set a timer for nine minutes", "Timer for 10 minutes started.", ("Timer for", None, "started.")),
        ("do the usual thing", "Timer for 10 minutes started.", ("Timer for", None, "started.")),
    ],
)
def test_a_length_of_time_is_shown_where_the_clip_says_the_same(said: str, answer: str, shown: ShownAnswer) -> None:
    assert readable(answer, said) == shown


def test_a_thing_for_a_list_is_shown_where_the_clip_says_it_and_what_else_is_on_the_list_is_not() -> None:
    said = "put oat milk on the shopping list"
    assert readable("oat milk is on the shopping list.", said) == ("oat", "milk", "is on the shopping list.")
    assert readable("On the shopping list: oat milk, pregnancy test.", said) == ("On the shopping list:", None, ".")


def test_several_wordings_in_a_row_are_told_apart() -> None:
    parts = parts_of_answer(
        "I keep 12 of your recordings, encrypted, each until its end date. No person may listen to them.", "en"
    )
    assert [part.field for part in parts] == [None, "count", None, None]
    assert [part.field for part in parts_of_answer("I keep twelve secrets", "en")] == [UNKNOWN]
    assert parts_of_answer("  ", "en") == ()
    assert readable("", "please") is None


@pytest.mark.parametrize(
    "secret", ["siobhan", "Siobhán", "kitchen", "5551234", "amelie's", "larissa.meyer@example.org"]
)
def test_ps1_au5_what_a_skill_reads_out_from_elsewhere_is_not_shown(secret: str) -> None:
    shown = readable(f"Your message from {secret} says a large latte", "read my message a large latte")
    assert shown is not None
    assert secret not in str(shown)
    assert [piece for piece in shown if piece] == ["message", "a", "large", "latte"]
    assert not any(one is None and other is None for one, other in pairwise(shown)), "nor how long"


def test_au5_a_name_of_the_household_is_shown_in_no_form_though_the_clip_seems_to_say_it() -> None:
    said = "please call larissa about a large latte"
    shown = readable("Calling larissa about a large latte", said, names=["Larissa"])
    assert shown is not None
    assert "larissa" not in str(shown).lower()
    assert "latte" in shown
    # What another pass heard under the tone counts as hidden too.
    heard_else = "please call melissa about a large latte"
    shown = readable("Calling melissa about a large latte", said, names=["Larissa"], general=heard_else)
    assert shown is not None
    assert "melissa" not in str(shown).lower()
    assert "latte" in shown


def test_a_word_of_the_wording_is_shown_whatever_it_is_else() -> None:
    """To hide it would tell that it is on the list: everybody knows the wording."""
    assert readable("There is no timer running.", "timer", names=["Timer"]) == ("There is no timer running.",)
