"""Sensitive content does not leak by accident (PS1)."""

import copy
import json
import logging
import pickle  # noqa: TID251 - it is tried, to see it refused

import pytest

from earnest.foundation.sensitive import RevealReason, Sensitive

SECRET = "the quick brown canary"


def test_no_form_of_printing_shows_the_content() -> None:
    held = Sensitive(SECRET)
    shown = [str(held), repr(held), f"{held}", f"{held!r:>40}", str([held]), str({"held": held})]
    assert all(SECRET not in text for text in shown)


def test_logging_shows_nothing(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("test").warning("got %s", Sensitive(SECRET))
    assert SECRET not in caplog.text


def test_it_is_never_serialised() -> None:
    held = Sensitive(SECRET)
    with pytest.raises(TypeError):
        _ = pickle.dumps(held)
    with pytest.raises(TypeError):
        _ = copy.copy(held)
    with pytest.raises(TypeError):
        _ = json.dumps(held)


def test_it_is_compared_only_after_revealing() -> None:
    with pytest.raises(TypeError):
        _ = Sensitive(SECRET) == Sensitive(SECRET)
    with pytest.raises(TypeError):
        _ = hash(Sensitive(SECRET))


def test_it_gives_the_content_for_a_reason() -> None:
    assert Sensitive(SECRET).reveal(RevealReason.OWN_HISTORY) == SECRET
