from pathlib import Path

import numpy
from recognising.material import evenly, joined
from support.voices import say

from earnest.collections.item import CollectionItem
from earnest.speech.sound.voice_activity import VoiceActivityModel


def test_every_person_counts_alike() -> None:
    items = [CollectionItem(path=Path(f"{name}{number}"), speaker=name) for name in "ab" for number in range(40)]
    items += [CollectionItem(path=Path("c0"), speaker="c")]
    chosen = evenly(items, 9)
    assert len(chosen) <= 9
    counts = [sum(one.speaker == name for one in chosen) for name in "abc"]
    assert counts[2] == 1
    assert abs(counts[0] - counts[1]) <= 1


def test_all_are_taken_where_there_are_few() -> None:
    items = [CollectionItem(path=Path(str(number))) for number in range(3)]
    assert list(evenly(items, 10)) == items


def test_joined_words_lie_in_the_sound_in_order_with_pauses_between() -> None:
    voices = VoiceActivityModel()
    silence = numpy.zeros(16_000, dtype=numpy.int16)
    samples, places = joined([("seven", say("seven")), ("", silence), ("kitchen", say("kitchen"))], voices)
    assert [place.word for place in places] == ["seven", "kitchen"]
    first, second = (place.span for place in places)
    assert 0 < first.start < first.end < second.start < second.end < samples.size
    assert not samples[first.end : second.start].any()
