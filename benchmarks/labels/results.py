"""Results: what was measured with one set of labels, and what all of it says together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, cast

from personal_speech.scoring import wilson

from earnest.deidentified.evaluation.rules import AnsweredItem, compare
from earnest.foundation.statistics.bootstrap import paired_bootstrap
from earnest.speech.language.wording import normalised_words

Row = Mapping[str, object]
_EXAMPLES: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What became of a sound that belongs to no domain."""

    name: str
    kind: str
    domain: str | None
    """The domain that took it; None where none did."""
    said: str | None
    before: str
    """What the open pass heard."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What labels of one task and split brought."""

    task: str
    split: int
    size: int
    """Labels that were wanted."""
    labels: int
    """Labels that there were."""
    people: int
    """Who said what was labelled."""
    learning_seconds: float
    """By the clock."""
    answered: Mapping[str, Sequence[AnsweredItem]]
    """By task."""
    noisy: Mapping[str, Sequence[AnsweredItem]]
    """By decibels."""
    taken: tuple[TakenOver, ...]

    def row(self) -> dict[str, object]:
        """Return it as it is kept between runs."""
        return {
            "task": self.task,
            "split": self.split,
            "size": self.size,
            "labels": self.labels,
            "people": self.people,
            "learning_seconds": self.learning_seconds,
            "answered": {task: [_item(one) for one in items] for task, items in self.answered.items()},
            "noisy": {decibels: [_item(one) for one in items] for decibels, items in self.noisy.items()},
            "taken": [asdict(one) for one in self.taken],
        }

    def sentence(self) -> str:
        """Return what was measured, in a line."""
        compared = [one for own in self.answered.values() for one in compare(own, seed=0)]
        gains = [f"{one.task} {one.before:.3f} → {one.after:.3f}" for one in compared]
        taken = sum(one.domain is not None for one in self.taken)
        about = f"{self.task}, split {self.split}, {self.labels} labels, {self.learning_seconds:.0f} s"
        return f"{about}: {'; '.join(gains)}; {taken} of {len(self.taken)} taken over"


def _item(item: AnsweredItem) -> dict[str, object]:
    """Return what one answer measures, by the metric of its task."""
    one = compare([item], seed=0)[0]
    return {
        "person": item.known.speaker,
        "metric": one.metric.value,
        "before": one.before,
        "after": one.after,
        "words": len(normalised_words(item.known.reference or "")),
        "domain": item.after.domain,
    }


def results(rows: Sequence[Row], *, seed: int) -> dict[str, object]:
    """Return the figures of all that was measured."""
    alone = [row for row in rows if len(cast("Mapping[str, object]", row["answered"])) == 1]
    together = [row for row in rows if row not in alone]
    sizes = sorted({(str(row["task"]), cast("int", row["size"])) for row in alone})
    return {
        "seed": seed,
        "n": sum(len(_answers(row, task)) for row in rows for task in cast("Mapping[str, object]", row["answered"])),
        "splits": len({row["split"] for row in rows}),
        "simulated": "the reviewer: it types what the collection knows; clips are disguised, nothing in them concealed",
        "intervals": "95 %: of gains, people drawn again (utterances where that is wider); of shares, Wilson",
        "curve": [_gain([row for row in alone if (row["task"], row["size"]) == one], one[0], seed) for one in sizes],
        "together": [_gain(together, task, seed) for task in sorted(_tasks(together))],
        "noise": _noise(alone, seed),
        "false_takeover": [
            _takeover([row for row in alone if (row["task"], row["size"]) == one], *one)
            for one in sizes
            if any(row["taken"] for row in alone if (row["task"], row["size"]) == one)
        ],
    }


def _tasks(rows: Iterable[Row]) -> set[str]:
    return {task for row in rows for task in cast("Mapping[str, object]", row["answered"])}


def _answers(row: Row, task: str) -> list[Row]:
    return cast("Mapping[str, list[Row]]", row["answered"])[task]


def _noise(rows: Sequence[Row], seed: int) -> list[dict[str, object]]:
    noisy = [row for row in rows if row["noisy"]]
    kinds = sorted({name for row in noisy for name in cast("Mapping[str, object]", row["noisy"])}, key=int)
    return [
        {"decibels": int(name)}
        | _paired([cast("Mapping[str, list[Row]]", row["noisy"])[name] for row in noisy], seed)
        | {"labels": [row["labels"] for row in noisy]}
        for name in reversed(kinds)
    ]


def _gain(rows: Sequence[Row], task: str, seed: int) -> dict[str, object]:
    return {
        "task": task,
        "size": rows[0]["size"],
        "labels": [row["labels"] for row in rows],
        "people_labelled": [row["people"] for row in rows],
        "learning_seconds": [row["learning_seconds"] for row in rows],
    } | _paired([_answers(row, task) for row in rows], seed)


def _paired(splits: Sequence[Sequence[Row]], seed: int) -> dict[str, object]:
    """Return before and after of all splits together, and after of each."""
    items = [item for split in splits for item in split]
    by_words = items[0]["metric"] == "word_error_rate"
    measured = paired_bootstrap(
        before=[cast("float", item["before"]) for item in items],
        after=[cast("float", item["after"]) for item in items],
        groups=[str(item["person"]) for item in items],
        weights=[float(cast("int", item["words"])) if by_words else 1.0 for item in items],
        seed=seed,
    )
    low = min(measured.by_group.low, measured.by_item.low)
    high = max(measured.by_group.high, measured.by_item.high)
    after = [_mean(split, "after", by_words=by_words) for split in splits]
    return {
        "metric": items[0]["metric"],
        "n": len(items),
        "people": measured.groups,
        "before": round(measured.before, 4),
        "after": round(measured.after, 4),
        "gain": round(measured.gain, 4),
        "interval": [round(low, 4), round(high, 4)],
        "after_by_split": after,
        "before_by_split": [_mean(split, "before", by_words=by_words) for split in splits],
        "spread": [min(after), max(after)],
        "taken_by_a_domain": sum(item["domain"] != "general" for item in items),
    }


def _mean(items: Sequence[Row], name: str, *, by_words: bool) -> float:
    weights = [cast("int", item["words"]) if by_words else 1 for item in items]
    total = sum(cast("float", item[name]) * weight for item, weight in zip(items, weights, strict=True))
    return round(total / sum(weights), 4)


def _takeover(rows: Sequence[Row], task: str, size: int) -> dict[str, object]:
    asked = [one for row in rows for one in cast("list[Row]", row["taken"])]
    taken = [one for one in asked if one["domain"] is not None]
    kinds = sorted({str(one["kind"]) for one in asked})
    return {
        "labels_of": task,
        "size": size,
        "all": _share(taken, asked),
        "kinds": {
            kind: _share([one for one in taken if one["kind"] == kind], [one for one in asked if one["kind"] == kind])
            for kind in kinds
        },
        "examples": [f"{one['said'] or one['before']} → {one['after']}" for one in taken[:_EXAMPLES]],
    }


def _share(taken: Sequence[Row], asked: Sequence[Row]) -> dict[str, object]:
    return {
        "n": len(asked),
        "taken": len(taken),
        "share": round(len(taken) / max(1, len(asked)), 4),
        "interval": [round(bound, 4) for bound in wilson(len(taken), len(asked))],
    }
