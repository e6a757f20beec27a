"""With a randomness beacon no number is known when its root goes into the log; cheating with rounds is found (SP4).

The beacon is a program of the tests that gives rounds over HTTP as drand does, with a key of its own; its clock is that
of the side, so that rounds come out when the test lets time go on.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from support.databases import Databases
from support.randomness_beacon import Beacon, served
from support.sampling import CONTENT, NEEDY, ask_gate, utterance
from support.speaking import PersonalSide
from support.voices import say

from earnest.cli.draws import limit_of, rounds_of, verify_file
from earnest.foundation.identifiers import RecordingId, random_identifier
from earnest.handover.allowances import declare_countries
from earnest.handover.beacon_following import BeaconFollowing
from earnest.handover.drawing import ROUND_GRACE
from earnest.handover.draws import forget_draws, list_drawn
from earnest.handover.redrawing import DrawFindingKind, DrawReport, parse, redo
from earnest.personal.capture.keeping import UtteranceStorage
from earnest.personal.capture.utterances import KeepingResult
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import lock_customer
from earnest.personal.sampling import drawing as sampling_drawing
from earnest.personal.sampling import store as sampling_store
from earnest.personal.sampling.drawing import DrawBeacon, Draws
from earnest.personal.sampling.rules import GateDecision, GateReason
from earnest.personal.sampling.store import Caps, settle
from earnest.services.audit import SignerKey, reading
from earnest.services.audit.commands import export_log
from earnest.services.database.roles import Role

KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
CAPS = Caps(general_share=0.002, panel_share=1.0, general_person=3, panel_person=1000)
SAMPLES = say("a large latte with soy milk please")


@dataclass(frozen=True, slots=True, kw_only=True)
class BeaconSide:
    """The personal side with a beacon."""

    side: PersonalSide
    beacon: Beacon
    following: BeaconFollowing

    @property
    def draws(self) -> Draws:
        decides = DrawBeacon(chain=self.beacon.chain, clock=self.side.clock)
        return Draws(master_key=self.side.master_key, beacon=decides)

    def ask(self, customer: Customer, *, needy: bool = False) -> GateDecision:
        with self.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            return ask_gate(
                connection,
                self.side,
                customer,
                CAPS,
                need=NEEDY if needy else CONTENT,
                draws=self.draws,
                recording_id=RecordingId(random_identifier()),
            )

    def settle(self, customer: Customer, decision: GateDecision) -> GateDecision | None:
        assert decision.waiting is not None
        with self.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            lock_customer(connection, customer.customer_id)
            return settle(
                connection,
                customer,
                decision,
                decision.waiting,
                caps=CAPS,
                draws=self.draws,
                now=self.side.clock.now(),
            )

    def wait(self, seconds: float = 6.0) -> None:
        """Let time go on and the rounds come that are then out."""
        self.side.clock.advance(timedelta(seconds=seconds))
        _ = self.following.fetch()

    def open_control(self, customer: Customer) -> None:
        """Speak until the place of the control is open."""
        while self.counts()[1] % 10 != 9:
            _ = self.ask(customer, needy=True)

    def counts(self) -> tuple[int, int, int]:
        """Utterances, chosen and allowed."""
        with self.side.databases.owner.transaction() as connection:
            row = connection.execute(
                "select sum(utterances), sum(chosen), sum(allowed) from handover.allowances"
            ).fetchone()
        return (0, 0, 0) if row is None or row[0] is None else (int(row[0]), int(row[1]), int(row[2]))

    def draw_until(self, *, selected: bool) -> Customer:
        """Draw with rounds until one was chosen, or passed over."""
        customer = self.side.add_customer()
        for _ in range(60):  # each is a fair coin
            self.open_control(customer)
            decision = self.ask(customer)
            assert decision.waiting is not None
            self.wait()
            settled = self.settle(customer, decision)
            assert settled is not None
            if settled.selected is selected:
                return customer
        raise AssertionError("a fair coin fell on one side sixty times")

    def lines(self) -> list[str]:
        with self.side.databases[Role.ADMINISTRATION].transaction() as connection:
            return [one.line() for one in list_drawn(connection)]

    def log(self) -> list[bytes]:
        with self.side.databases[Role.ADMINISTRATION].transaction() as connection, reading(connection) as leaves:
            return [leaf.entry for leaf in leaves]

    def redo(self, lines: Sequence[str] | None = None) -> DrawReport:
        return redo(self.lines() if lines is None else lines, self.log(), [self.beacon.chain])

    def kinds(self, lines: Sequence[str] | None = None) -> set[DrawFindingKind]:
        return {finding.kind for finding in self.redo(lines).findings}


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


@pytest.fixture
def with_beacon(side: PersonalSide) -> Iterator[BeaconSide]:
    beacon = Beacon(clock=side.clock)
    with served(beacon) as address:
        following = BeaconFollowing(
            database=side.databases[Role.RANDOMNESS_BEACON], address=address, chain=beacon.chain, clock=side.clock
        )
        yield BeaconSide(side=side, beacon=beacon, following=following)


# what is drawn ------------------------------------------------------------------------------------------------------


def test_sp4_outsiders_draw_again_with_the_rounds_and_come_to_the_same(with_beacon: BeaconSide) -> None:
    _ = with_beacon.draw_until(selected=True)
    _ = with_beacon.draw_until(selected=False)
    report = with_beacon.redo()
    assert report.right
    assert report.with_round >= 2
    assert (report.lapsed, report.waiting, report.uncounted) == (0, 0, 0)
    assert report.selected == with_beacon.counts()[1]
    for line in with_beacon.lines():
        one = parse(line)
        assert one is not None
        assert one.line() == line


def test_sp4_the_command_draws_again_offline_with_a_chain_that_it_is_given(
    with_beacon: BeaconSide, tmp_path: Path
) -> None:
    _ = with_beacon.draw_until(selected=True)
    with with_beacon.side.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = export_log(connection, tmp_path / "log", KEY, with_beacon.side.clock)
    published = tmp_path / "draws.jsonl"
    _ = published.write_text("".join(line + "\n" for line in with_beacon.lines()), "ascii")
    key, chain = KEY.verifier.line(), str(with_beacon.beacon.chain)
    report = verify_file(published, tmp_path / "log", key, chain)
    assert report.right
    assert f"{report.with_round} drawn, 0 lapsed, 0 waiting, 0 drawn with the key alone" in rounds_of(report)
    assert "given up after its number was known" in limit_of(report)
    unknown = verify_file(published, tmp_path / "log", key)
    assert {finding.kind for finding in unknown.findings} == {DrawFindingKind.ROUND_INVALID}


def test_sp4_a_number_needs_a_round_that_is_not_out_when_its_root_is_in_the_log(with_beacon: BeaconSide) -> None:
    customer = with_beacon.side.add_customer()
    with_beacon.wait(0)
    with_beacon.open_control(customer)
    decision = with_beacon.ask(customer)
    assert decision.waiting is not None
    assert not decision.selected
    chain, now = with_beacon.beacon.chain, with_beacon.side.clock.now()
    assert chain.time_of(decision.waiting.round) - now >= timedelta(seconds=chain.period_seconds)
    assert any(decision.waiting.root.hex().encode() in entry for entry in with_beacon.log())
    with_beacon.wait(2.9)
    assert with_beacon.settle(customer, decision) is None
    with_beacon.wait(3.1)
    settled = with_beacon.settle(customer, decision)
    assert settled is not None
    assert settled.selected is (json.loads(with_beacon.lines()[-1])["outcome"] == "chosen")


def test_sp4_a_beacon_that_is_further_than_the_clock_here_counts(with_beacon: BeaconSide) -> None:
    """A clock that runs behind must not let a candidate name a round that is out."""
    customer = with_beacon.side.add_customer()
    with_beacon.wait()
    with_beacon.open_control(customer)
    out = with_beacon.beacon.chain.round_at(with_beacon.side.clock.now())
    with_beacon.side.clock.advance(-timedelta(seconds=60))
    decision = with_beacon.ask(customer)
    assert decision.waiting is not None
    assert decision.waiting.round > out


def test_sp4_a_round_far_ahead_that_was_forged_in_the_database_holds_up_nothing(with_beacon: BeaconSide) -> None:
    """The beacon's role can write what it likes into its table; what is no round is not reckoned from."""
    customer, chain = with_beacon.side.add_customer(), with_beacon.beacon.chain
    with_beacon.wait()
    with_beacon.open_control(customer)
    out = chain.round_at(with_beacon.side.clock.now())
    with with_beacon.side.databases[Role.RANDOMNESS_BEACON].transaction() as connection:
        for ahead in (out + 100_000, 2**62):
            _ = connection.execute(
                "insert into handover.rounds (chain, round, signature, fetched_at)"
                " values (%(chain)s, %(round)s, %(signature)s, %(now)s)",
                {
                    "chain": chain.fingerprint,
                    "round": ahead,
                    "signature": with_beacon.beacon.sign(out),
                    "now": with_beacon.side.clock.now(),
                },
            )
    decision = with_beacon.ask(customer)
    assert decision.waiting is not None
    assert out < decision.waiting.round <= out + 3
    with_beacon.wait()
    assert with_beacon.settle(customer, decision) is not None, "rounds come as before"
    assert with_beacon.redo().right


def test_sp1_while_a_candidate_waits_its_place_is_held_and_no_other_is_chosen_or_listed(
    with_beacon: BeaconSide,
) -> None:
    side, customer = with_beacon.side, with_beacon.side.add_customer()
    with_beacon.open_control(customer)
    decision = with_beacon.ask(customer)
    listed, before = len(with_beacon.lines()), with_beacon.counts()
    others = [with_beacon.ask(side.add_customer(), needy=number % 2 == 0) for number in range(6)]
    assert {(other.selected, other.reason, other.waiting) for other in others} == {
        (False, GateReason.CONTROL_PLACE, None),
        (False, GateReason.NO_NEED, None),
    }
    assert len(with_beacon.lines()) == listed
    assert with_beacon.counts()[:2] == (before[0] + 6, before[1])
    with_beacon.wait()
    settled = with_beacon.settle(customer, decision)
    assert settled is not None
    utterances, chosen, allowed = with_beacon.counts()
    assert chosen == before[1] + settled.selected <= allowed <= utterances
    _ = with_beacon.ask(customer)
    report = with_beacon.redo()
    assert report.right
    assert report.uncounted == 6


# what is not drawn --------------------------------------------------------------------------------------------------


def test_sp4_where_the_round_does_not_come_the_candidate_lapses_and_its_place_is_open_again(
    with_beacon: BeaconSide,
) -> None:
    customer = with_beacon.side.add_customer()
    with_beacon.open_control(customer)
    decision = with_beacon.ask(customer)
    with_beacon.side.clock.advance(timedelta(seconds=9))
    assert with_beacon.settle(customer, decision) is None
    with_beacon.side.clock.advance(ROUND_GRACE)
    settled = with_beacon.settle(customer, decision)
    assert settled is not None
    assert (settled.selected, settled.reason) == (False, GateReason.ROUND_MISSED)
    assert with_beacon.counts()[1] == 9
    again = with_beacon.ask(customer)
    assert again.waiting is not None
    report = with_beacon.redo()
    assert report.right
    assert (report.lapsed, report.waiting) == (1, 1)


def test_sp4_a_round_that_was_forged_in_the_database_is_not_drawn_from(with_beacon: BeaconSide) -> None:
    customer = with_beacon.side.add_customer()
    with_beacon.open_control(customer)
    decision = with_beacon.ask(customer)
    assert decision.waiting is not None
    with with_beacon.side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.rounds values (%s, %s, %s, now())",
            [decision.waiting.chain, decision.waiting.round, Beacon(clock=with_beacon.side.clock).sign(1)],
        )
    with_beacon.wait()
    assert with_beacon.settle(customer, decision) is None
    with_beacon.side.clock.advance(ROUND_GRACE)
    settled = with_beacon.settle(customer, decision)
    assert settled is not None
    assert settled.reason is GateReason.ROUND_MISSED


@pytest.mark.parametrize("came", [True, False])
def test_sp4_a_candidate_whose_process_is_gone_is_settled_by_the_next_utterance(
    with_beacon: BeaconSide, *, came: bool
) -> None:
    """Its number decides about the place where the round came; its sound is gone, so whoever had it keeps nothing."""
    customer = with_beacon.side.add_customer()
    for _ in range(60 if came else 1):  # with the round, until one took the place
        with_beacon.open_control(customer)
        chosen = with_beacon.counts()[1]
        decision = with_beacon.ask(customer)
        if decision.waiting is None:  # the one before, which this one settled, took the place
            break
        if came:
            with_beacon.wait(20)
        else:
            with_beacon.side.clock.advance(timedelta(seconds=20))
        _ = with_beacon.ask(customer)
        late = with_beacon.settle(customer, decision)
        assert late is not None
        assert (late.selected, late.reason) == (False, GateReason.ROUND_MISSED)
        if with_beacon.counts()[1] > chosen:
            break
        with_beacon.wait(20)
    assert (with_beacon.counts()[1] == 10) is came
    report = with_beacon.redo()
    assert report.right
    assert report.lapsed == (0 if came else 1)


def test_sp2_a_person_is_not_chosen_beyond_their_own_cap_by_waiting(with_beacon: BeaconSide) -> None:
    """The cap was reached while the candidate waited, elsewhere: the place stays as drawn, and nothing is kept."""
    customer = with_beacon.side.add_customer()
    for _ in range(60):
        with_beacon.open_control(customer)
        decision = with_beacon.ask(customer)
        assert decision.waiting is not None
        with_beacon.wait()
        with with_beacon.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            lock_customer(connection, customer.customer_id)
            settled = settle(
                connection,
                customer,
                decision,
                decision.waiting,
                caps=replace(CAPS, panel_person=1),
                draws=with_beacon.draws,
                now=with_beacon.side.clock.now(),
            )
        assert settled is not None
        assert not settled.selected
        if settled.reason is GateReason.OWN_CAP:
            break
    assert with_beacon.counts()[1] % 10 == 0
    assert with_beacon.redo().right


def test_dc5_a_country_that_is_closed_while_a_candidate_waits_lets_it_lapse_and_not_earlier(
    with_beacon: BeaconSide,
) -> None:
    """Ended early it would tell that its number won. A stop by an officer goes the same way."""
    owner, customer = with_beacon.side.databases.owner, with_beacon.side.add_customer()
    settled, decision = None, with_beacon.ask(customer)
    for _ in range(60):  # until a number wins
        with_beacon.open_control(customer)
        decision = with_beacon.ask(customer)
        with owner.transaction() as connection:
            declare_countries(connection, [])
        with_beacon.wait()
        settled = with_beacon.settle(customer, decision)
        if settled is None:
            break
        assert not settled.selected
        with owner.transaction() as connection:
            declare_countries(connection, ["DE"])
    assert settled is None
    with_beacon.side.clock.advance(ROUND_GRACE)
    settled = with_beacon.settle(customer, decision)
    assert settled is not None
    assert settled.reason is GateReason.ROUND_MISSED
    assert with_beacon.counts()[1] == 9
    assert with_beacon.redo().right


# what is kept -------------------------------------------------------------------------------------------------------


def _storage(with_beacon: BeaconSide) -> UtteranceStorage:
    side = with_beacon.side
    return UtteranceStorage(
        database=side.databases[Role.DEVICE_GATEWAY],
        vault=side.vault,
        jobs=side.jobs,
        caps=CAPS,
        draws=with_beacon.draws,
        retention_days=90,
        clock=side.clock,
    )


def _stored(side: PersonalSide) -> tuple[int, int, int]:
    """Recordings, objects and jobs."""
    with side.databases.owner.transaction() as connection:
        recordings = connection.execute("select count(*) from personal.recordings").fetchone()
        jobs = connection.execute("select count(*) from jobs_personal.procrastinate_jobs").fetchone()
    assert recordings is not None
    assert jobs is not None
    return int(recordings[0]), len(list(side.objects.keys())), int(jobs[0])


def _wait_and_end(with_beacon: BeaconSide, told: KeepingResult) -> KeepingResult:
    """Let the round come and what waited go on."""
    assert told.later is not None
    with_beacon.wait()
    ended = told.later.act()
    assert ended.later is None
    return ended


def test_what_waits_for_a_round_is_in_memory_alone_and_kept_only_where_it_is_chosen(with_beacon: BeaconSide) -> None:
    side, customer = with_beacon.side, with_beacon.side.add_customer(Purpose.HUMAN_REVIEW)
    seen: set[bool] = set()
    for _ in range(60):
        with_beacon.open_control(side.add_customer())
        before = _stored(side)
        told = _storage(with_beacon).keep(utterance(side, customer, SAMPLES, CONTENT))
        assert told.recording_id is None
        assert _stored(side) == before
        ended = _wait_and_end(with_beacon, told)
        kept = ended.recording_id is not None
        assert (_stored(side) != before) is kept
        assert ended.reason is (GateReason.RANDOM_CONTROL if kept else GateReason.NO_NEED)
        seen.add(kept)
        if seen == {True, False}:
            break
    assert seen == {True, False}
    assert with_beacon.redo().right


def test_what_waits_is_forgotten_where_the_round_does_not_come(with_beacon: BeaconSide) -> None:
    side, customer = with_beacon.side, with_beacon.side.add_customer(Purpose.HUMAN_REVIEW)
    with_beacon.open_control(side.add_customer())
    before = _stored(side)
    told = _storage(with_beacon).keep(utterance(side, customer, SAMPLES, CONTENT))
    assert told.later is not None
    side.clock.advance(timedelta(seconds=9))
    told = told.later.act()
    assert told.later is not None
    side.clock.advance(ROUND_GRACE)
    told = told.later.act()
    assert (told.later, told.recording_id, told.reason) == (None, None, GateReason.ROUND_MISSED)
    assert _stored(side) == before


def test_a_clock_that_was_set_back_costs_the_history_nothing_and_holds_no_sound(with_beacon: BeaconSide) -> None:
    side = with_beacon.side
    customer = side.add_customer(Purpose.HUMAN_REVIEW, Purpose.OWN_HISTORY)
    with_beacon.wait(7200)
    with_beacon.open_control(side.add_customer())
    side.clock.advance(-timedelta(hours=1))
    told = _storage(with_beacon).keep(utterance(side, customer, SAMPLES, CONTENT))
    assert told.later is None, "no sound waits for an hour"
    assert told.reason is GateReason.ROUND_MISSED
    assert told.recording_id is not None
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select selected from personal.recordings").fetchone()
    assert row == (False,)
    assert with_beacon.redo().right
    side.clock.advance(timedelta(hours=1, minutes=1))
    _ = with_beacon.ask(side.add_customer())
    assert with_beacon.redo().right


def test_cn4_a_no_while_it_waits_counts_and_does_not_change_what_was_drawn(with_beacon: BeaconSide) -> None:
    side, customer = with_beacon.side, with_beacon.side.add_customer(Purpose.HUMAN_REVIEW)
    for _ in range(60):
        with_beacon.open_control(side.add_customer())
        before = _stored(side)
        told = _storage(with_beacon).keep(utterance(side, customer, SAMPLES, CONTENT))
        side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
        ended = _wait_and_end(with_beacon, told)
        assert ended.recording_id is None
        assert _stored(side)[:2] == before[:2]
        if with_beacon.counts()[1] % 10 == 0:
            break
        side.decide(customer, Purpose.HUMAN_REVIEW, given=True)
    assert with_beacon.counts()[1] == 10
    assert with_beacon.redo().right


# attacks on what is published ---------------------------------------------------------------------------------------


def _place(lines: Sequence[str], outcome: str) -> int:
    return next(place for place, line in enumerate(lines) if json.loads(line).get("outcome") == outcome)


def _changed(line: str, **fields: object) -> str:
    return json.dumps({**json.loads(line), **fields}, separators=(",", ":"), sort_keys=True)


def _put_another_round(lines: list[str], beacon: Beacon) -> list[str]:
    place = _place(lines, "passed_over")
    lines[place] = _changed(lines[place], signature=beacon.sign(json.loads(lines[place])["round"] + 1).hex())
    return lines


def _name_another_round(lines: list[str], beacon: Beacon) -> list[str]:
    place = _place(lines, "passed_over")
    number = json.loads(lines[place])["round"] + 1
    lines[place] = _changed(lines[place], round=number, signature=beacon.sign(number).hex())
    return lines


def _forge_the_round(lines: list[str], beacon: Beacon) -> list[str]:
    place = _place(lines, "passed_over")
    forged = Beacon(clock=beacon.clock).sign(json.loads(lines[place])["round"])
    lines[place] = _changed(lines[place], signature=forged.hex())
    return lines


def _say_that_it_was_chosen(lines: list[str], _beacon: Beacon) -> list[str]:
    place = _place(lines, "passed_over")
    lines[place] = _changed(lines[place], outcome="chosen", selected=True)
    return lines


def _say_that_it_lapsed(lines: list[str], _beacon: Beacon) -> list[str]:
    place = _place(lines, "chosen")
    lines[place] = _changed(lines[place], outcome="lapsed", selected=False, signature="")
    return lines


def _drop_what_waits(lines: list[str], _beacon: Beacon) -> list[str]:
    return lines[:-1]


def _drop_what_was_passed_over(lines: list[str], _beacon: Beacon) -> list[str]:
    place = _place(lines, "passed_over")
    return lines[:place] + lines[place + 1 :]


def _let_it_wait_for_ever(lines: list[str], _beacon: Beacon) -> list[str]:
    place = _place(lines, "chosen")
    fields = json.loads(lines[place])
    for name in ("outcome", "settled_utterance", "signature"):
        del fields[name]
    lines[place] = json.dumps({**fields, "selected": False}, separators=(",", ":"), sort_keys=True)
    return lines


def _hide_utterances_behind_the_wait(lines: list[str], _beacon: Beacon) -> list[str]:
    place = _place(lines, "passed_over")
    lines[place] = _changed(lines[place], settled_utterance=json.loads(lines[place])["settled_utterance"] + 3)
    return lines


def _name_a_beacon_of_our_own(lines: list[str], beacon: Beacon) -> list[str]:
    place, own = _place(lines, "passed_over"), Beacon(clock=beacon.clock)
    signature = own.sign(json.loads(lines[place])["round"]).hex()
    lines[place] = _changed(lines[place], chain=own.chain.fingerprint, signature=signature)
    return lines


@pytest.mark.parametrize(
    ("attack", "found"),
    [
        (_put_another_round, DrawFindingKind.ROUND_INVALID),
        (_name_another_round, DrawFindingKind.NOT_COMMITTED),
        (_forge_the_round, DrawFindingKind.ROUND_INVALID),
        (_say_that_it_was_chosen, DrawFindingKind.CHOSEN_OTHERWISE),
        (_say_that_it_was_chosen, DrawFindingKind.SETTLED_OTHERWISE),
        (_say_that_it_lapsed, DrawFindingKind.SETTLED_OTHERWISE),
        (_drop_what_waits, DrawFindingKind.NOT_PUBLISHED),
        (_drop_what_was_passed_over, DrawFindingKind.OUT_OF_ORDER),
        (_let_it_wait_for_ever, DrawFindingKind.LEFT_WAITING),
        (_let_it_wait_for_ever, DrawFindingKind.SETTLED_OTHERWISE),
        (_hide_utterances_behind_the_wait, DrawFindingKind.SETTLED_OTHERWISE),
        (_name_a_beacon_of_our_own, DrawFindingKind.ROUND_INVALID),
    ],
)
def test_sp4_a_list_with_rounds_that_was_tampered_with_is_found(
    with_beacon: BeaconSide, attack: Callable[[list[str], Beacon], list[str]], found: DrawFindingKind
) -> None:
    _ = with_beacon.draw_until(selected=True)
    customer = with_beacon.draw_until(selected=False)
    with_beacon.open_control(customer)
    assert with_beacon.ask(customer).waiting is not None
    lines = with_beacon.lines()
    assert with_beacon.kinds(lines) == set()
    assert found in with_beacon.kinds(attack(list(lines), with_beacon.beacon))


# attacks of who runs the machine ------------------------------------------------------------------------------------


def test_sp4_a_round_that_was_out_when_the_root_went_into_the_log_is_found(
    with_beacon: BeaconSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway was changed so that its numbers are known before they are bound."""
    monkeypatch.setattr(sampling_drawing, "_ROUNDS_AHEAD", 0)
    _ = with_beacon.draw_until(selected=True)
    assert DrawFindingKind.ROUND_KNOWN in with_beacon.kinds()


def test_sp4_a_root_that_is_dated_back_before_its_round_is_found_by_what_the_log_has_before(
    with_beacon: BeaconSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its leaf tells an earlier time than that of the round; a leaf before it in the log tells a later one."""
    customer = with_beacon.side.add_customer()
    with_beacon.open_control(customer)
    _ = with_beacon.side.add_customer(Purpose.HUMAN_REVIEW)  # a leaf with the present time
    with_beacon.side.clock.advance(-timedelta(seconds=60))
    monkeypatch.setattr(sampling_drawing, "_ROUNDS_AHEAD", 1)
    decision = with_beacon.ask(customer)
    assert decision.waiting is not None
    assert with_beacon.kinds() == {DrawFindingKind.ROUND_KNOWN}


def test_sp4_a_choice_against_the_number_is_found(with_beacon: BeaconSide, monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(finding: str, number: float) -> bool:
        del finding
        return number >= 0.5

    monkeypatch.setattr(sampling_store, "takes_place", turned)
    _ = with_beacon.draw_until(selected=True)
    assert DrawFindingKind.CHOSEN_OTHERWISE in with_beacon.kinds()


def test_sp4_a_candidate_that_is_given_up_before_its_time_is_found(
    with_beacon: BeaconSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its number did not suit, so the gateway says that the round did not come, and draws the next utterance."""
    monkeypatch.setattr(sampling_drawing, "ROUND_GRACE", timedelta(0))
    customer = with_beacon.side.add_customer()
    with_beacon.open_control(customer)
    decision = with_beacon.ask(customer)
    with_beacon.side.clock.advance(timedelta(seconds=6))
    settled = with_beacon.settle(customer, decision)
    assert settled is not None
    assert settled.reason is GateReason.ROUND_MISSED
    assert with_beacon.kinds() == {DrawFindingKind.LAPSED_EARLY}


def test_sp4_utterances_that_are_left_out_after_the_wait_are_found(with_beacon: BeaconSide) -> None:
    customer = with_beacon.draw_until(selected=False)
    with with_beacon.side.databases.owner.transaction() as connection:  # counted, and kept out of the list
        _ = connection.execute("update handover.allowances set utterances = utterances + 1")
    assert with_beacon.ask(customer).waiting is not None
    assert with_beacon.kinds() == {DrawFindingKind.UTTERANCE_MISSING}


# who may do what ----------------------------------------------------------------------------------------------------


def test_only_the_beacons_role_writes_rounds_and_it_reaches_nothing_else(with_beacon: BeaconSide) -> None:
    _ = with_beacon.draw_until(selected=True)
    for role, statement in (
        (
            Role.DEVICE_GATEWAY,
            "insert into handover.rounds values (repeat('a', 64), 1, decode(repeat('00', 48), 'hex'), now())",
        ),
        (Role.DEVICE_GATEWAY, "update handover.candidate_settlements set outcome = 'lapsed'"),
        (Role.DEVICE_GATEWAY, "delete from handover.candidate_settlements"),
        (Role.DEVICE_GATEWAY, "update handover.candidates set round = 1"),
        (Role.RANDOMNESS_BEACON, "select * from handover.candidates"),
        (Role.RANDOMNESS_BEACON, "update handover.rounds set round = 1"),
        (Role.RANDOMNESS_BEACON, "select * from handover.allowances"),
        (Role.RANDOMNESS_BEACON, "select * from personal.customers"),
        (Role.RANDOMNESS_BEACON, "select audit.append('x')"),
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            with_beacon.side.databases[role].transaction() as connection,
        ):
            _ = connection.execute(statement.encode())


def test_lists_with_rounds_go_after_a_year_and_rounds_after_a_day(with_beacon: BeaconSide) -> None:
    _ = with_beacon.draw_until(selected=True)
    assert with_beacon.redo().right
    with_beacon.side.clock.advance(timedelta(days=480))
    _ = with_beacon.following.fetch()
    with with_beacon.side.databases[Role.ADMINISTRATION].transaction() as connection:
        forget_draws(connection, now=with_beacon.side.clock.now())
    assert with_beacon.lines() == []
    with with_beacon.side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from handover.candidate_settlements").fetchone() == (0,)
        assert connection.execute("select count(*) from handover.rounds").fetchone() == (10,)


def test_a_beacon_that_is_silent_or_lies_gives_no_round(with_beacon: BeaconSide) -> None:
    following = with_beacon.following
    for address, chain in (
        ("http://127.0.0.1:9/chain", following.chain),
        (following.address, Beacon(clock=with_beacon.side.clock).chain),
        (following.address + "/nothing", replace(following.chain, genesis=following.chain.genesis - 30)),
    ):
        other = BeaconFollowing(database=following.database, address=address, chain=chain, clock=following.clock)
        assert other.fetch() == 0
    assert following.fetch() == 10
    assert following.fetch() == 0
