"""Rules of the corpus: what teaches, and a content hash that every change of content changes."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.corpus.rules import content_hash, teaches
from earnest.foundation.identifiers import ClipId, LabelId
from earnest.handover.labels import Label, LabelledEntity, LabelledSlot, LabelOutcome, ReviewerKind, WakeWordVerdict

LABEL = Label(
    label_id=LabelId(UUID(int=1)),
    clip_id=ClipId(UUID(int=2)),
    outcome=LabelOutcome.LABELLED,
    reject_reason=None,
    wake_word_verdict=WakeWordVerdict.SAID,
    transcript="a large latte",
    unclear_words=(),
    intent="order",
    slots=(LabelledSlot(name="size", value="large"),),
    entities=(LabelledEntity(first_word=2, last_word=2, type="product", link="Q1"),),
    guideline_version="1",
    reviewer_kind=ReviewerKind.REVIEWER,
    labelled_at=datetime(2025, 5, 5, tzinfo=UTC),
)
OTHER = replace(LABEL, label_id=LabelId(UUID(int=3)), clip_id=ClipId(UUID(int=4)))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (LABEL, True),
        (replace(LABEL, transcript=None), True),
        (replace(LABEL, intent=None), True),
        (replace(LABEL, wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE), True),
        (replace(LABEL, transcript=None, intent=None), False),
        (replace(LABEL, outcome=LabelOutcome.REJECTED), False),
        (replace(LABEL, wake_word_verdict=WakeWordVerdict.NOT_SAID), False),
        (replace(LABEL, wake_word_verdict=WakeWordVerdict.NOT_ADDRESSED), False),
    ],
)
def test_only_what_was_said_to_the_assistant_teaches(*, label: Label, expected: bool) -> None:
    assert teaches(label) is expected


def test_the_order_of_labels_does_not_count() -> None:
    assert content_hash([LABEL, OTHER]) == content_hash([OTHER, LABEL])


@pytest.mark.parametrize(
    "changed",
    [
        replace(LABEL, transcript="a large latte please"),
        replace(LABEL, transcript=None),
        replace(LABEL, intent="cancel"),
        replace(LABEL, slots=()),
        replace(LABEL, slots=(LabelledSlot(name="large", value="size"),)),
        replace(LABEL, entities=()),
        replace(LABEL, unclear_words=(1,)),
        replace(LABEL, clip_id=ClipId(UUID(int=9))),
        replace(LABEL, label_id=LabelId(UUID(int=9))),
    ],
)
def test_every_change_of_content_changes_the_hash(changed: Label) -> None:
    assert content_hash([changed, OTHER]) != content_hash([LABEL, OTHER])


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_content_of_two_labels_reads_as_that_of_two_others(first: str, second: str) -> None:
    one, two = replace(LABEL, transcript=first), replace(OTHER, transcript=second)
    swapped = [replace(LABEL, transcript=second), replace(OTHER, transcript=first)]
    assert (content_hash([one, two]) == content_hash(swapped)) == (first == second)
