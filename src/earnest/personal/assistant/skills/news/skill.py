"""Reads the newest headlines of one feed (RSS or Atom)."""

import io
from collections.abc import Callable, Mapping
from typing import Final, cast

import feedparser

from earnest.personal.assistant.skills.fetching import fetch
from earnest.personal.assistant.skills.plugin import (
    SettingKind,
    SkillDescription,
    SkillIntent,
    SkillKnowledge,
    SkillOutcome,
    SkillProblem,
    SkillRequest,
    SkillSetting,
)

NAME: Final = "news"
_HEADLINES: Final = 3
_LONGEST: Final = 200
"""Characters of one headline."""

DESCRIPTION: Final = SkillDescription(
    name=NAME,
    titles={"en": "News", "de": "Nachrichten", "nl": "Nieuws"},
    sent={
        "en": "The feed is asked for its newest headlines when you ask, and every ten minutes; nothing is sent to it.",
        "de": "Der Feed wird nach seinen neuesten Schlagzeilen gefragt, wenn jemand fragt, und alle zehn "
        "Minuten; ihm wird nichts gesendet.",
        "nl": "De feed wordt om de nieuwste koppen gevraagd als iemand ernaar vraagt, en elke tien "
        "minuten; er wordt niets heen gestuurd.",
    },
    examples={
        "en": ("what is the news",),
        "de": ("was gibt es Neues",),
        "nl": ("wat is het nieuws",),
    },
    intents=(
        SkillIntent(
            name="news",
            sentences={
                "en": ("(tell me|read|what's|what is|what are|play) (me)? the (latest)? (news|headlines)",),
                "de": (
                    "was gibt es neues",
                    "(lies|spiel|spiele|sag mir) (mir)? (die)? (nachrichten|schlagzeilen) (vor)?",
                ),
                "nl": ("wat is het (laatste)? nieuws", "(lees|vertel) (me|mij)? het (laatste)? nieuws (voor)?"),
            },
        ),
    ),
    settings=(
        SkillSetting(
            name="address",
            kind=SettingKind.ADDRESS,
            titles={"en": "Address of the feed", "de": "Adresse des Feeds", "nl": "Adres van de feed"},
            placeholder="https://www.tagesschau.de/xml/rss2/",
        ),
    ),
)
_parse: Final = cast("Callable[[io.BytesIO], object]", feedparser.parse)  # pyright: ignore[reportUnknownMemberType]
_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "headlines": "From {title}: {headlines}",
        "none": "There are no headlines in the feed.",
        "source_gone": "The feed does not answer.",
        "source_unusable": "What the feed answers is no feed that I can read.",
        "address_unusable": "The address of the feed cannot be used.",
    },
    "de": {
        "headlines": "Von {title}: {headlines}",
        "none": "Im Feed stehen keine Schlagzeilen.",
        "source_gone": "Der Feed antwortet nicht.",
        "source_unusable": "Was der Feed antwortet, kann ich nicht lesen.",
        "address_unusable": "Die Adresse des Feeds ist nicht brauchbar.",
    },
    "nl": {
        "headlines": "Van {title}: {headlines}",
        "none": "Er staan geen koppen in de feed.",
        "source_gone": "De feed antwoordt niet.",
        "source_unusable": "Wat de feed antwoordt kan ik niet lezen.",
        "address_unusable": "Het adres van de feed is niet bruikbaar.",
    },
}


class News:
    """The skill."""

    description = DESCRIPTION

    def refresh(self, settings: Mapping[str, str]) -> SkillKnowledge:
        """Try the feed, so that the page can say whether it works; nothing of it is kept.

        Raises:
            SkillProblem: see `fetching.fetch`.
        """
        _ = _read(settings["address"])
        return SkillKnowledge(knowledge="")

    def carry_out(self, request: SkillRequest) -> SkillOutcome:
        """Say the newest headlines."""
        texts = _SAID[request.language]
        try:
            title, headlines = _read(request.settings["address"])
        except SkillProblem as problem:
            said = texts.get(problem.code)
            if said is None:
                raise
            return SkillOutcome(text=said, done=False)
        if not headlines:
            return SkillOutcome(text=texts["none"], done=True)
        spoken = " ".join(one if one[-1] in ".?!" else f"{one}." for one in headlines)
        return SkillOutcome(text=texts["headlines"].format(title=title, headlines=spoken), done=True)


def _read(address: str) -> tuple[str, list[str]]:
    """Return the title of a feed and its newest headlines.

    Raises:
        SkillProblem: see `fetching.fetch`.
    """
    # It is given bytes, never an address: what it would fetch by itself the owner did not allow.
    parsed = cast("dict[str, object]", _parse(io.BytesIO(fetch(address))))
    if not parsed.get("version"):
        raise SkillProblem("source_unusable")
    entries = cast("list[dict[str, object]]", parsed.get("entries", []))
    headlines = [_plain(one.get("title")) for one in entries]
    feed = cast("dict[str, object]", parsed.get("feed", {}))
    return _plain(feed.get("title")) or NAME, [one for one in headlines if one][:_HEADLINES]


def _plain(value: object) -> str:
    return " ".join(str(value or "").split())[:_LONGEST]
