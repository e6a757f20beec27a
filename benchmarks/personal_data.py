"""Is spoken personal data found, and how much else is hidden? By words alone; sound has a benchmark of its own.

Real sentences (the test part of command corpora, never trained on, never looked at), real recogniser output (SLURP),
and generated utterances in English, German and Dutch; recognition errors are simulated at 0 to 40 % but for SLURP's,
which are real. Presidio stands beside it in the same run where it is installed.

Run with `make bench NAME=personal_data [RECORDINGS=dir]`; writes benchmarks/results/personal_data.json.
"""

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from personal_speech.confusion import Confuser
from personal_speech.generation import generated_items, ordinary_items
from personal_speech.items import Heard, Item, as_said
from personal_speech.presidio import presidio_finder
from personal_speech.real import manifest_items, real_items, recognised_items
from personal_speech.scoring import Finder, Tally, count, earnest_finder, share_by_sentence, wilson
from rich.console import Console
from rich.table import Table

from earnest.speech.language.comparing.word_errors import word_errors
from earnest.speech.privacy.vocabulary.languages import LANGUAGES, find_vocabulary

RESULTS = Path(__file__).parent / "results"
SEED = 20261125
RATES = (0.0, 0.1, 0.2, 0.3, 0.4)
PRESIDIO_RATES = (0.0, 0.2)
PRESIDIO_EACH = 4
"""Presidio looks at every so manyth utterance; it takes several times as long."""
OUT = Console(soft_wrap=True, highlight=False, width=150)

GROUPS = {
    "numbers": (
        *("telephone", "account", "iban", "post_code", "pin", "house_number", "licence_plate", "ip_address"),
        "date_of_birth",
    ),
    "cards": ("card",),
    "e-mail and web addresses": ("email_address", "web_address"),
    "spelled": ("spelled",),
    "passwords": ("password",),
    "names": ("name",),
    "places": ("place",),
    "street addresses": ("address",),
}
"""Kinds put together for the summary."""

Key = tuple[str, str, str, float]
"""Tool, corpus, language, error rate; -1 stands for real recogniser output."""


class Board:
    """All tallies of a run."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.recall: defaultdict[tuple[Key, str], Tally] = defaultdict(Tally)
        self.over: defaultdict[tuple[Key, bool], Tally] = defaultdict(Tally)

    def add(self, tool: str, rate: float, heard: Heard, finder: Finder) -> None:
        """Count one utterance; ordinary words beside something personal are counted apart."""
        key = (tool, heard.item.corpus, heard.item.language, rate)
        over = self.over[key, bool(heard.item.targets)]
        count(heard, finder(heard), lambda kind: self.recall[key, kind], over)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--each", type=int, default=40, help="generated items of each kind and language")
    _ = parser.add_argument("--real", type=int, default=250, help="real sentences of each corpus, with and without")
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    began = time.monotonic()
    real, missing = (
        ([], ["all recordings"]) if folder is None else real_items(folder, seed=SEED, at_most=arguments.real)
    )
    spoken = [] if folder is None else list(manifest_items(folder))
    invented = [
        item
        for language in LANGUAGES
        for item in (
            *generated_items(language, seed=SEED, each=arguments.each, blind=True),
            *ordinary_items(language, seed=SEED, each=4),
        )
    ]
    board = Board()
    presidio = presidio_finder()
    measure(board, [*real, *spoken, *invented], presidio)
    errors = measure_recognised(board, folder, presidio)
    for item in real:
        if item.corpus in {"nlu", "slurp", "snips"}:
            board.add("Earnest, intent known", 0.0, as_said(item), partial(earnest_finder, intent=item.intent))
    write(board, missing=missing, presidio=presidio is not None, errors=errors, seconds=time.monotonic() - began)


def measure(board: Board, items: Sequence[Item], presidio: Finder | None) -> None:
    """Score all items at all error rates."""
    confusers = {language: Confuser(language, lexicon(language, items), SEED) for language in LANGUAGES}
    for rate in RATES:
        for number, item in enumerate(items):
            heard = as_said(item) if rate == 0 else confusers[item.language].heard(item, rate)
            board.add("Earnest", rate, heard, earnest_finder)
            if presidio is not None and rate in PRESIDIO_RATES and number % PRESIDIO_EACH == 0:
                board.add("Presidio", rate, heard, presidio)


def measure_recognised(board: Board, folder: Path | None, presidio: Finder | None) -> float | None:
    """Score real recogniser output and return its word error rate; None where there is none."""
    errors = words = 0
    for number, (said, heard) in enumerate(() if folder is None else recognised_items(folder)):
        board.add("Earnest", -1.0, heard, earnest_finder)
        if presidio is not None and number % PRESIDIO_EACH == 0:
            board.add("Presidio", -1.0, heard, presidio)
        errors += word_errors(said.words, heard.words).total
        words += len(said.words)
    return errors / words if words else None


def lexicon(language: str, items: Iterable[Item]) -> set[str]:
    """Return the words that a recogniser of a language knows: common ones and those of the items, names left out."""
    names = find_vocabulary(language).names
    known = set(names.common | names.first_names | find_vocabulary(language).numbers.digits)
    for item in items:
        if item.language == language:
            inside = {index for target in item.targets for index in range(target.first, target.last + 1)}
            known.update(word for index, word in enumerate(item.words) if index not in inside and word.isalpha())
    return known


def write(board: Board, *, missing: Sequence[str], presidio: bool, errors: float | None, seconds: float) -> None:
    """Write the figures and print their tables."""
    recall = [
        {
            "tool": tool,
            "corpus": corpus,
            "language": language,
            "error_rate": "real recogniser" if rate < 0 else rate,
            "kind": kind,
            "n": tally.items,
            "hidden": tally.hidden_items,
            "recall": round(tally.hidden_items / tally.items, 4),
            "interval": [round(bound, 4) for bound in wilson(tally.hidden_items, tally.items)],
            "words": tally.words,
            "words_recall": round(tally.hidden_words / tally.words, 4),
        }
        for ((tool, corpus, language, rate), kind), tally in sorted(board.recall.items())
        if tally.items
    ]
    over = [
        {
            "tool": tool,
            "corpus": corpus,
            "language": language,
            "error_rate": "real recogniser" if rate < 0 else rate,
            "beside_personal_data": beside,
            "sentences": len(tally.sentences),
            "words": sum(words for words, _ in tally.sentences),
            "share": round(share, 4),
            "interval": [round(low, 4), round(high, 4)],
        }
        for ((tool, corpus, language, rate), beside), tally in sorted(board.over.items())
        if tally.sentences
        for share, low, high in [share_by_sentence(tally.sentences, SEED)]
    ]
    report = {
        "summary": summary(board),
        "over_bleep_summary": over_summary(board),
        "seed": SEED,
        "generated": "corpus 'generated': invented sentences, names and numbers; the others are real sentences",
        "simulated": "error rates 0.1 to 0.4; 'real recogniser' is what one wrote for real recordings of SLURP",
        "presidio": "pattern recognisers with a blank spaCy pipeline" if presidio else "not installed, left out",
        "missing": list(missing),
        "real_recogniser_word_error_rate": None if errors is None else round(errors, 4),
        "recall": recall,
        "over_bleep": over,
    }
    RESULTS.mkdir(exist_ok=True)
    place = RESULTS / "personal_data.json"
    _ = place.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print_recall(board)
    print_over(board)
    OUT.print(
        f"missing: {', '.join(missing) or 'nothing'}; Presidio: {report['presidio']}; {seconds:.0f} s, seed {SEED}"
    )


def summary(board: Board) -> list[dict[str, object]]:
    """Return the share of items that were wholly hidden, for groups of kinds: generated ones, and all real ones."""
    pooled: defaultdict[tuple[str, str, str, str, float], Tally] = defaultdict(Tally)
    for ((tool, corpus, language, rate), kind), tally in board.recall.items():
        group = next(title for title, kinds in GROUPS.items() if kind in kinds)
        source = corpus if corpus in {"generated", "slurp recognised"} else "real"
        cell = pooled[tool, source, language, group, rate]
        cell.items += tally.items
        cell.hidden_items += tally.hidden_items
    return [
        {
            "tool": tool,
            "source": source,
            "language": language,
            "group": group,
            "error_rate": "real recogniser" if rate < 0 else rate,
            "n": tally.items,
            "recall": round(tally.hidden_items / tally.items, 4),
            "interval": [round(bound, 4) for bound in wilson(tally.hidden_items, tally.items)],
        }
        for (tool, source, language, group, rate), tally in sorted(pooled.items())
    ]


def over_summary(board: Board) -> list[dict[str, object]]:
    """Return the share of ordinary words that were hidden in real sentences and in generated ones, by language."""
    pooled: defaultdict[tuple[str, str, str, float], list[tuple[int, int]]] = defaultdict(list)
    for ((tool, corpus, language, rate), _), tally in board.over.items():
        source = corpus if corpus in {"generated", "slurp recognised"} else "real"
        pooled[tool, source, language, rate] += tally.sentences
    return [
        {
            "tool": tool,
            "source": source,
            "language": language,
            "error_rate": "real recogniser" if rate < 0 else rate,
            "sentences": len(sentences),
            "words": sum(words for words, _ in sentences),
            "share": round(share, 4),
            "interval": [round(low, 4), round(high, 4)],
        }
        for (tool, source, language, rate), sentences in sorted(pooled.items())
        for share, low, high in [share_by_sentence(sentences, SEED)]
    ]


def print_recall(board: Board) -> None:
    """Print the share of items that were wholly hidden, by kind, language and error rate."""
    rates = sorted({key[3] for key, _ in board.recall})
    table = Table(title="Items wholly hidden, % (n)")
    for title in ("tool", "corpus", "language", "kind", *("real" if rate < 0 else f"{rate:.0%}" for rate in rates)):
        table.add_column(title)
    for tool, corpus, language, kind in sorted({(*key[:3], kind) for key, kind in board.recall}):
        cells: list[str] = []
        for rate in rates:
            tally = board.recall.get(((tool, corpus, language, rate), kind))
            cells.append(
                ""
                if tally is None or not tally.items
                else f"{100 * tally.hidden_items / tally.items:.0f} ({tally.items})"
            )
        table.add_row(tool, corpus, language, kind, *cells)
    OUT.print(table)


def print_over(board: Board) -> None:
    """Print the share of ordinary words that were hidden."""
    table = Table(title="Ordinary words hidden, %")
    for title in ("tool", "corpus", "language", "errors", "beside personal data", "words", "share", "95 %"):
        table.add_column(title)
    for ((tool, corpus, language, rate), beside), tally in sorted(board.over.items()):
        if tally.sentences:
            share, low, high = share_by_sentence(tally.sentences, SEED)
            words = sum(words for words, _ in tally.sentences)
            error = "real" if rate < 0 else f"{rate:.0%}"
            shown = (f"{100 * share:.2f}", f"{100 * low:.2f} to {100 * high:.2f}")
            table.add_row(tool, corpus, language, error, "yes" if beside else "no", str(words), *shown)
    OUT.print(table)


if __name__ == "__main__":
    sys.exit(main())
