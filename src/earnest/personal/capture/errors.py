"""Capture errors.

EarnestError
├── InvalidInput
│   ├── SoundMissing
│   └── LanguageNotRecognised
├── NotFound
│   └── OutcomeUnknown
├── Conflict
│   └── KeptTooLate
└── Unavailable
    ├── KeepingFull
    └── KeepingStopped
"""

from typing import Final

from earnest.foundation.errors import Conflict, InvalidInput, NotFound, Unavailable


class SoundMissing(InvalidInput):
    """There is no sound in this request."""

    code = "sound_missing"
    remedy = "Send the recording as the body, or as the multipart field `audio`."


class LanguageNotRecognised(InvalidInput):
    """This recogniser does not understand the language that is spoken here."""

    code = "language_not_recognised"
    remedy = (
        "Name a language that is recognised, set EARNEST_ENGINE and EARNEST_MODELS to a recogniser of this language, "
        "or change the language of the account."
    )

    def __init__(self, told_in: str, recognised: tuple[str, ...]) -> None:
        """Say it in a language that the caller reads.

        Args:
            told_in: ISO 639-1; English where there is no text in it.
            recognised: what the recogniser understands; ISO 639-1.
        """
        super().__init__()
        wording = _WORDINGS.get(told_in, _WORDINGS["en"])
        names = LANGUAGE_NAMES.get(told_in, LANGUAGE_NAMES["en"])
        self.args = (wording.format(languages=", ".join(names.get(code, code) for code in recognised)),)


class OutcomeUnknown(NotFound):
    """What became of this utterance is not known here, or not any more."""

    code = "outcome_unknown"
    remedy = "Look at the history in the portal: it shows what is kept."


class KeptTooLate(Conflict):
    """It took so long to store this utterance that it was forgotten."""

    code = "kept_too_late"


class KeepingFull(Unavailable):
    """Too many utterances wait to be stored, so this one was answered and forgotten."""

    code = "keeping_full"


class KeepingStopped(Unavailable):
    """The process ended before this utterance was stored, so it was forgotten."""

    code = "keeping_stopped"


_WORDINGS: Final = {
    "en": "This recogniser understands only {languages}, so this recording was not listened to and not kept.",
    "de": "Diese Spracherkennung versteht nur {languages}; die Aufnahme wurde nicht ausgewertet und nicht behalten.",
    "nl": "Deze spraakherkenning verstaat alleen {languages}; de opname is niet verwerkt en niet bewaard.",
}
LANGUAGE_NAMES: Final = {
    "en": {"en": "English", "de": "German", "nl": "Dutch"},
    "de": {"en": "Englisch", "de": "Deutsch", "nl": "Niederländisch"},
    "nl": {"en": "Engels", "de": "Duits", "nl": "Nederlands"},
}
"""Language told in → language → its name."""
