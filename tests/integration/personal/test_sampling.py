"""SP1-SP3: the cap is never exceeded, however many utterances arrive at once."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from support.sampling import ask_gate
from support.speaking import PersonalSide, spoken, tone

from earnest.foundation.settings import load_settings
from earnest.handover.allowances import declare_countries
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.sampling.rules import GateDecision, GateReason
from earnest.personal.sampling.store import Caps
from earnest.services.database import Database
from earnest.services.database.roles import Role

PANEL = Caps(general_share=0.002, panel_share=0.25, general_person=3, panel_person=1000)
DEFAULT = Caps(
    general_share=load_settings({}).cap_share,
    panel_share=load_settings({}).panel_cap_share,
    general_person=load_settings({}).person_cap,
    panel_person=load_settings({}).panel_person_cap,
)


def ask(side: PersonalSide, customer: Customer, caps: Caps, *, database: Database | None = None) -> GateDecision:
    with (database or side.databases[Role.DEVICE_GATEWAY]).transaction() as connection:
        return ask_gate(connection, side, customer, caps)


def allowances(side: PersonalSide) -> list[tuple[int, int, int]]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select utterances, allowed, chosen from handover.allowances").fetchall()
    return [(int(row[0]), int(row[1]), int(row[2])) for row in rows]


def test_sp1_many_at_once_never_pass_the_cap(side: PersonalSide) -> None:
    people = [side.add_customer() for _ in range(4)]
    randomness = random.Random(1)  # noqa: S311 - order of arrival
    arrivals = [randomness.choice(people) for _ in range(200)]
    with ThreadPoolExecutor(max_workers=4) as threads:
        answers = [threads.submit(ask, side, person, PANEL) for person in arrivals]
    decisions = [answer.result() for answer in answers]
    [(utterances, allowed, chosen)] = allowances(side)
    selected = [decision for decision in decisions if decision.selected]
    control = [decision for decision in selected if decision.reason is GateReason.RANDOM_CONTROL]
    assert utterances == 200
    assert chosen == len(selected) <= allowed == 50
    assert len(selected) > 30
    assert 0 < len(control) * 5 <= len(selected)


def test_sp1_s30_default_is_one_in_five_hundred(side: PersonalSide) -> None:
    people = [side.add_customer(programme=Programme.GENERAL) for _ in range(2)]
    decisions = [ask(side, people[number % 2], DEFAULT) for number in range(1001)]
    assert [number + 1 for number, decision in enumerate(decisions) if decision.selected] == [500, 1000]
    assert allowances(side) == [(1001, 2, 2)]


def choose_and_die(side: PersonalSide, customer: Customer) -> None:
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        assert ask_gate(connection, side, customer, PANEL).selected
        raise RuntimeError


def test_a_choice_that_rolls_back_was_never_made(side: PersonalSide) -> None:
    customer = side.add_customer()
    for _ in range(3):
        _ = ask(side, customer, PANEL)
    with pytest.raises(RuntimeError):
        choose_and_die(side, customer)
    assert allowances(side) == [(3, 0, 0)]
    assert ask(side, customer, PANEL).selected


def test_lowering_the_cap_in_the_middle_of_a_month_stops_choosing(side: PersonalSide) -> None:
    customer = side.add_customer()
    for _ in range(8):
        _ = ask(side, customer, PANEL)
    lower = Caps(general_share=0.0, panel_share=0.01, general_person=0, panel_person=1000)
    assert ask(side, customer, lower).reason is GateReason.CAP
    assert allowances(side) == [(9, 2, 2)]


def test_general_programme_cannot_pass_one_per_cent_whatever_is_set() -> None:
    caps = Caps(general_share=0.9, panel_share=7.0, general_person=1, panel_person=1)
    assert caps.share(Programme.GENERAL) == 0.01
    assert caps.share(Programme.PANEL) == 1.0
    assert caps.share(Programme.HOUSEHOLD) == 0.0


def test_sp2_no_customer_is_chosen_more_often_than_their_cap(side: PersonalSide) -> None:
    caps = Caps(general_share=0.0, panel_share=1.0, general_person=0, panel_person=2)
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    for _ in range(2):
        assert ask(side, customer, caps).selected
        _ = side.store(customer, samples=tone(), content=spoken("x"), selected=True)
    assert ask(side, customer, caps).reason is GateReason.OWN_CAP
    side.clock.advance(timedelta(days=31))
    assert ask(side, customer, caps).selected


def test_sp2_who_deletes_a_chosen_recording_is_not_chosen_in_its_place(side: PersonalSide) -> None:
    """The notice promises at most so many in 30 days, not so many at a time."""
    caps = Caps(general_share=0.0, panel_share=1.0, general_person=0, panel_person=1)
    customer, other = (side.add_customer(Purpose.HUMAN_REVIEW) for _ in range(2))
    assert ask(side, customer, caps).selected
    recording_id = side.store(customer, samples=tone(), content=spoken("x"), selected=True)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        _ = side.erasure.erase_recordings(
            connection, customer.customer_id, [recording_id], WithdrawalReason.DELETED_BY_CUSTOMER
        )
    side.sweeper().sweep()
    assert ask(side, customer, caps).reason is GateReason.OWN_CAP
    assert ask(side, other, caps).selected
    side.clock.advance(timedelta(days=30))
    side.sweeper().sweep()
    assert ask(side, customer, caps).reason is GateReason.OWN_CAP
    side.clock.advance(timedelta(days=2))
    side.sweeper().sweep()
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.chosen_counts").fetchone() == (0,)
    assert ask(side, customer, caps).selected


def test_cn8_panel_and_months_are_counted_apart(side: PersonalSide) -> None:
    _ = ask(side, side.add_customer(programme=Programme.PANEL), PANEL)
    _ = ask(side, side.add_customer(programme=Programme.GENERAL), PANEL)
    _ = ask(side, side.add_customer(programme=Programme.HOUSEHOLD), PANEL)
    side.clock.advance(timedelta(days=31))
    _ = ask(side, side.add_customer(programme=Programme.PANEL), PANEL)
    assert [utterances for utterances, _, _ in allowances(side)] == [1, 1, 1, 1]


def test_dc5_no_clip_is_chosen_of_a_country_that_was_not_declared_active(side: PersonalSide) -> None:
    person = side.add_customer()
    generous = Caps(general_share=1.0, panel_share=1.0, general_person=99, panel_person=99)
    with side.databases.owner.transaction() as connection:
        declare_countries(connection, {"FR"})
    refused = ask(side, person, generous)
    assert (refused.selected, refused.reason) == (False, GateReason.COUNTRY_NOT_ACTIVE)
    place = f"'{person.region}', '{person.programme.value}', '{side.clock.now():%Y-%m}-01'"
    # A gateway that was broken into does not choose past the rule either, nor declares a country itself.
    for attack in (
        f"select handover.set_allowance({place}, 1, true)",
        f"insert into handover.declared_countries (country) values ('{person.region}')",
        f"insert into oversight.active_countries (country) values ('{person.region}')",
    ):
        with pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.InsufficientPrivilege)):
            _try(side.databases[Role.DEVICE_GATEWAY], attack)
    with side.databases.owner.transaction() as connection:
        declare_countries(connection, {person.region})
    assert ask(side, person, generous).selected


def _try(database: Database, statement: str) -> None:
    with database.transaction() as connection:
        _ = connection.execute(statement.encode())
