"""The tables say what the result holds, and the result survives being written."""

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from earnest.demo.results import TourResult, WyomingProbe
from earnest.demo.tables import print_result
from earnest.operations.clients.fields import Fields
from earnest.operations.clients.learned import PartResult, TaskResult

ORDERS = TaskResult(
    task="coffee orders",
    metric="intent_and_slots_right",
    n_train=140,
    n_test=57,
    before=0.1,
    after=0.9,
    low=0.7,
    high=0.88,
    better=True,
    verdict="better",
)
RESULT = TourResult(
    source="recordings in a folder",
    synthetic=False,
    seed=1,
    cap_share=0.64,
    utterances=300,
    answered_as_kept=200,
    kept=199,
    gate={"not_understood": 150, "no_consent": 20},
    chosen=150,
    heard=140,
    accidental_stopped=18,
    accidental_played=19,
    accidental_heard=1,
    withheld={"still_exposed": 3},
    withdrawn=7,
    not_released_reason=None,
    tasks=(ORDERS,),
    wyoming=WyomingProbe(meant={"size": "large"}, before="larch", after="a large latte", right=True),
    seconds={"playing": 100.0},
    start_seconds=2.5,
    memory_at_rest_bytes=700 * 1024 * 1024,
    audit_leaves=1234,
    audit_intact=True,
)


def printed(result: TourResult) -> str:
    stream = io.StringIO()
    print_result(result, Console(file=stream, width=160))
    return stream.getvalue()


def test_everything_that_was_asked_for_is_printed() -> None:
    shown = printed(RESULT)
    for expected in (
        "300",
        "150 (50.0 %)",
        "not understood",
        "64.0 %",
        "still exposed",
        "18 of 19 stopped",
        "+80.0 [+70.0, +88.0]",
        "better",
        "a large latte",
        "700 MiB",
        "intact, 1234 entries",
    ):
        assert expected in shown
    assert "No model went live" not in shown


def test_a_broken_log_and_a_refused_model_are_said_loudly() -> None:
    shown = printed(replace(RESULT, audit_intact=False, not_released_reason="nothing better"))
    assert "BROKEN" in shown
    assert "No model went live: nothing better" in shown


def test_parts_are_shown_with_their_verdict() -> None:
    parts = (
        PartResult(part="commands", kept=True, task="coffee orders", verdict="better"),
        PartResult(part="phrases", kept=False, task="sentences", verdict="worse"),
    )
    shown = printed(replace(RESULT, parts=parts))
    assert re.search(r"commands\W+coffee orders\W+better\W+yes", shown)
    assert re.search(r"phrases\W+sentences\W+worse\W+no", shown)


def test_the_written_result_holds_the_same(tmp_path: Path) -> None:
    RESULT.write(tmp_path / "tour.json")
    fields = Fields.parse((tmp_path / "tour.json").read_bytes())
    assert fields.number("heard") == 140
    assert fields.objects("tasks")[0].text("task") == "coffee orders"
    assert RESULT.share_chosen == 0.5


def test_counted_reasons_are_written_as_an_object(tmp_path: Path) -> None:
    path = tmp_path / "tour.json"
    replace(RESULT, withheld=Counter(["still_exposed", "still_exposed", "words_unreliable"])).write(path)
    written = Fields.parse(path.read_bytes())
    withheld = written.find_object("withheld")
    assert withheld is not None
    assert withheld.number("still_exposed") == 2
