"""Profiles of the browser that are emptied and used again: what they hold belongs to one test, what they cost to many.

A new profile and the first process of its pages take 0.8 s of the processor, more than most tests; a page in a profile
that has a page already takes 0.4 s with its start, instead of 1.1 s.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final, cast

from playwright.sync_api import Browser, BrowserContext, Page

MOST_PROFILES: Final = 6
"""That are kept; one test uses up to four at once."""


@dataclass(slots=True, kw_only=True)
class Profile:
    """One profile."""

    context: BrowserContext
    language: str
    zone: str
    resting: Page
    """An empty page that stays open, so that the process of pages does too."""
    origins: set[str] = field(default_factory=set)
    """Whose pages were opened since it was emptied."""
    is_taken: bool = True


@dataclass(slots=True, kw_only=True)
class Profiles:
    """All profiles of one browser."""

    browser: Browser
    kept: list[Profile] = field(default_factory=list)

    def take(self, language: str, zone: str, origin: str, *, script: str) -> BrowserContext:
        """Return a profile that holds nothing; `script` runs in each of its pages, and is the same in all of them."""
        for profile in self.kept:
            if not profile.is_taken and (profile.language, profile.zone) == (language, zone):
                profile.is_taken = True
                break
        else:
            context = self.browser.new_context(locale=language, timezone_id=zone)
            _ = context.add_init_script(script)
            profile = Profile(context=context, language=language, zone=zone, resting=context.new_page())
            self.kept.append(profile)
        profile.origins.add(origin)
        return profile.context

    def empty(self) -> None:
        """Close every page, and every profile but those that are used again; these forget everything."""
        kept = {profile.context: profile for profile in self.kept[-MOST_PROFILES:] if not profile.resting.is_closed()}
        self.kept = list(kept.values())
        for context in self.browser.contexts:
            if context not in kept:
                context.close()
            elif kept[context].is_taken:
                _empty(kept[context])


def _empty(profile: Profile) -> None:
    context = profile.context
    for page in context.pages:
        if page is not profile.resting:
            page.close()
    context.clear_cookies()
    context.clear_permissions()
    context.unroute_all()
    context.set_offline(offline=False)
    session = context.new_cdp_session(profile.resting)
    send = cast("Callable[..., object]", session.send)  # pyright: ignore[reportUnknownMemberType]
    for origin in profile.origins:
        _ = send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()
    profile.origins.clear()
    profile.is_taken = False


@cache
def profiles_of(browser: Browser) -> Profiles:
    """Return the profiles of a browser."""
    return Profiles(browser=browser)
