"""The guideline holds all that a label may name (RV5, RV6, RV9, RV10)."""

from earnest.deidentified.guideline.packaged import CURRENT_VERSION, current_guideline
from earnest.deidentified.guideline.records import Guideline, GuidelineLanguage
from earnest.handover.labels import WakeWordVerdict


def test_rv10_every_verdict_is_offered() -> None:
    assert {choice.code for choice in current_guideline().wake_word_verdicts} == {
        verdict.value for verdict in WakeWordVerdict
    }


def test_rv6_the_file_says_its_own_version() -> None:
    assert current_guideline().version == CURRENT_VERSION


def test_s5_a_musical_artist_carries_a_link() -> None:
    assert "musical artist" in current_guideline().linkable_types


def test_every_choice_has_its_own_key() -> None:
    guideline = current_guideline()
    for keys in (
        [choice.key for choice in guideline.reject_reasons],
        [choice.key for choice in guideline.wake_word_verdicts],
        [kind.key for kind in guideline.entity_types],
    ):
        assert len(keys) == len(set(keys))


def test_rv6_the_guideline_is_the_same_in_every_language_but_for_its_words() -> None:
    """Codes, keys and links are what labels and fingers know; titles and texts are what is read."""
    english = current_guideline(GuidelineLanguage.ENGLISH)
    for language in (GuidelineLanguage.GERMAN, GuidelineLanguage.DUTCH):
        other = current_guideline(language)
        assert other.version == english.version
        assert len(other.sections) == len(english.sections)
        for mine, theirs in (
            (other.reject_reasons, english.reject_reasons),
            (other.wake_word_verdicts, english.wake_word_verdicts),
            (other.entity_types, english.entity_types),
        ):
            assert [(one.code, one.key) for one in mine] == [(one.code, one.key) for one in theirs]
        assert [kind.link for kind in other.entity_types] == [kind.link for kind in english.entity_types]


def test_rv6_no_part_of_the_guideline_is_empty_or_left_in_english() -> None:
    def parts(guideline: Guideline) -> list[str]:
        choices = (*guideline.reject_reasons, *guideline.wake_word_verdicts, *guideline.entity_types)
        return [part for one in guideline.sections for part in (one.title, one.text)] + [one.title for one in choices]

    english = parts(current_guideline(GuidelineLanguage.ENGLISH))
    for language in GuidelineLanguage:
        written = parts(current_guideline(language))
        assert all(part.strip() for part in written)
        if language is not GuidelineLanguage.ENGLISH:
            assert [part for part, original in zip(written, english, strict=True) if part == original] == []
