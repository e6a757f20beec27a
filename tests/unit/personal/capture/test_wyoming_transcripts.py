"""What a Wyoming client is told of its own sound beside the words."""

from dataclasses import replace

import numpy
from support.voices import heard
from wyoming.asr import Transcript

from earnest.foundation.units import SampleCount
from earnest.personal.capture.wyoming_transcripts import (
    MOST_ALTERNATIVES,
    AssistantAnswer,
    Transcription,
    events_of,
)
from earnest.speech.language.hypothesis import Alternative, RecognisedWord

SOUND = numpy.zeros(32_000, dtype=numpy.int16)
WORD = RecognisedWord(text="licht", start=SampleCount(1600), end=SampleCount(4800), posterior=0.912345)
HYPOTHESIS = replace(
    heard("licht", SOUND, posterior=0.812345),
    words=(WORD,),
    alternatives=tuple(Alternative(words=("licht", str(place)), score=-0.123456 * place) for place in range(9)),
    general_words=(replace(WORD, text="lied"),),
)


def told(answer: AssistantAnswer | None) -> Transcript:
    transcription = Transcription(
        text="licht an", language="de", hypothesis=HYPOTHESIS, start=SampleCount(16_000), answer=answer
    )
    return Transcript.from_event(events_of(transcription)[2])


def test_confidence_n_best_and_places_in_the_sound_that_was_sent() -> None:
    transcript = told(None)
    assert (transcript.text, transcript.language) == ("licht an", "de")
    assert transcript.context is not None
    assert transcript.context["confidence"] == 0.8123
    assert transcript.context["words"] == [
        {"text": "licht", "start_milliseconds": 1100, "end_milliseconds": 1300, "posterior": 0.9123}
    ]
    alternatives = transcript.context["alternatives"]
    assert len(alternatives) == MOST_ALTERNATIVES
    assert alternatives[1] == {"text": "licht 1", "score": -0.1235}


def test_only_a_known_device_is_told_an_answer_and_none_is_told_what_is_of_the_models() -> None:
    assert told(None).context is not None
    assert set(told(None).context or {}) == {"confidence", "words", "alternatives"}
    known = told(AssistantAnswer(text="Das kann ich noch nicht.", done=False)).context or {}
    assert set(known) == {"confidence", "words", "alternatives", "answer", "done"}
    assert (known["answer"], known["done"]) == ("Das kann ich noch nicht.", False)
