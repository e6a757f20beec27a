"""Home sentences: sentences out of Home Assistant's sentence templates, with things of every home in their places."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Final

from training.tagging.corpora import AnnotatedSentence, annotated

DEPTH: Final = 12
"""Rules within rules that are followed; deeper ones give no sentence."""
VALUES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "en": {
        "name": ("lamp", "ceiling fan", "garage door", "tv", "thermostat", "washing machine", "speaker", "curtains"),
        "area": ("kitchen", "living room", "bedroom", "bathroom", "office", "hallway", "garden"),
        "floor": ("first floor", "basement", "upstairs"),
        "color": ("red", "blue", "green", "white", "purple"),
        "item": ("milk", "apples", "coffee", "bread"),
        "shopping_list_item": ("milk", "apples", "coffee", "bread"),
        "todo_list_item": ("wash the car", "clean the windows", "water the plants"),
    },
    "de": {
        "name": ("Lampe", "Ventilator", "Garagentor", "Fernseher", "Thermostat", "Waschmaschine", "Lautsprecher"),
        "area": ("Küche", "Wohnzimmer", "Schlafzimmer", "Bad", "Büro", "Flur", "Garten"),
        "floor": ("Erdgeschoss", "Keller", "ersten Stock"),
        "color": ("rot", "blau", "grün", "weiß", "lila"),
        "item": ("Milch", "Äpfel", "Kaffee", "Brot"),
        "shopping_list_item": ("Milch", "Äpfel", "Kaffee", "Brot"),
        "todo_list_item": ("Auto waschen", "Fenster putzen", "Blumen gießen"),
    },
}
"""What stands for the lists that each home fills itself."""
NUMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("five", "ten", "twenty", "twenty five", "fifty", "two"),
    "de": ("fünf", "zehn", "zwanzig", "fünfundzwanzig", "fünfzig", "zwei"),
}
NUMBERED: Final = re.compile(r"brightness|temperature|position|volume|hours|minutes|seconds|percent|half|speed")
_TOKEN: Final = re.compile(r"<([\w ]+)>|\{(\w+)(?::\w+)?\}|([\[\](|)])|([^<>{}\[\](|)]+)")


def read_home_assistant(folder: Path, language: str, *, seed: int, each: int) -> Iterator[AnnotatedSentence]:
    """Give sentences of Home Assistant's templates; none where the folder does not have them.

    Args:
        folder: the folder with `home_assistant` in it.
        language: `en` or `de`.
        seed: the same seed gives the same sentences.
        each: how often each template is filled, ≥ 1; what needs a list that is not known here is left out.
    """
    generator = Random(seed)  # noqa: S311 - sentences, not secrets
    paths = sorted((folder / "home_assistant").glob(f"sentences__{language}__*.yaml"))
    common = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.stem.endswith("_common"))
    rules = dict(re.findall(r"^  ([\w ]+): \"(.*)\"$", common.split("expansion_rules:")[-1], flags=re.MULTILINE))
    seen: set[tuple[str, ...]] = set()
    for path in (path for path in paths if not path.stem.endswith("_common")):
        intent = path.stem.split("_Hass")[-1]
        for template in re.findall(r"^\s+- \"(.*)\"$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            for _ in range(each):
                text = _Filler(language, rules, generator).fill(template)
                sentence = annotated("home_assistant", language, f"Hass{intent}", [(text or "", None)])
                if text is not None and sentence.words and sentence.words not in seen:
                    seen.add(sentence.words)
                    yield sentence


class _Filler:
    """Makes one sentence of one template."""

    def __init__(self, language: str, rules: Mapping[str, str], generator: Random) -> None:
        self._values = VALUES[language]
        self._numbers = NUMBERS[language]
        self._rules = rules
        self._generator = generator

    def fill(self, template: str, depth: int = 0) -> str | None:
        """Return a sentence; None where a list or rule is not known."""
        tokens = [match.groups() for match in _TOKEN.finditer(template.replace("\\", ""))]
        text, _ = self._sequence(tokens, 0, depth)
        return None if text is None else " ".join(text.split())

    def _sequence(self, tokens: list[tuple[str | None, ...]], position: int, depth: int) -> tuple[str | None, int]:
        """Return one alternative out of those up to the closing bracket, and where that is."""
        alternatives: list[str | None] = [""]
        while position < len(tokens):
            rule, slot, mark, words = tokens[position]
            if mark in {"]", ")"}:
                break
            if mark == "|":
                alternatives.append("")
            elif mark in {"[", "("}:
                inner, position = self._sequence(tokens, position + 1, depth)
                left_out = mark == "[" and self._generator.random() < 0.5  # noqa: PLR2004 - as often as not
                alternatives[-1] = self._joined(alternatives[-1], "" if left_out else inner)
            else:
                alternatives[-1] = self._joined(alternatives[-1], words or self._filled(rule, slot, depth))
            position += 1
        return self._generator.choice(alternatives), position

    def _filled(self, rule: str | None, slot: str | None, depth: int) -> str | None:
        if rule is not None:
            return self.fill(self._rules[rule], depth + 1) if rule in self._rules and depth < DEPTH else None
        name = slot or ""
        if name in self._values:
            return self._generator.choice(self._values[name])
        return self._generator.choice(self._numbers) if NUMBERED.search(name) else None

    @staticmethod
    def _joined(text: str | None, more: str | None) -> str | None:
        return None if text is None or more is None else text + more
