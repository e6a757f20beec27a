"""Errors of the audit log.

EarnestError
├── LogDamaged            what is stored contradicts what was signed
├── EventUnfit            an event holds what the log must not
InvalidInput
├── NoteInvalid           not a signed note, or not signed by this key
├── VerifierKeyInvalid    not a public key in the signed-note form
└── ExportInvalid         not an exported log
Unavailable
├── LogUnavailable        the log takes no line, so what needs one does not happen
└── WitnessSilent         a witness does not answer
Conflict
├── WitnessRefuses        a witness does not sign this head
└── ExportExists          there is something in the folder already
"""

from earnest.foundation.errors import Conflict, EarnestError, InvalidInput, Unavailable


class LogDamaged(EarnestError):
    """The audit log contradicts a checkpoint that was signed before."""

    code = "log_damaged"
    remedy = (
        "Stop, keep a copy of the database and of every checkpoint, run `earnest audit verify`, and tell the auditor."
    )


class EventUnfit(EarnestError):
    """An event for the audit log holds something other than identifiers, pseudonyms, codes, numbers and times."""

    code = "event_unfit"
    remedy = "This is a defect of Earnest; please report it."


class LogUnavailable(Unavailable):
    """The audit log takes no line, so no sound leaves."""

    code = "log_unavailable"
    remedy = (
        "Nothing was played. Tell the administrator: the audit log in the database has to take lines again, see "
        "log/postgres.log in the data folder; then try again."
    )


class NoteInvalid(InvalidInput):
    """This is not a checkpoint that the expected key signed."""

    code = "note_invalid"
    remedy = "Give the checkpoint as it was published, and the public key that you kept from the first day."


class VerifierKeyInvalid(InvalidInput):
    """This is not a public key of an audit log."""

    code = "verifier_key_invalid"
    remedy = "Give the line that `earnest audit checkpoint` shows: name+hash+key."


class ExportInvalid(InvalidInput):
    """This folder does not hold an exported audit log."""

    code = "export_invalid"
    remedy = "Give the folder that `earnest audit export` wrote."


class ExportExists(Conflict):
    """There is something in the folder already."""

    code = "export_exists"
    remedy = "Give the name of a new folder."


class WitnessRefuses(Conflict):
    """A witness does not sign the head of this log."""

    code = "witness_refuses"
    remedy = (
        "Where it has seen a longer or another log, this one was cut, restored from a back-up or changed: keep the "
        "data as they are and tell the auditor. Where it does not know this log, give it the public key."
    )

    def __init__(self, name: str, cause: str) -> None:
        """Say which and why.

        Args:
            name: of the witness.
            cause: the end of a sentence, without content.
        """
        super().__init__()
        self.args = (f"The witness {name} does not sign this head: {cause}.",)


class WitnessSilent(Unavailable):
    """A witness does not answer."""

    code = "witness_silent"
    remedy = "Publish again later; the log itself is written, with the signatures that there are."

    def __init__(self, name: str) -> None:
        """Say which."""
        super().__init__()
        self.args = (f"The witness {name} does not answer.",)
