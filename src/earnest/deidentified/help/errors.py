"""Errors of help with a hard word.

EarnestError
├── NotFound
│   └── QuestionMissing
├── Conflict
│   ├── NothingToAskAbout
│   └── QuestionAnswered
├── InvalidInput
│   └── NotOneWord
└── NotAllowed
    └── ExcerptAddressSpent
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound


class QuestionMissing(NotFound):
    """There is no such question for you."""

    code = "question_missing"
    remedy = "It was answered, it ended after a day, or its clip was removed."


class NothingToAskAbout(Conflict):
    """You have no such clip now."""

    code = "nothing_to_ask_about"
    remedy = "Ask about a word of the clip that you have."


class QuestionAnswered(Conflict):
    """This question was answered already."""

    code = "question_answered"
    remedy = "Go on with another one."


class NotOneWord(InvalidInput):
    """This is not one word."""

    code = "not_one_word"
    remedy = "Write the one word that you heard: letters only, at most thirty."


class ExcerptAddressSpent(NotAllowed):
    """Sound leaves once under an address, within a minute, and only to whom the address was given."""

    code = "excerpt_address_spent"
    remedy = "Ask for the sound of the question again."
