"""De-identification on a real database: what crosses, and that every fault withholds (AU1-AU6, PS1-PS3)."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy
import psycopg
import pytest
from support.speaking import PersonalSide, spoken
from support.voices import heard, likeness, say

from earnest.foundation.identifiers import ClipId, RecordingId
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.clip import ConcealedWord
from earnest.handover.errors import ClipGone
from earnest.handover.reviews import load_reviews
from earnest.handover.taking import PlacedClip, load_clip, open_answer, open_sound, open_words
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.deidentification.errors import HouseholdChanged
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.personal.household.store import replace_names
from earnest.personal.vault.content import RecordingContent
from earnest.services.database.roles import Role
from earnest.services.objects import StoreUnavailable
from earnest.sound_files.decoding import decode
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.hearing.recognition.adapters.sherpa_onnx import POSTERIOR_WHERE_UNKNOWN
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.spotter import SpottedWord, Spotter, SpottingPass
from earnest.speech.language.hypothesis import Alternative, Hypothesis
from earnest.speech.privacy.recording.second_hearing import Verified
from earnest.voices.disguise.profiles import AUTOMATIC, chosen_profile

ORDER = "a large latte with soy milk please"
NUMBER = "my telephone number is five five five one two three four thank you"


@dataclass(frozen=True, kw_only=True)
class Listener:
    """A recogniser that hears what the test says; it may do something first."""

    hears: str = "please"
    before: Callable[[], None] = lambda: None
    engine: str = "test"
    """What it calls itself; recognisers that the recordings were first heard by are called `test`."""
    listened: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return "listener"

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:  # noqa: ARG002 - one language
        self.listened.append(samples.size)
        self.before()
        return replace(heard(self.hears, samples), engine=self.engine)

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def customer(side: PersonalSide) -> Customer:
    customer = side.add_customer(Purpose.HUMAN_REVIEW, login="canarylogin")
    side.allow()
    return customer


def content_of(sentence: str, samples: Samples, **changes: object) -> RecordingContent:
    filled = replace(spoken(), hypothesis=heard(sentence, samples))
    return replace(filled, **changes)  # pyright: ignore[reportArgumentType]


def chosen(side: PersonalSide, customer: Customer, sentence: str = ORDER, **changes: object) -> RecordingId:
    samples = say(sentence)
    return side.store(customer, samples=samples, content=content_of(sentence, samples, **changes), selected=True)


SPOTTER = PocketsphinxSpotter()


def deidentifier(side: PersonalSide, engine: Engine, spotter: Spotter = SPOTTER) -> Deidentifier:
    return Deidentifier(
        database=side.databases[Role.PERSONAL_WORKER],
        vault=side.vault,
        handover_key=side.handover_key,
        objects=side.objects,
        engine=engine,
        spotter=spotter,
        clock=side.clock,
    )


def clips(side: PersonalSide) -> list[ClipId]:
    with side.databases.owner.transaction() as connection:
        return [ClipId(row[0]) for row in connection.execute("select clip_id from handover.clips").fetchall()]


def state(side: PersonalSide, recording_id: RecordingId) -> tuple[str, str | None]:
    with side.databases.owner.transaction() as connection:
        row = connection.execute(
            "select review_state, withheld_reason from personal.recordings where recording_id = %s", [recording_id]
        ).fetchone()
    assert row is not None
    return str(row[0]), row[1]


def reviews_wanted(side: PersonalSide, clip_id: ClipId) -> int:
    with side.databases[Role.WORKBENCH].transaction() as connection:
        return load_reviews(connection, clip_id).wanted


def placed(side: PersonalSide) -> tuple[PlacedClip, Samples]:
    [clip_id] = clips(side)
    with side.databases[Role.WORKBENCH].transaction() as connection:
        clip = load_clip(connection, clip_id)
    return clip, decode(open_sound(clip, handover_key=side.handover_key, objects=side.objects))


def test_a_harmless_order_crosses_in_another_voice(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    replace(deidentifier(side, Listener()), reviews_per_clip=3).deidentify(recording_id)
    clip, sound = placed(side)
    about = clip.description
    assert reviews_wanted(side, about.clip_id) == 3
    original = say(ORDER)
    assert state(side, recording_id) == ("placed", None)
    words = clip_words(side, about.clip_id)
    assert " ".join(word.text for word in words) == ORDER
    assert sound.size == about.sample_count
    assert words[-1].end <= sound.size
    assert about.disguise_profile == chosen_profile(AUTOMATIC, "en")
    assert likeness(sound, original) < 0.5 < likeness(original, original[800:])
    assert (about.region, about.language, about.programme) == ("DE", "en", "panel")
    assert about.selection_reason == "not_understood"


def test_ps1_the_answer_crosses_with_what_the_clip_shows_and_without_the_name_that_it_was_filled_with(
    side: PersonalSide, customer: Customer
) -> None:
    answer = "A large latte for zorbinella, account 4711."
    deidentifier(side, Listener()).deidentify(chosen(side, customer, answer=answer))
    clip, _ = placed(side)
    assert clip.sealed_answer is not None
    assert b"latte" not in clip.sealed_answer
    assert b"zorbinella" not in clip.sealed_answer
    shown = open_answer(clip, handover_key=side.handover_key, objects=side.objects)
    assert shown == ("A", "large", "latte", None)


def test_rv8_two_recognisers_that_agree_are_noted_with_the_clip(side: PersonalSide, customer: Customer) -> None:
    for hears, agreed in ((ORDER, True), ("please", False)):
        with side.databases.owner.transaction() as connection:
            _ = connection.execute("truncate handover.clips cascade")
        recording_id = chosen(side, customer)
        listener = Listener(hears=hears, engine="another")
        deidentifier(side, listener).deidentify(recording_id)
        assert placed(side)[0].description.agreed is agreed


def test_au5_what_else_was_thought_of_crosses_only_where_it_cannot_be_personal(
    side: PersonalSide, customer: Customer
) -> None:
    keep_names(side, customer, "Moya")
    hypothesis = replace(
        heard(ORDER, say(ORDER)),
        alternatives=tuple(
            Alternative(words=tuple(text.split()), score=0.0)
            for text in (
                "a charge latte with soy milk please",
                "a large latte with moya milk please",
                "a large emily with soy milk please",
            )
        ),
    )
    deidentifier(side, Listener()).deidentify(chosen(side, customer, hypothesis=hypothesis))
    [clip_id] = clips(side)
    others = {word.text: word.alternatives for word in clip_words(side, clip_id) if word.alternatives}
    assert others == {"large": ("charge",)}, "the name of the household is under a tone"


def households(side: PersonalSide) -> list[object]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select household from handover.clips order by placed_on, clip_id").fetchall()
        return [row[0] for row in rows]


def test_ps7_clips_of_one_household_share_a_random_token_that_changes(side: PersonalSide, customer: Customer) -> None:
    other = side.add_customer(Purpose.HUMAN_REVIEW)
    for person in (customer, customer, other):
        deidentifier(side, Listener()).deidentify(chosen(side, person))
    first = households(side)
    assert len(first) == 3
    assert None not in first
    assert len(set(first)) == 2
    side.sweeper().sweep()
    second = households(side)
    assert len(set(second)) == 2
    assert not set(first) & set(second), "nothing of yesterday is known today"
    pairs = list(zip(first, second, strict=True))
    assert len(set(pairs)) == 2, "the same clips are of one household"
    with side.databases.owner.transaction() as connection:
        _ = connection.execute("delete from personal.clip_links where customer_id = %s", [other.customer_id])
    side.sweeper().sweep()
    assert households(side).count(None) == 1, "what is linked to no person has none"


def test_ps6_the_area_of_a_person_crosses_for_routing_and_the_owners_household_does_not(side: PersonalSide) -> None:
    owner = side.add_customer(Purpose.HUMAN_REVIEW, programme=Programme.HOUSEHOLD)
    with side.databases.owner.transaction() as connection:
        _ = connection.execute("update personal.customers set area = 'DE-10'")
        for programme in ("household", "panel"):
            _ = connection.execute(
                "insert into handover.allowances values ('DE', %s, %s, 100, 100, 100, 0)",
                [programme, side.clock.now().date().replace(day=1)],
            )
    deidentifier(side, Listener()).deidentify(chosen(side, owner))
    neighbour = side.add_customer(Purpose.HUMAN_REVIEW)
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update personal.customers set area = 'DE-24' where customer_id = %s", [neighbour.customer_id]
        )
    deidentifier(side, Listener()).deidentify(chosen(side, neighbour))
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select programme, area, household is null from handover.clips").fetchall()
    assert {(str(row[0]), row[1], row[2]) for row in rows} == {("household", None, True), ("panel", "DE-24", False)}


def test_s18_numbers_are_a_tone_and_a_placeholder(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer, NUMBER)
    listener = Listener()
    deidentifier(side, listener).deidentify(recording_id)
    clip, _ = placed(side)
    text = " ".join(word.text for word in clip_words(side, clip.description.clip_id))
    assert "five" not in text
    assert "[telephone number]" in text
    concealed = [word.concealed for word in clip_words(side, clip.description.clip_id) if word.concealed]
    assert concealed[-1] == "telephone_number"
    assert set(concealed) <= {"telephone_number", "number"}
    assert listener.listened == [say(NUMBER).size]


def test_what_only_the_open_pass_heard_is_concealed_too(side: PersonalSide, customer: Customer) -> None:
    samples = say(NUMBER)
    answered = replace(
        heard("some cup of that now and then some more of it all", samples, domain="coffee"),
        general_words=heard(NUMBER, samples).words,
    )
    recording_id = side.store(customer, samples=samples, content=replace(spoken(), hypothesis=answered), selected=True)
    deidentifier(side, Listener()).deidentify(recording_id)
    assert state(side, recording_id)[0] == "placed"
    clip, _ = placed(side)
    covered = [word.text for word in clip_words(side, clip.description.clip_id) if word.concealed is not None]
    assert len(covered) >= 7


def test_sp6_no_reviewer_hears_more_than_ten_seconds(side: PersonalSide, customer: Customer) -> None:
    samples = numpy.concatenate([say(ORDER)] * 6)
    assert samples.size > 160_000
    recording_id = side.store(
        customer, samples=samples, content=content_of(" ".join([ORDER] * 6), samples), selected=True
    )
    deidentifier(side, Listener()).deidentify(recording_id)
    clip, sound = placed(side)
    assert 0 < sound.size == clip.description.sample_count <= 160_000
    assert all(0 <= word.start < word.end <= 160_000 for word in clip_words(side, clip.description.clip_id))


def test_ps1_ps3_nothing_that_names_the_person_crosses(side: PersonalSide, customer: Customer) -> None:
    _ = side.add_device(customer, "canaryroom")
    side.clock.moment = datetime(2026, 3, 4, 15, 17, 43, 123456, tzinfo=UTC)
    recording_id = chosen(side, customer, wake_word="hey canaryname")
    deidentifier(side, Listener()).deidentify(recording_id)
    clip, _ = placed(side)
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select to_jsonb(clips)::text from handover.clips").fetchall()
        leaves = connection.execute(
            "select convert_from(entry, 'UTF8') as entry from audit.leaves"
            " where convert_from(entry, 'UTF8') like '%clip_placed%'"
        ).fetchall()
    words = clip_words(side, clip.description.clip_id)
    everything = "".join(str(row[0]) for row in (*rows, *leaves)) + " ".join(word.text for word in words)
    wav = open_sound(clip, handover_key=side.handover_key, objects=side.objects)
    for canary in ("canarylogin", "canaryroom", "canaryname", str(recording_id), str(customer.customer_id)):
        assert canary not in everything
        assert canary.encode() not in wav
    assert "15:17" not in str(rows)
    assert "17:43" not in str(rows)
    assert clip.description.wake_word == "other"
    assert len(wav) == 44 + 2 * clip.description.sample_count


def test_au6_what_the_verifier_still_hears_is_withheld(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    deidentifier(side, Listener(hears="call five five five one two three four")).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "still_exposed")


def boom(error: Exception) -> Callable[[], None]:
    def explode() -> None:
        raise error

    return explode


@pytest.mark.parametrize(
    ("error", "reason"),
    [(EngineFailed(), "engine_failed"), (RuntimeError("zebra"), "unexpected"), (MemoryError(), "unexpected")],
)
def test_au4_any_fault_withholds(
    side: PersonalSide, customer: Customer, error: Exception, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    recording_id = chosen(side, customer)
    deidentifier(side, Listener(before=boom(error))).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", reason)
    assert "zebra" not in capfd.readouterr().err


def test_a_clip_that_the_handover_refuses_is_withheld(side: PersonalSide, customer: Customer) -> None:
    side.clock.advance(timedelta(days=60))
    recording_id = chosen(side, customer)
    deidentifier(side, Listener()).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "unexpected")


def test_a_recording_without_words_or_in_an_unknown_language_is_withheld(
    side: PersonalSide, customer: Customer
) -> None:
    wordless = chosen(side, customer, hypothesis=heard("", say(ORDER)))
    french = chosen(side, customer, language="fr")
    work = deidentifier(side, Listener())
    work.deidentify(wordless)
    work.deidentify(french)
    assert clips(side) == []
    assert state(side, wordless) == ("withheld", "words_unreliable")
    assert state(side, french)[0] == "withheld"


def test_sp5_silence_is_withheld(side: PersonalSide, customer: Customer) -> None:
    silence = numpy.zeros(32_000, dtype=numpy.int16)
    recording_id = side.store(customer, samples=silence, content=content_of(ORDER, say(ORDER)), selected=True)
    deidentifier(side, Listener()).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id)[0] == "withheld"


def test_a_word_outside_of_the_sound_is_withheld(side: PersonalSide, customer: Customer) -> None:
    samples = say(NUMBER)
    recording_id = side.store(customer, samples=samples[:20_000], content=content_of(NUMBER, samples), selected=True)
    deidentifier(side, Listener()).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "cannot_conceal")


def test_an_outage_withholds_nothing_and_places_nothing(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    work = deidentifier(side, Listener())
    away = side.folder / "objects.away"
    _ = (side.folder / "objects").rename(away)
    with pytest.raises(StoreUnavailable):
        work.deidentify(recording_id)
    assert state(side, recording_id) == ("waiting", None)
    assert clips(side) == []
    _ = away.rename(side.folder / "objects")
    work.deidentify(recording_id)
    assert len(clips(side)) == 1


def test_cn4_a_no_before_the_work_ends_it(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    side.decide(customer, Purpose.OWN_HISTORY, given=True)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    listener = Listener()
    deidentifier(side, listener).deidentify(recording_id)
    assert clips(side) == []
    assert listener.listened == []


def test_cn4_a_no_in_the_middle_of_the_work_places_nothing(side: PersonalSide, customer: Customer) -> None:
    side.decide(customer, Purpose.OWN_HISTORY, given=True)
    side.clock.advance(timedelta(seconds=1))
    recording_id = chosen(side, customer)

    def withdraw() -> None:
        side.decide(customer, Purpose.HUMAN_REVIEW, given=False)

    deidentifier(side, Listener(before=withdraw)).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withdrawn", None)


def test_deletion_in_the_middle_of_the_work_places_nothing(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)

    def delete() -> None:
        with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            _ = side.erasure.erase_all(connection, customer.customer_id, WithdrawalReason.DELETED_BY_CUSTOMER)

    deidentifier(side, Listener(before=delete)).deidentify(recording_id)
    assert clips(side) == []


def test_a_no_after_placing_withdraws_the_clip(side: PersonalSide, customer: Customer) -> None:
    deidentifier(side, Listener()).deidentify(chosen(side, customer))
    [clip_id] = clips(side)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    with side.databases[Role.WORKBENCH].transaction() as connection, pytest.raises(ClipGone):
        _ = load_clip(connection, clip_id)


@dataclass(frozen=True, kw_only=True)
class SpottingAs:
    """A spotter that hears what a test says in each pass; it may fail instead."""

    finding: tuple[SpottedWord, ...] = ()
    slowed: tuple[SpottedWord, ...] = ()
    verifying: tuple[SpottedWord, ...] = ()
    fails_in: SpottingPass | None = None

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        if listening is self.fails_in:
            raise EngineFailed
        heard_so = {SpottingPass.FINDING: self.finding, SpottingPass.SLOWED: self.slowed}
        return heard_so.get(listening, self.verifying)


def signs(said: str, start: int, end: int) -> tuple[SpottedWord, ...]:
    step = (end - start) // len(said.split())
    return tuple(
        SpottedWord(
            text=word,
            sign=True,
            start=SampleCount(start + place * step),
            end=SampleCount(start + (place + 1) * step),
            posterior=0.9,
            speech_score=-3.0,
        )
        for place, word in enumerate(said.split())
    )


SAID = "my telephone number is five five five one two three four and thank you all so much"
MISHEARD = "my telephone number is find i've fine won too tree for thank you"


def test_au5_a_number_that_the_recogniser_misheard_is_covered_by_the_sound(
    side: PersonalSide, customer: Customer
) -> None:
    samples = say(NUMBER)
    recording_id = side.store(customer, samples=samples, content=content_of(MISHEARD, samples), selected=True)
    deidentifier(side, Listener()).deidentify(recording_id)
    assert state(side, recording_id) == ("placed", None)
    clip, _ = placed(side)
    kept = [word.text for word in clip_words(side, clip.description.clip_id) if word.concealed is None]
    assert "number" in [word.concealed for word in clip_words(side, clip.description.clip_id)]
    assert not {"i've", "fine", "won", "too", "tree"} & set(kept)


def test_au5_what_only_an_alternative_says_is_covered(side: PersonalSide, customer: Customer) -> None:
    samples = say(NUMBER)
    best = heard("my table lamp is fly hive eye wand shoe tree door and thank you all so much", samples)
    other = tuple(SAID.split())
    hypothesis = replace(best, alternatives=(Alternative(words=other, score=-1.0),))
    recording_id = side.store(
        customer, samples=samples, content=replace(spoken(), hypothesis=hypothesis), selected=True
    )
    deidentifier(side, Listener(), SpottingAs()).deidentify(recording_id)
    assert state(side, recording_id) == ("placed", None)
    clip, _ = placed(side)
    kept = {word.text for word in clip_words(side, clip.description.clip_id) if word.concealed is None}
    assert not {"fly", "hive", "eye", "wand", "shoe", "tree", "door"} & kept


def test_au5_an_alternative_without_a_place_withholds(side: PersonalSide, customer: Customer) -> None:
    samples = say(NUMBER)
    placeless = heard("my telephone thing is there", samples)
    words = tuple(replace(word, end=word.start) for word in placeless.words)
    hypothesis = replace(placeless, words=words, alternatives=(Alternative(words=tuple(NUMBER.split()), score=-1.0),))
    recording_id = side.store(
        customer, samples=samples, content=replace(spoken(), hypothesis=hypothesis), selected=True
    )
    deidentifier(side, Listener(), SpottingAs()).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "cannot_conceal")


@pytest.mark.parametrize("fails_in", list(SpottingPass))
def test_au4_a_spotter_that_fails_withholds(side: PersonalSide, customer: Customer, fails_in: SpottingPass) -> None:
    recording_id = chosen(side, customer)
    two = signs("two six", 8_000, 16_000)
    deidentifier(side, Listener(), SpottingAs(finding=two, fails_in=fails_in)).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "engine_failed")


def said_unheard(side: PersonalSide, customer: Customer) -> tuple[RecordingId, Samples]:
    """Store a number of which the recogniser has written nothing."""
    samples = say(NUMBER)
    content = content_of("please make the light in the kitchen a little warmer thank you", samples)
    return side.store(customer, samples=samples, content=content, selected=True), samples


def test_au6_a_number_that_only_the_verifier_spots_withholds(side: PersonalSide, customer: Customer) -> None:
    recording_id, samples = said_unheard(side, customer)
    missed = SpottingAs(verifying=SPOTTER.spot(samples, SpottingPass.VERIFYING))
    deidentifier(side, Listener(), missed).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "number_uncovered")


def test_au6_a_number_that_reaches_out_of_its_beep_withholds(side: PersonalSide, customer: Customer) -> None:
    recording_id, samples = said_unheard(side, customer)
    words = SPOTTER.spot(samples, SpottingPass.FINDING)
    first_signs = [word for word in words if word.sign][:2]
    late = SpottingAs(
        finding=tuple(word for word in words if word.start >= first_signs[-1].end),
        verifying=SPOTTER.spot(samples, SpottingPass.VERIFYING),
    )
    deidentifier(side, Listener(), late).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "number_uncovered")


def test_au5_a_number_of_which_the_first_pass_spots_two_signs_and_the_slowed_pass_all_is_covered(
    side: PersonalSide, customer: Customer
) -> None:
    recording_id, samples = said_unheard(side, customer)
    whole = SPOTTER.spot(samples, SpottingPass.SLOWED)
    slowed = SpottingAs(finding=tuple(word for word in whole if word.sign)[:2], slowed=whole)
    deidentifier(side, Listener(), slowed).deidentify(recording_id)
    assert state(side, recording_id) == ("placed", None)
    clip, _ = placed(side)
    assert "number" in [word.concealed for word in clip_words(side, clip.description.clip_id)]


def test_signs_that_are_claimed_over_other_words_cover_nothing(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    claimed = signs("two six eight four", 8_000, 24_000)
    deidentifier(side, Listener(), SpottingAs(finding=claimed, slowed=claimed, verifying=claimed)).deidentify(
        recording_id
    )
    assert state(side, recording_id) == ("placed", None)
    clip, _ = placed(side)
    assert [word for word in clip_words(side, clip.description.clip_id) if word.concealed is not None] == []


def test_a_language_that_cannot_be_spotted_needs_surer_words(side: PersonalSide, customer: Customer) -> None:
    samples = say(ORDER)
    unsure = chosen(
        side, customer, language="de", hypothesis=heard("schalte bitte das licht aus", samples, posterior=0.4)
    )
    sure = chosen(side, customer, language="de", hypothesis=heard("schalte bitte das licht aus", samples))
    unknown = chosen(
        side,
        customer,
        language="de",
        hypothesis=heard("schalte bitte das licht aus", samples, posterior=POSTERIOR_WHERE_UNKNOWN),
    )
    number = chosen(
        side,
        customer,
        language="de",
        hypothesis=heard("bitte stell jetzt auf eins zwei drei und das sofort ja", samples),
    )
    work = deidentifier(side, Listener(hears="bitte"))
    for recording_id in (unsure, unknown, sure, number):
        work.deidentify(recording_id)
    assert state(side, unsure) == ("withheld", "sound_not_searched")
    assert state(side, unknown) == ("withheld", "sound_not_searched")
    assert state(side, sure) == ("placed", None)
    texts = {" ".join(word.text for word in clip_words(side, clip_id)) for clip_id in clips(side)}
    assert any("[number]" in text and "drei" not in text for text in texts)


def clip_words(side: PersonalSide, clip_id: ClipId) -> tuple[ConcealedWord, ...]:
    with side.databases[Role.WORKBENCH].transaction() as connection:
        clip = load_clip(connection, clip_id)
    return open_words(clip, handover_key=side.handover_key, objects=side.objects)


def keep_names(side: PersonalSide, customer: Customer, *names: str) -> None:
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        replace_names(connection, customer.customer_id, Sensitive(names), master_key=side.master_key, clock=side.clock)


def test_au5_names_of_the_household_are_covered_however_they_are_written(
    side: PersonalSide, customer: Customer
) -> None:
    keep_names(side, customer, "Siobhan")
    written = chosen(side, customer, "play the playlist of siobhan in the kitchen")
    samples = say("play the playlist of siobhan in the kitchen")
    misheard = side.store(
        customer,
        samples=samples,
        content=content_of("play the playlist of she vaughn in the kitchen", samples),
        selected=True,
    )
    work = deidentifier(side, Listener(), SpottingAs())
    work.deidentify(written)
    work.deidentify(misheard)
    assert state(side, written) == state(side, misheard) == ("placed", None)
    for clip_id in clips(side):
        words = clip_words(side, clip_id)
        assert not {"siobhan", "she", "vaughn"} & {word.text for word in words}
        assert "name" in [word.concealed for word in words]


def test_au6_a_name_of_the_household_that_is_still_heard_withholds(side: PersonalSide, customer: Customer) -> None:
    keep_names(side, customer, "Kowalski")
    recording_id = chosen(side, customer)
    deidentifier(side, Listener(hears="turn the cow wall ski off please"), SpottingAs()).deidentify(recording_id)
    assert state(side, recording_id) == ("withheld", "still_exposed")


def test_au4_a_list_of_names_that_cannot_be_read_withholds(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    keep_names(side, customer, "Siobhan")
    with side.databases.owner.transaction() as connection:
        _ = connection.execute("update personal.household_names set sealed_content = 'nonsense'")
    deidentifier(side, Listener()).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("withheld", "household_unreadable")


def test_au5_a_name_that_is_added_while_a_recording_is_prepared_is_covered(
    side: PersonalSide, customer: Customer
) -> None:
    """The household writes it down while the verifier listens: the clip without it never crosses, the next does."""
    recording_id = chosen(side, customer, "play the playlist of siobhan in the kitchen")
    late = Listener(before=lambda: keep_names(side, customer, "Siobhan"))
    with pytest.raises(HouseholdChanged):
        deidentifier(side, late, SpottingAs()).deidentify(recording_id)
    assert clips(side) == []
    assert state(side, recording_id) == ("waiting", None)
    deidentifier(side, late, SpottingAs()).deidentify(recording_id)
    [clip_id] = clips(side)
    assert "siobhan" not in {word.text for word in clip_words(side, clip_id)}


def test_twice_and_at_the_same_time_places_once(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    work = deidentifier(side, Listener(), SpottingAs())
    with ThreadPoolExecutor(max_workers=2) as threads:
        for done in [threads.submit(work.deidentify, recording_id) for _ in range(2)]:
            done.result()
    work.deidentify(recording_id)
    assert len(clips(side)) == 1
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.clip_links").fetchone() == (1,)


def test_au3_two_clips_of_the_same_sound_differ(side: PersonalSide, customer: Customer) -> None:
    work = deidentifier(side, Listener())
    for _ in range(2):
        work.deidentify(chosen(side, customer))
    sounds: list[bytes] = []
    for clip_id in clips(side):
        with side.databases[Role.WORKBENCH].transaction() as connection:
            clip = load_clip(connection, clip_id)
        sounds.append(open_sound(clip, handover_key=side.handover_key, objects=side.objects))
    assert sounds[0] != sounds[1]


def test_only_the_verifier_says_that_something_was_verified() -> None:
    with pytest.raises(TypeError):
        _ = Verified(concealed=None, heard=None)  # pyright: ignore[reportArgumentType]


def test_killed_at_any_moment_places_nothing_twice_and_loses_nothing(side: PersonalSide, customer: Customer) -> None:
    side.clock.moment = datetime.now(UTC)
    side.allow()
    recordings = [chosen(side, customer) for _ in range(6)]
    command = [
        sys.executable,
        "-m",
        "support.deidentifying",
        side.databases.dsn(Role.PERSONAL_WORKER),
        str(side.folder),
        *(str(recording_id) for recording_id in recordings),
    ]
    randomness = random.Random(3)  # noqa: S311 - moments of death
    kills = 0
    while True:
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, cwd="tests", text=True)
        assert worker.stdout is not None
        assert worker.stdout.readline() == "begun\n"
        time.sleep(randomness.uniform(0.05, 0.6))
        if kills == 3:
            assert worker.wait(timeout=60) == 0
            worker.stdout.close()
            break
        worker.send_signal(signal.SIGKILL)
        _ = worker.wait()
        worker.stdout.close()
        kills += 1
    with psycopg.connect(side.databases.owner_dsn) as connection:
        links = connection.execute("select recording_id from personal.clip_links").fetchall()
        leaves = connection.execute(
            "select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%clip_placed%'"
        ).fetchone()
    assert sorted(row[0] for row in links) == sorted(recordings)
    assert len(clips(side)) == len(recordings)
    assert leaves == (len(recordings),)
    assert {state(side, recording_id) for recording_id in recordings} == {("placed", None)}
