"""Real: sentences of command corpora whose personal words are marked; only those that training never saw."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import cast

from personal_speech.items import Heard, Item, Target, aligned, as_said, make_item
from training.tagging.corpora import (
    AnnotatedSentence,
    Part,
    annotated,
    bracketed,
    read_clinc,
    read_slurp,
    read_snips,
    read_xsid,
    spaced,
)
from training.tagging.home_sentences import read_home_assistant


def real_items(folder: Path, *, seed: int, at_most: int) -> tuple[list[Item], list[str]]:
    """Return items of the test part of each corpus, and what is missing.

    Args:
        folder: with `text` and `manifest.jsonl` in it.
        seed: chooses among sentences where there are more than wanted.
        at_most: sentences with something personal of each corpus, and as many without.
    """
    text = folder / "text"
    sources: dict[str, Iterable[AnnotatedSentence]] = {
        "SLURP and NLU evaluation": read_slurp(text),
        "Snips": read_snips(text),
        "CLINC150": read_clinc(text),
        "xSID English": read_xsid(text, "en"),
        "xSID German": read_xsid(text, "de"),
        "Home Assistant English": read_home_assistant(text, "en", seed=seed, each=3),
        "Home Assistant German": read_home_assistant(text, "de", seed=seed, each=3),
    }
    items: list[Item] = []
    missing: list[str] = []
    for name, sentences in sources.items():
        held = [sentence for sentence in sentences if sentence.part is Part.TEST and sentence.words]
        if not held:
            missing.append(name)
        draw = Random(f"{seed} {name}")  # noqa: S311 - repeatable, not secret
        for wanted in (True, False):
            chosen = [sentence for sentence in held if sentence.has_personal_data is wanted]
            items += [as_item(each) for each in draw.sample(chosen, min(at_most, len(chosen)))]
    return items, missing


def as_item(sentence: AnnotatedSentence) -> Item:
    """Return a sentence as an item; neighbouring words of one kind are one target."""
    targets: list[Target] = []
    for index, kind in enumerate(sentence.kinds):
        if kind is None:
            continue
        if targets and targets[-1].last == index - 1 and targets[-1].kind == kind.value:
            targets[-1] = Target(kind=kind.value, first=targets[-1].first, last=index)
        else:
            targets.append(Target(kind=kind.value, first=index, last=index))
    return Item(
        corpus=sentence.corpus,
        language=sentence.language,
        words=sentence.words,
        targets=tuple(targets),
        undecided=sentence.undecided,
        intent=sentence.intent,
    )


def recognised_items(folder: Path) -> Iterator[tuple[Heard, Heard]]:
    """Give what a real recogniser made of SLURP's test part, each with what it would be without errors."""
    path = folder / "text" / "slurp_recognised" / "recognised.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        entry = cast("Mapping[str, object]", json.loads(line))
        sentence = annotated("slurp recognised", "en", str(entry["intent"]), bracketed(str(entry["annotated"])))
        item = as_item(sentence)
        for recording in cast("list[Mapping[str, str]]", entry["recordings"]):
            heard = spaced(recording["hypothesis"].replace("< unk >", "unk"))
            yield as_said(item), aligned(item, heard)


def manifest_items(folder: Path) -> Iterator[Item]:
    """Give what was said in the recordings with personal data (whole utterances) and in home commands."""
    kinds = {"town, spelled": "spelled", "telephone number": "telephone", "house number": "house_number"}
    path = folder / "manifest.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        entry = cast("Mapping[str, str]", json.loads(line))
        if entry["task"] == "personal_data" and entry.get("personal_kind") in kinds:
            yield make_item("recordings", "en", [(entry["text"], kinds[entry["personal_kind"]])])
        elif entry["task"] == "commands" and entry.get("text"):
            yield make_item("recordings", "en", [(entry["text"], None)])
