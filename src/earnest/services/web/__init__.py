"""Web: the one way in which our processes answer over HTTP."""

from earnest.services.web.application import Audience, create_application
from earnest.services.web.cookies import SessionCookie
from earnest.services.web.errors import BodyTooLarge, ForgedRequest, UnknownHost
from earnest.services.web.forms import Form
from earnest.services.web.serving import serve
from earnest.services.web.sessions import BrowserSessions, OnlyFor, account_of
from earnest.services.web.sound import SoundPieces, SoundResponse

__all__ = [
    "Audience",
    "BodyTooLarge",
    "BrowserSessions",
    "ForgedRequest",
    "Form",
    "OnlyFor",
    "SessionCookie",
    "SoundPieces",
    "SoundResponse",
    "UnknownHost",
    "account_of",
    "create_application",
    "serve",
]
