"""Consent as a state machine, and the grant that only this module can build (CN1, CN2, CN4, CN7)."""

import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from earnest.foundation.identifiers import ConsentEventId, CustomerId
from earnest.personal.consent.errors import PurposeUnknown
from earnest.personal.consent.purposes import Channel, Purpose
from earnest.personal.consent.records import ConsentEvent
from earnest.personal.consent.rules import ConsentGrant, given_at, make_grant, still_holds
from earnest.personal.consent.wording import current_hashes, load_wording

START = datetime(2026, 1, 1, tzinfo=UTC)
PERSON = CustomerId(UUID(int=1))


def event(purpose: Purpose, *, given: bool, minutes: int, text_hash: bytes | None = None) -> ConsentEvent:
    return ConsentEvent(
        consent_event_id=ConsentEventId(uuid4()),
        customer_id=PERSON,
        purpose=purpose,
        given=given,
        wording_version="1",
        wording_hash=load_wording(purpose, "en").sha256 if text_hash is None else text_hash,
        wording_language="en",
        channel=Channel.PORTAL,
        recorded_at=START + timedelta(minutes=minutes),
    )


class ConsentMachine(RuleBasedStateMachine):
    """Three independent switches, kept beside the events as the simplest thing that could be right."""

    @initialize()
    def begin(self) -> None:
        self.events: list[ConsentEvent] = []
        self.switches: dict[Purpose, bool] = dict.fromkeys(Purpose, False)
        self.past: list[tuple[datetime, frozenset[Purpose]]] = []
        self.minutes = 0
        self.grants: list[ConsentGrant] = []

    def moment(self) -> datetime:
        return START + timedelta(minutes=self.minutes)

    @rule(purpose=st.sampled_from(Purpose), given=st.booleans())
    def decide(self, purpose: Purpose, *, given: bool) -> None:
        self.minutes += 1
        self.events.append(event(purpose, given=given, minutes=self.minutes))
        self.switches[purpose] = given
        self.past.append((self.moment(), self.on()))

    @rule(purpose=st.sampled_from(Purpose))
    def agree_to_an_old_text(self, purpose: Purpose) -> None:
        self.minutes += 1
        self.events.append(event(purpose, given=True, minutes=self.minutes, text_hash=b"old" * 8))
        self.switches[purpose] = False
        self.past.append((self.moment(), self.on()))

    @rule()
    def ask_for_a_grant(self) -> None:
        grant = make_grant(self.events, customer_id=PERSON, moment=self.moment(), wordings=current_hashes())
        assert (grant is None) == (not self.on())
        if grant is not None:
            assert grant.purposes == self.on()
            self.grants.append(grant)

    def on(self) -> frozenset[Purpose]:
        return frozenset(purpose for purpose, is_on in self.switches.items() if is_on)

    @invariant()
    def switches_are_independent(self) -> None:
        assert frozenset(given_at(self.events, self.moment(), current_hashes())) == self.on()

    @invariant()
    def history_does_not_change(self) -> None:
        for moment, on in self.past:
            assert frozenset(given_at(self.events, moment, current_hashes())) == on

    @invariant()
    def a_grant_holds_only_while_every_yes_stands(self) -> None:
        for grant in self.grants:
            holds = still_holds(grant, self.events, moment=self.moment(), wordings=current_hashes())
            standing = {event.purpose: event.consent_event_id for event in self.events if event.purpose in self.on()}
            assert holds == (set(grant.consent_event_ids) <= set(standing.values()))


TestConsentMachine = ConsentMachine.TestCase


def test_cn2_nothing_is_on_without_an_explicit_yes() -> None:
    assert make_grant([], customer_id=PERSON, moment=START, wordings=current_hashes()) is None


@given(st.permutations(list(Purpose)))
def test_cn1_one_yes_gives_one_purpose(order: list[Purpose]) -> None:
    grant = make_grant(
        [event(order[0], given=True, minutes=0)], customer_id=PERSON, moment=START, wordings=current_hashes()
    )
    assert grant is not None
    assert grant.purposes == {order[0]}


def test_a_yes_in_the_future_does_not_count_yet() -> None:
    later = [event(Purpose.HUMAN_REVIEW, given=True, minutes=5)]
    assert make_grant(later, customer_id=PERSON, moment=START, wordings=current_hashes()) is None


def test_cn7_a_yes_to_one_text_is_not_a_yes_to_the_text_of_another_purpose() -> None:
    crossed = event(
        Purpose.HUMAN_REVIEW, given=True, minutes=0, text_hash=load_wording(Purpose.OWN_HISTORY, "en").sha256
    )
    assert make_grant([crossed], customer_id=PERSON, moment=START, wordings=current_hashes()) is None


def test_events_of_another_customer_are_refused() -> None:
    with pytest.raises(ValueError, match="two people"):
        _ = make_grant(
            [event(Purpose.OWN_HISTORY, given=True, minutes=0)],
            customer_id=CustomerId(UUID(int=2)),
            moment=START,
            wordings=current_hashes(),
        )


def test_only_the_rules_build_a_grant() -> None:
    with pytest.raises(TypeError):
        _ = ConsentGrant(
            customer_id=PERSON, purposes=frozenset(Purpose), consent_event_ids=(), moment=START, proof=object()
        )
    with pytest.raises(TypeError):
        _ = ConsentGrant(customer_id=PERSON, purposes=frozenset(Purpose), consent_event_ids=(), moment=START)


def test_a_grant_cannot_be_widened() -> None:
    grant = make_grant(
        [event(Purpose.OWN_HISTORY, given=True, minutes=0)],
        customer_id=PERSON,
        moment=START,
        wordings=current_hashes(),
    )
    assert grant is not None
    with pytest.raises((TypeError, ValueError)):
        _ = replace(grant, purposes=frozenset(Purpose))
    with pytest.raises(AttributeError):
        grant.purposes = frozenset(Purpose)  # pyright: ignore[reportAttributeAccessIssue]
    assert copy.copy(grant) == grant


def test_cn1_the_remedy_of_an_unknown_purpose_names_every_purpose() -> None:
    assert all(purpose.value in PurposeUnknown.remedy for purpose in Purpose)
