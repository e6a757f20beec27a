"""Tour errors.

EarnestError
├── InvalidInput
│   └── NothingToPlay
└── Unavailable
    ├── AnswerLost
    ├── UnexpectedAnswer
    ├── ServiceSilent
    └── CommandFailed
"""

from earnest.foundation.errors import InvalidInput, Unavailable


class NothingToPlay(InvalidInput):
    """None of these recordings can be played: none has a known text or intent in the recogniser's language."""

    code = "nothing_to_play"
    remedy = "Give a folder whose manifest.jsonl names text, or intent and slots, for its recordings."


class AnswerLost(Unavailable):
    """The request was sent, but no answer came back, so whether it was done is not known."""

    code = "answer_lost"
    remedy = "Ask for the state before sending it again."


class UnexpectedAnswer(Unavailable):
    """A service answered with something that the tour cannot read."""

    code = "unexpected_answer"
    remedy = "Look at the log folder; the versions of tour and services may differ."


class ServiceSilent(Unavailable):
    """A service did not answer, or did not finish its work, in time."""

    code = "service_silent"
    remedy = "Look at the log folder for the process that does not answer."


class CommandFailed(Unavailable):
    """A command that the tour started ended with an error."""

    code = "command_failed"
    remedy = "Run the command by hand; its message names the cause."
