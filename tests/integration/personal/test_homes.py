"""Timers and lists survive a restart, sealed, and go when everything is deleted."""

from support.assistant import Parrot, conversation_of, speaker_of
from support.portal import PASSWORD, browser, portal_of
from support.speaking import PersonalSide
from support.voices import say

from earnest.foundation.sensitive import RevealReason
from earnest.personal.consent.purposes import Purpose
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("a large latte with soy milk please"))


def answer(side: PersonalSide, words: str, speaker: object) -> str:
    """Return what a process that has just been started answers."""
    assistant = conversation_of(side, Parrot(hears=words))
    reply = assistant.hear(SOUND, speaker, None)  # pyright: ignore[reportArgumentType]
    return reply.answer.reveal(RevealReason.OWN_HISTORY)


def test_timers_and_lists_survive_a_restart_and_no_other_household_has_them(side: PersonalSide) -> None:
    first, second = (
        side.add_customer(Purpose.OWN_HISTORY, login=login, password=PASSWORD) for login in ("anneliese", "berta")
    )
    hers, other = speaker_of(side, first), speaker_of(side, second)
    assert answer(side, "set a timer for five minutes", hers).startswith("Timer for 5 minutes started.")
    assert answer(side, "add plantuary seeds to the shopping list", hers) == "plantuary seeds is on the shopping list."
    assert answer(side, "how many timers are there", hers).startswith("There is one timer running; ")
    assert answer(side, "pause the timer", hers).startswith("The timer is paused with ")
    assert answer(side, "timer status", hers).startswith("The timer is paused with ")
    assert answer(side, "pause the timer", other) == "There is no timer running."
    assert answer(side, "resume the timer", hers).startswith("There is one timer running; ")
    assert answer(side, "what is on my shopping list", hers) == "On the shopping list: plantuary seeds."
    assert answer(side, "what is on my shopping list", other) == "The shopping list is empty."
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select sealed_content from personal.homes").fetchall()
    assert len(rows) == 1
    assert b"plantuary" not in bytes(rows[0][0])
    page = browser(portal_of(side))
    assert page.sign_in(first).status_code == 204
    assert page.send("DELETE", "/api/utterances").status_code == 200
    assert answer(side, "what is on my shopping list", hers) == "The shopping list is empty."
    assert answer(side, "how many timers are there", hers) == "There is no timer running."
