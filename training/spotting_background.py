"""Writes the spotter's common words: the likeliest words of the language model that pocketsphinx brings.

Words that are digits, letters or of the spelling alphabet are left out: the spotter knows them as signs. Run it with
`python -m training.spotting_background` after a change of the signs.
"""

import re
import sys
from typing import Final

from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import open_general_decoder
from earnest.speech.hearing.spotting.language_model import BACKGROUND
from earnest.speech.hearing.spotting.spoken_signs import SIGNS
from earnest.speech.language.lexicon import DICTIONARY_PATH

WORDS: Final = 1000
"""Common words that compete with signs; as many as `SpottingSettings.background_words`."""
LOG_STEP: Final = 1e-4
"""The model counts in logarithms to the base of 1.0001."""
_WORD: Final = re.compile(r"[a-z']{2,}|a|i")


def main() -> int:
    """Write the file."""
    model = open_general_decoder().get_lm()
    entries = [line.split(maxsplit=1) for line in DICTIONARY_PATH.read_text(encoding="utf-8").splitlines()]
    spoken = {word: " ".join(phones.split()) for word, phones in entries}
    signs = {sign.text for sign in SIGNS} - {"a", "i", "at"}
    words = [word for word in spoken if _WORD.fullmatch(word) and word not in signs]
    likely = sorted(words, key=lambda word: (-model.prob([word]), word))[:WORDS]
    lines = [
        "\t".join([word, f"{model.prob([word]) * LOG_STEP:.3f}", *dict.fromkeys(_variants(word, spoken))])
        for word in likely
    ]
    _ = BACKGROUND.write_text("\n".join([*lines, ""]), encoding="ascii")
    _ = sys.stdout.write(f"{len(lines)} words\n")
    return 0


def _variants(word: str, spoken: dict[str, str]) -> list[str]:
    keys = (word, f"{word}(2)", f"{word}(3)")
    return [spoken[key] for key in keys if key in spoken]


if __name__ == "__main__":
    sys.exit(main())
