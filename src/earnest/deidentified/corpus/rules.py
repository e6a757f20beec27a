"""Rules of the corpus, decided without input or output: what teaches, and what a snapshot's content is."""

import hashlib
import json
from collections.abc import Iterable
from uuid import UUID

from earnest.handover.labels import Label, LabelOutcome, WakeWordVerdict

_ADDRESSED = frozenset({WakeWordVerdict.SAID, WakeWordVerdict.SIMILAR, WakeWordVerdict.NOT_APPLICABLE})


def teaches(label: Label) -> bool:
    """Return whether a model may learn from a label: labelled, said to the assistant, with words or a meaning."""
    return (
        label.outcome is LabelOutcome.LABELLED
        and label.wake_word_verdict in _ADDRESSED
        and (label.transcript is not None or label.intent is not None)
    )


def content_hash(labels: Iterable[Label], examples: Iterable[UUID] = (), items: Iterable[UUID] = ()) -> bytes:
    """Return the SHA-256 over labels, whatever their order: identifiers and everything that was written.

    Two snapshots with the same hash hold the same labels of the same clips.

    Args:
        labels: what teaches.
        examples: verdicts on the wake word that there are besides; a new one is something new to learn from.
        items: of corpora; each is as it was when it was brought in, so its identifier tells its content.
    """
    digest = hashlib.sha256()
    for example_id in sorted(examples):
        digest.update(b"example" + example_id.bytes)
    for item_id in sorted(items):
        digest.update(b"item" + item_id.bytes)
    for label in sorted(labels, key=lambda one: one.label_id.bytes):
        line = json.dumps(
            {
                "label_id": str(label.label_id),
                "clip_id": str(label.clip_id),
                "wake_word_verdict": label.wake_word_verdict.value,
                "transcript": label.transcript,
                "unclear_words": label.unclear_words,
                "intent": label.intent,
                "slots": [[slot.name, slot.value] for slot in label.slots],
                "entities": [[one.first_word, one.last_word, one.type, one.link] for one in label.entities],
                "guideline_version": label.guideline_version,
                "reviewer_kind": label.reviewer_kind.value,
            },
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()
        # The length in front keeps two lines from being read as one.
        digest.update(len(line).to_bytes(8, "big"))
        digest.update(line)
    return digest.digest()
