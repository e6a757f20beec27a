"""What a reviewer is warned of: cries that are found, and speech that is flagged wrongly, in words and in sound (DC2).

Recall is measured for crying children alone: no recordings of screams, of crying adults or of speech about violence
were at hand. The length from which a held pitch counts was chosen with these recordings in sight, so its recall is
rather too good.
"""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from accidents.shares import share_of
from rich.console import Console

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.parts import read_part
from earnest.foundation.errors import EarnestError
from earnest.screening.distress import signs_in_words
from earnest.screening.outcry import has_outcry

RESULTS = Path(__file__).parent / "results"
OUT = Console(soft_wrap=True, highlight=False)
ADULT_FROM = 18
SPEECH = ("sentences", "speakers", "commands", "words", "german")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    folder: Path | None = parser.parse_args().recordings
    if folder is None:
        OUT.print("No recordings: set EARNEST_SPEECH or give --recordings.")
        return
    items = list(read_collection(folder))
    crying = [item for item in items if "baby_cry" in item.path.name]
    noise = [item for item in items if item.task == "noise" and "baby_cry" not in item.path.name]
    adults = [item for item in items if item.task in {"sentences", "speakers"} and (item.age or 0) >= ADULT_FROM]
    children = [item for item in items if item.task in {"sentences", "speakers"} and 0 < (item.age or 0) < ADULT_FROM]
    rows = [
        row("cry found", "crying children (ESC-10)", crying, _cries),
        row("adult's speech flagged as an outcry", "sentences and speakers", adults, _cries),
        row("child's speech flagged as an outcry", "sentences and speakers, under 18", children, _cries),
        *(
            row("speech flagged as an outcry", task, [item for item in items if item.task == task], _cries)
            for task in SPEECH[2:]
        ),
        row("noise flagged as an outcry", "kitchen, rain, dogs, sneezes", noise, _cries),
        row("everyday text flagged by its words", "texts of all tasks", [one for one in items if one.text], _says),
    ]
    for one in rows:
        OUT.print(one)
    content = {
        "benchmark": "distress",
        "seed": 0,
        "data": "all recordings, none chosen at random; screams and speech about violence were not at hand.",
        "rows": rows,
    }
    _ = (RESULTS / "distress.json").write_text(json.dumps(content, indent=1) + "\n")


def row(
    question: str, data: str, items: Sequence[CollectionItem], holds: Callable[[CollectionItem], bool]
) -> dict[str, object]:
    """Return a share with its interval; a file that cannot be read at once is left out."""
    answers: list[bool] = []
    groups: list[str] = []
    for item in items:
        try:
            answers.append(holds(item))
        except EarnestError:
            continue
        groups.append(item.speaker or item.path.stem)
    found = share_of(answers, groups)
    return {
        "question": question,
        "data": data,
        "n": found.count,
        "groups": found.groups,
        "share": round(found.rate, 4),
        "interval": [round(found.low, 4), round(found.high, 4)],
    }


def _cries(item: CollectionItem) -> bool:
    return has_outcry(read_part(item))


def _says(item: CollectionItem) -> bool:
    return bool(signs_in_words(item.text or "", item.language or "en"))


if __name__ == "__main__":
    main()
