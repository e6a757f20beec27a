"""The notation of built-in requests: what it stands for, and that a slip in it is told."""

import pytest

from earnest.speech.meaning.sentence_patterns import PatternMalformed, SentencePattern


@pytest.mark.parametrize(
    ("written", "sentence", "details"),
    [
        ("(turn|switch) on (the)? light", "turn on light", {}),
        ("(turn|switch) on (the)? light", "switch on the light", {}),
        ("all (the|my)* lights", "all the my the lights", {}),
        ("* what * keep *", "tell me what you keep", {}),
        ("play + by +", "play hey you by the band", {}),
        ("a timer ((for|of) {minutes})?", "a timer", {}),
        ("a timer ((for|of) {minutes})?", "a timer of twenty five", {"minutes": "twenty five"}),
        ("weather {day=today|tomorrow}", "weather tomorrow", {"day": "tomorrow"}),
        ("the {room=!(light|lamp) (room)?} light", "the living room light", {"room": "living room"}),
        ("what's (this|what is that)", "what's what is that", {}),
    ],
)
def test_a_pattern_is_a_whole_sentence(written: str, sentence: str, details: dict[str, str]) -> None:
    assert SentencePattern(written).match(sentence.split()) == details


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("turn on (the)? light", "turn on light now"),
        ("turn on (the)? light", "please turn on the light"),
        ("turn on (the)? light", "turn on the lights"),
        ("play + by +", "play by the band"),
        ("the {room=!(light|lamp)} light", "the light light"),
        ("the _ light", "the very bright light"),
        ("what is +", ""),
        ("3.5 degrees", "365 degrees"),
    ],
)
def test_anything_else_is_none(written: str, sentence: str) -> None:
    assert SentencePattern(written).match(sentence.split()) is None


@pytest.mark.parametrize(
    "written",
    ["(turn on", "turn) on", "{day=today", "turn {} on", "()", "(a|)", "{room} or {room}", "{Room}", "", "a ! (b)?c)"],
)
def test_a_slip_is_told(written: str) -> None:
    with pytest.raises(PatternMalformed):
        _ = SentencePattern(written)
