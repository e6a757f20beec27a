"""The draw among utterances is done again from what is published; choosing, dropping and reordering are found (SP4)."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from support.databases import Databases
from support.sampling import CONTENT, ask_gate
from support.speaking import PersonalSide

from earnest.foundation.identifiers import RecordingId, random_identifier
from earnest.handover.drawing import CONTROL
from earnest.handover.draws import forget_draws, list_drawn
from earnest.handover.redrawing import DrawFindingKind, parse, redo
from earnest.personal.sampling.drawing import Draws
from earnest.personal.sampling.rules import GateDecision, ReviewNeed
from earnest.personal.sampling.store import Caps
from earnest.services.audit import reading
from earnest.services.database.roles import Role

NEEDY = ReviewNeed(understood=False, confidence=0.9, rephrased=False, failed_action=False)
CAPS = Caps(general_share=0.002, panel_share=0.5, general_person=3, panel_person=1000)


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def _speak(side: PersonalSide, times: int, draws: Draws | None = None) -> list[GateDecision]:
    customer, drawn = side.add_customer(), draws or Draws(master_key=side.master_key)
    decisions: list[GateDecision] = []
    for number in range(times):
        with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            decisions.append(
                ask_gate(
                    connection,
                    side,
                    customer,
                    CAPS,
                    need=CONTENT if number % 3 == 0 else NEEDY,
                    consented=number % 4 != 1,
                    draws=drawn,
                    recording_id=RecordingId(random_identifier()),
                )
            )
    return decisions


def _published(side: PersonalSide) -> list[str]:
    with side.databases[Role.ADMINISTRATION].transaction() as connection:
        return [one.line() for one in list_drawn(connection)]


def _log(side: PersonalSide) -> list[bytes]:
    with side.databases[Role.ADMINISTRATION].transaction() as connection, reading(connection) as leaves:
        return [leaf.entry for leaf in leaves]


def _kinds(lines: Sequence[str], log: Sequence[bytes]) -> set[DrawFindingKind]:
    return {finding.kind for finding in redo(lines, log).findings}


def test_sp4_outsiders_draw_again_and_come_to_the_same(side: PersonalSide) -> None:
    decisions = _speak_until_both(side, 120)
    report = redo(_published(side), _log(side))
    assert report.right
    assert report.selected == sum(decision.selected for decision in decisions) > 20
    assert report.drawn > 4
    assert report.candidates > report.selected


def _changed(line: str, **fields: object) -> str:
    return json.dumps({**json.loads(line), **fields}, separators=(",", ":"), sort_keys=True)


def _control(lines: Sequence[str], *, selected: bool) -> int:
    found = [json.loads(line) for line in lines]
    return next(n for n, one in enumerate(found) if one["finding"] == CONTROL and one["selected"] is selected)


def _has_both(lines: Sequence[str]) -> bool:
    return {one["selected"] for one in map(json.loads, lines) if one["finding"] == CONTROL} == {True, False}


def _speak_until_both(side: PersonalSide, times: int) -> list[GateDecision]:
    """Speak so often, and on until chance has chosen one candidate of the control and passed another one over."""
    decisions = _speak(side, times)
    for _ in range(50):
        if _has_both(_published(side)):
            break
        decisions += _speak(side, 20)
    return decisions


def _flip_to_chosen(lines: list[str]) -> list[str]:
    place = _control(lines, selected=False)
    lines[place] = _changed(lines[place], selected=True)
    return lines


def _flip_to_passed_over(lines: list[str]) -> list[str]:
    place = _control(lines, selected=True)
    lines[place] = _changed(lines[place], selected=False)
    return lines


def _drop(lines: list[str]) -> list[str]:
    return lines[:5] + lines[6:]


def _drop_the_last(lines: list[str]) -> list[str]:
    return lines[:-1]


def _reorder(lines: list[str]) -> list[str]:
    return [*lines[:4], lines[5], lines[4], *lines[6:]]


def _reorder_and_renumber(lines: list[str]) -> list[str]:
    return [*lines[:4], _changed(lines[5], number=4), _changed(lines[4], number=5), *lines[6:]]


def _refuse_afterwards(lines: list[str]) -> list[str]:
    place = _control(lines, selected=True)
    lines[place] = _changed(lines[place], finding="no_consent", proof="", selected=False)
    return lines


def _put_another_recording(lines: list[str]) -> list[str]:
    place = _control(lines, selected=True)
    lines[place] = _changed(lines[place], recording="ab" * 32)
    return lines


def _take_the_number_of_another(lines: list[str]) -> list[str]:
    place, other = _control(lines, selected=False), _control(lines, selected=True)
    lines[place] = _changed(lines[place], proof=json.loads(lines[other])["proof"], selected=True)
    return lines


def _spoil(lines: list[str]) -> list[str]:
    return [lines[0].replace(":", ": ", 1), *lines[1:]]


@pytest.mark.parametrize(
    ("attack", "found"),
    [
        (_flip_to_chosen, DrawFindingKind.CHOSEN_OTHERWISE),
        (_flip_to_passed_over, DrawFindingKind.CHOSEN_OTHERWISE),
        (_drop, DrawFindingKind.OUT_OF_ORDER),
        (_drop_the_last, DrawFindingKind.NOT_PUBLISHED),
        (_reorder, DrawFindingKind.OUT_OF_ORDER),
        (_reorder_and_renumber, DrawFindingKind.NOT_COMMITTED),
        (_refuse_afterwards, DrawFindingKind.NOT_COMMITTED),
        (_put_another_recording, DrawFindingKind.NOT_COMMITTED),
        (_take_the_number_of_another, DrawFindingKind.NOT_DRAWN),
        (_spoil, DrawFindingKind.LINE_UNREADABLE),
    ],
)
def test_sp4_a_list_that_was_tampered_with_is_found(
    side: PersonalSide, attack: Callable[[list[str]], list[str]], found: DrawFindingKind
) -> None:
    _ = _speak_until_both(side, 80)
    lines, log = _published(side), _log(side)
    assert _kinds(lines, log) == set()
    assert found in _kinds(attack(lines), log)


def test_sp4_an_utterance_that_is_left_out_before_it_is_listed_leaves_a_gap(side: PersonalSide) -> None:
    """Counted and not listed while the place of the control was open: the log cannot hold it, its number tells."""
    waiting: list[int] = []
    lines: list[str] = []
    while not waiting:  # The draw is random: seldom each place is followed by a choice.
        _ = _speak(side, 100)
        lines = _published(side)
        chosen = [json.loads(line)["chosen"] for line in lines]
        waiting = [place for place in range(1, len(lines)) if chosen[place] == chosen[place - 1]]
    log = _log(side)
    later = [_changed(line, utterance=json.loads(line)["utterance"] + 1) for line in lines[waiting[0] :]]
    assert DrawFindingKind.UTTERANCE_MISSING in _kinds([*lines[: waiting[0]], *later], log)


def test_sp4_a_number_is_drawn_with_a_key_that_the_log_had_before(side: PersonalSide) -> None:
    _ = _speak(side, 60)
    lines, log = _published(side), _log(side)
    without = [entry for entry in log if b"draw_key_made" not in entry]
    assert DrawFindingKind.NOT_DRAWN in _kinds(lines, without)
    key = next(entry for entry in log if b"draw_key_made" in entry)
    assert DrawFindingKind.NOT_DRAWN in _kinds(lines, [*without, key])


def test_the_list_tells_no_recording_and_the_gateway_cannot_change_it(side: PersonalSide) -> None:
    _ = _speak(side, 40)
    with side.databases.owner.transaction() as connection:
        secret = connection.execute("select sealed_secret from handover.draw_keys").fetchall()
    assert len(secret) == 1
    for statement in (
        "update handover.candidates set selected = true",
        "delete from handover.candidates",
        "update handover.draw_keys set public_key = public_key",
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            side.databases[Role.DEVICE_GATEWAY].transaction() as connection,
        ):
            _ = connection.execute(statement.encode())
    for role in (Role.ADMINISTRATION, Role.WORKBENCH, Role.CORPUS_WORKER):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            side.databases[role].transaction() as connection,
        ):
            _ = connection.execute("select sealed_secret from handover.draw_keys")


def test_secrets_go_when_the_month_is_over_and_lists_after_a_year(side: PersonalSide) -> None:
    _ = _speak(side, 20)
    side.clock.advance(timedelta(days=80))
    with side.databases[Role.ADMINISTRATION].transaction() as connection:
        forget_draws(connection, now=side.clock.now())
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select sealed_secret from handover.draw_keys").fetchall() == [(None,)]
    assert redo(_published(side), _log(side)).right
    side.clock.advance(timedelta(days=400))
    with side.databases[Role.ADMINISTRATION].transaction() as connection:
        forget_draws(connection, now=side.clock.now())
    assert _published(side) == []


def test_a_line_is_read_as_it_was_written(side: PersonalSide) -> None:
    _ = _speak(side, 30)
    for line in _published(side):
        one = parse(line)
        assert one is not None
        assert one.line() == line
