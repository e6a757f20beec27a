"""What a message can hold: people talk, and nothing of a clip passes (CH5, S24)."""

import base64
import secrets
from uuid import uuid4

import pytest

from earnest.deidentified.talk.errors import MessageUnfit
from earnest.deidentified.talk.rules import LONGEST_MESSAGE, fitting_message

FINE = (
    "That was a rough morning. Coffee at 10?",
    "Ich gehe jetzt eine Runde um den Block, wer kommt mit?",
    "Fijne avond allemaal 🌻",
    "Die Donaudampfschifffahrt war länger als gedacht ...",
    "Does someone else need a break after such a week?\nI do.",
    "The facade of our office is decaffeinated :)",
    "One or two of us, maybe three, go at half past four. I am so up to it",
    "My iPhone and a McFlurry saved the day",
    "Ich bin gleich da, z. B. um 12. A b c, die Katze lief im Schnee!",
    "Eclipse tonight: look up!",
)
REFUSED = (
    "", "   ", "x" * (LONGEST_MESSAGE + 1), "see https://example.org/a.wav", "www example", "go to example.com",
    "anna@home",
    "data:audio/wav;base64,UklGRg", "clip 4711", "clip id seven", "Aufnahme Nr. sieben", "recording #2", "1234",
    "１２３４", "①②③④", "4 7 1 1", "4-7-1-1", "3f2a-99bc", "deadbeef01", "aGVsbG8gd29ybGQh", "see sound.wav", "[x](y)",
    "<a href=x>", "<!--", "word\u200bword", "\u202eevil", "ехамрle", "a" * 31, "javascript : x", "hello\x00",
    "That clip this morning was awful", "the cl1p", "the CLIPS", "the c l i p", "c.l.i.p", "clíp", "cIip", "the c|ip",
    "die Aufnähme", "eine aufnahme eben", "de opname", "dat fragment net", "a REC0RDING", "𝐜𝐥𝐢𝐩", "ⓒⓛⓘⓟ",
    "four seven one one", "vier sieben eins eins", "d e a d b e e f", "de ad be ef fa ce", "aGVs bG8g d29y bGQh",
    "aGV sbG 8gd 29y", "f-o-u-r-s-e-v-e-n", "c\u0332l\u0332i\u0332p",
    "ＷＷＷ．ｅｘａｍｐｌｅ．ｃｏｍ", "example . com/a",
)  # fmt: skip


@pytest.mark.parametrize("written", FINE)
def test_ch5_people_can_talk(written: str) -> None:
    assert fitting_message(written) == written


@pytest.mark.parametrize("written", [*REFUSED, str(uuid4()), f"look at {uuid4()}", f"look at {uuid4().hex[:12]}"])
def test_ch5_nothing_that_names_or_carries_a_clip_passes(written: str) -> None:
    with pytest.raises(MessageUnfit):
        _ = fitting_message(written)


def test_ch5_encoded_bytes_do_not_pass() -> None:
    for size in (12, 24, 100):
        for _ in range(300):
            for text in (base64.b64encode(secrets.token_bytes(size)).decode(), str(uuid4())):
                with pytest.raises(MessageUnfit):
                    _ = fitting_message(f"hello {text}")
