"""Errors of those who ask a service.

Unavailable
├── AnswerLost           the request was sent, and no answer came
├── UnexpectedAnswer     the answer cannot be read
├── ServiceSilent        there was no answer in time
└── CommandFailed        a command ended with an error
"""

from earnest.foundation.errors import Unavailable


class AnswerLost(Unavailable):
    """The request was sent, but no answer came back, so whether it was done is not known."""

    code = "answer_lost"
    remedy = "Ask for the state before sending it again."


class UnexpectedAnswer(Unavailable):
    """A service answered with something that cannot be read."""

    code = "unexpected_answer"
    remedy = "Look at the log folder; the versions of the two may differ."


class ServiceSilent(Unavailable):
    """A service did not answer, or did not finish its work, in time."""

    code = "service_silent"
    remedy = "Look at the log folder for the process that does not answer."


class CommandFailed(Unavailable):
    """A command of Earnest ended with an error."""

    code = "command_failed"
    remedy = "Run the command by hand; its message names the cause."
