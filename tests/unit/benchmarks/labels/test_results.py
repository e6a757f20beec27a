from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
from labels.picture import picture
from labels.results import Measured, TakenOver, results

from earnest.deidentified.evaluation.records import GivenAnswer, KnownAnswer
from earnest.deidentified.evaluation.rules import AnsweredItem


def answered(person: str, *, before: str, after: str, domain: str = "phrases") -> AnsweredItem:
    known = KnownAnswer(
        set_name="s", task="one-word commands", speaker=person, language="en", reference="stop", intent=None, slots=(),
        licence="CC0-1.0",
    )  # fmt: skip
    return AnsweredItem(
        known=known,
        before=GivenAnswer(words=(before,), intent=None, slots=()),
        after=GivenAnswer(words=(after,), intent=None, slots=(), domain=domain),
    )


def measured(split: int, items: Sequence[AnsweredItem], taken: Sequence[str | None] = ()) -> dict[str, object]:
    return Measured(
        task="one-word commands",
        split=split,
        size=25,
        labels=25,
        people=5,
        learning_seconds=1.0,
        answered={"one-word commands": items},
        noisy={"6": items},
        taken=tuple(
            TakenOver(name="n", kind="words", domain=domain, said="right", before="right", after="light")
            for domain in taken
        ),
    ).row()


def test_splits_are_pooled_and_their_spread_is_told() -> None:
    right = [answered("a", before="shop", after="stop"), answered("b", before="stop", after="stop")]
    wrong = [answered("c", before="shop", after="shop"), answered("d", before="shop", after="stop")]
    (row,) = results([measured(0, right), measured(1, wrong)], seed=1)["curve"]  # type: ignore[misc]
    assert (row["before"], row["after"], row["gain"]) == (0.25, 0.75, 0.5)
    assert row["spread"] == [0.5, 1.0]
    assert (row["n"], row["people"]) == (4, 4)
    assert row["interval"][0] >= 0 < row["interval"][1]


def test_what_domains_take_is_told_by_kind_with_an_interval() -> None:
    rows = [measured(0, [answered("a", before="stop", after="stop")], taken=["phrases", None, None])]
    (row,) = results(rows, seed=1)["false_takeover"]  # type: ignore[misc]
    assert row["all"]["taken"] == 1
    assert row["kinds"]["words"]["share"] == pytest.approx(1 / 3, abs=1e-4)
    assert row["kinds"]["words"]["interval"][0] < 1 / 3 < row["kinds"]["words"]["interval"][1]
    assert row["examples"] == ["right → light"]


def test_noise_is_listed_from_little_to_much() -> None:
    rows = [measured(0, [answered("a", before="shop", after="stop")])]
    assert [row["decibels"] for row in results(rows, seed=1)["noise"]] == [6]  # type: ignore[attr-defined]


def test_the_picture_is_an_image_with_a_line_for_each_task() -> None:
    rows = [measured(0, [answered("a", before="shop", after="stop")])]
    drawn = ElementTree.fromstring(picture(results(rows, seed=1)))  # noqa: S314 - our own text
    assert drawn.tag.endswith("svg")
    assert "single words right: 100.0%" in "".join(drawn.itertext())
