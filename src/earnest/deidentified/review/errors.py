"""Review errors; none of them tells anything of a clip.

EarnestError
├── NotAllowed
│   ├── LeaseEnded
│   └── SoundAddressSpent
├── NotFound
│   ├── LeaseNotFound
│   ├── NameNotFound
│   └── NoteNotFound
├── Conflict
│   ├── NotHeardToTheEnd
│   ├── NotHeardLongEnough
│   ├── SoundNotRequested
│   ├── TakenBackTooLate
│   ├── ClipWithAnother
│   └── GuidelineChanged
├── InvalidInput
│   ├── DayUnfit
│   ├── PlayImplausible
│   ├── LabelUnusable
│   ├── NameRefused
│   └── NameUnfit
└── Unavailable
    └── NoClipFree
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, Unavailable


class NoteNotFound(NotFound):
    """There is no such note, or a lead was done with it before."""

    code = "note_not_found"
    remedy = "Load the notes anew."


class LeaseNotFound(NotFound):
    """You hold no such clip."""

    code = "lease_not_found"
    remedy = "Take the next clip."


class LeaseEnded(NotAllowed):
    """Your time with this clip is over."""

    code = "lease_ended"
    remedy = "Take the next clip."


class SoundAddressSpent(NotAllowed):
    """Sound leaves once under an address, within a minute, and only to whom the address was given."""

    code = "sound_address_spent"
    remedy = "Ask for the clip's sound again; the page does so by itself when it is loaded anew."


class NotHeardToTheEnd(Conflict):
    """A label is accepted only after the clip was played to the end."""

    code = "not_heard_to_the_end"
    remedy = "Play the clip to the end, then send the label again."


class NotHeardLongEnough(Conflict):
    """A rejection is accepted after three seconds, or after the whole clip where it is shorter."""

    code = "not_heard_long_enough"
    remedy = "Play at least three seconds, or give the clip back without a verdict."


class SoundNotRequested(Conflict):
    """The sound of this clip was not loaded under this lease."""

    code = "sound_not_requested"
    remedy = "Load the sound again and play it."


class TakenBackTooLate(Conflict):
    """This cannot be taken back any more."""

    code = "taken_back_too_late"
    remedy = "A label or rejection can be taken back once, within ten minutes of sending it."


class ClipWithAnother(Conflict):
    """Another reviewer has this clip now."""

    code = "clip_with_another"
    remedy = "Try again when they are done; it can be taken back within ten minutes of sending it."


class GuidelineChanged(Conflict):
    """The guideline has changed since this clip was shown."""

    code = "guideline_changed"
    remedy = "Read what is new in the guideline, then send the label with its version."


class DayUnfit(InvalidInput):
    """This is no midnight of today."""

    code = "day_unfit"
    remedy = "Check the clock of this computer; without a midnight the day begins at midnight UTC."


class PlayImplausible(InvalidInput):
    """More was reported as played than can have been played in this time."""

    code = "play_implausible"
    remedy = "Report the milliseconds that were really played, at up to two and a half times the speed."


class LabelUnusable(InvalidInput):
    """The label does not fit the guideline or itself."""

    code = "label_unusable"
    remedy = "Check word positions, entity types, reasons, and that slots come with an intent."


class NameRefused(InvalidInput):
    """A lead refused this name of an intent or detail."""

    code = "name_refused"
    remedy = "Choose a name of the list; a note to the lead can ask for another."


class NameUnfit(InvalidInput):
    """This is no name of an intent or detail."""

    code = "name_unfit"
    remedy = "Begin with a letter; letters, digits, spaces, hyphens and underscores, at most sixty."


class NameNotFound(NotFound):
    """There is no such name."""

    code = "name_not_found"
    remedy = "Load the list again."


class NoClipFree(Unavailable):
    """Several reviewers asked at the same moment and no clip could be taken."""

    code = "no_clip_free"
    remedy = "Ask again."
