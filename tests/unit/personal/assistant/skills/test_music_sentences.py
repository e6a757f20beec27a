"""Music is asked for, stopped and made louder as people say it, in three languages; each means one thing."""

import pytest

from earnest.personal.assistant.skills.music.skill import DESCRIPTION
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.sentence_patterns import SentencePattern


@pytest.mark.parametrize(
    ("language", "sentence", "intent"),
    [
        ("en", "turn on some music", "play_music"),
        ("en", "turn the music on", "play_music"),
        ("en", "turn the music off", "stop_music"),
        ("en", "switch off the music", "stop_music"),
        ("en", "turn the music up", "volume_up"),
        ("en", "turn the music down", "volume_down"),
        ("de", "Mach Musik an", "play_music"),
        ("de", "Schalte die Musik ein", "play_music"),
        ("de", "Mach die Musik aus", "stop_music"),
        ("de", "Musik aus", "stop_music"),
        ("de", "Stell die Musik lauter", "volume_up"),
        ("de", "leiser", "volume_down"),
        ("nl", "Zet wat muziek op", "play_music"),
        ("nl", "Zet de muziek aan", "play_music"),
        ("nl", "Speel muziek", "play_music"),
        ("nl", "Zet de muziek uit", "stop_music"),
        ("nl", "Stop de muziek", "stop_music"),
        ("nl", "Zet de muziek harder", "volume_up"),
        ("nl", "Zet het volume lager", "volume_down"),
        ("en", "turn the lights off", None),
        ("de", "Mach das Licht aus", None),
        ("nl", "Zet de muziek", None),
    ],
)
def test_what_is_asked_of_the_player(language: str, sentence: str, intent: str | None) -> None:
    words = normalised_words(sentence)
    found = {
        one.name
        for one in DESCRIPTION.intents
        for pattern in one.sentences[language]
        if SentencePattern(pattern).match(words) is not None
    }
    assert found == (set() if intent is None else {intent})
