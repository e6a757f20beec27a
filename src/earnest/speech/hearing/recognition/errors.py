"""Recognition errors.

EarnestError
└── Unavailable
    ├── EngineFailed
    │   ├── LanguageNotSpoken
    │   └── RecognitionTooSlow
    └── ModelMissing (`earnest.weights.errors`)
        └── LibraryMissing
"""

from earnest.foundation.errors import Unavailable
from earnest.weights.errors import ModelMissing


class EngineFailed(Unavailable):
    """The recogniser crashed or took too long on this utterance; nothing of it was kept."""

    code = "engine_failed"
    remedy = "Say it again; if it happens often, look at the health page."


class RecognitionTooSlow(EngineFailed):
    """Recognising this recording took longer than its length allows, so it was stopped; nothing of it was kept."""

    code = "recognition_too_slow"
    status = 422
    remedy = "Say it again in a few words, close to the microphone; noise at full volume takes long and gives no words."


class LanguageNotSpoken(EngineFailed):
    """The weights of this recogniser know none of the languages that may be spoken here; nothing was decoded."""

    code = "language_not_spoken"
    remedy = "Choose weights for several languages, e.g. with `earnest models use whisper-base`."


class LibraryMissing(ModelMissing):
    """The library of the chosen recogniser is not installed here."""

    code = "library_missing"
    remedy = (
        "Install it with `pip install 'earnest[sherpa]'`, or set EARNEST_ENGINE=automatic, which uses what is here."
    )
