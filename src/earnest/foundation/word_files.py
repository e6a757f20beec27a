"""Word files: lists of words and phrases as text that a translator edits, one entry a line under named sections.

    # English: how numbers are spoken; written by hand for Earnest.
    [clock]
    am
    o'clock

Reading is strict: a file, a section or a line that is not understood stops the program with its place, so that a
misspelt heading never empties a list of words that privacy depends on.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

Phrase = tuple[str, ...]
"""Words in a row, lower case."""

NOTHING: Final = "-"
"""Entry of a list of endings that stands for no ending at all."""
_HEADING: Final = re.compile(r"\[([a-z][a-z_]*)\]")
_SUFFIX: Final = ".txt"


class WordFileMalformed(ValueError):
    """A word file cannot be read; the message says which file, which line, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """One line of a word file."""

    text: str
    line: int
    """Its number in the file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """The lists of one text file."""

    name: str
    """Folder and file, for messages."""
    sections: Mapping[str, tuple[WordLine, ...]]
    """Entries of each section in the order of the file."""

    def entries(self, section: str) -> tuple[str, ...]:
        """Return the lines of a section in their order."""
        return tuple(entry.text for entry in self.sections[section])

    def words(self, section: str) -> frozenset[str]:
        """Return the single words of a section.

        Raises:
            WordFileMalformed: a line holds several words.
        """
        for entry in self.sections[section]:
            if " " in entry.text:
                raise self.malformed(entry, f"[{section}] takes one word a line")
        return frozenset(self.entries(section))

    def phrases(self, section: str) -> tuple[Phrase, ...]:
        """Return the phrases of a section, longest first, those of one length in the order of the file."""
        return tuple(sorted((tuple(text.split()) for text in self.entries(section)), key=len, reverse=True))

    def endings(self, section: str) -> tuple[str, ...]:
        """Return the ends or links of words in a section; `-` stands for the empty one."""
        return tuple("" if text == NOTHING else text for text in self.entries(section))

    def pairs(self, section: str) -> tuple[tuple[str, str], ...]:
        """Return lines of two words: a word and what is said of it.

        Raises:
            WordFileMalformed: a line holds another number of words.
        """
        found: list[tuple[str, str]] = []
        for entry in self.sections[section]:
            match entry.text.split():
                case [first, second]:
                    found.append((first, second))
                case _:
                    raise self.malformed(entry, f"[{section}] takes two words a line")
        return tuple(found)

    def numbered(self, section: str) -> tuple[tuple[str, int], ...]:
        """Return lines of a word and a whole number.

        Raises:
            WordFileMalformed: a line is something else.
        """
        for entry, (_, figures) in zip(self.sections[section], self.pairs(section), strict=True):
            if not (figures.isascii() and figures.isdecimal()):
                raise self.malformed(entry, f"[{section}] takes a word and a number a line")
        return tuple((word, int(figures)) for word, figures in self.pairs(section))

    def single(self, section: str) -> str:
        """Return the only line of a section; empty where it has none.

        Raises:
            WordFileMalformed: it has several.
        """
        entries = self.sections[section]
        if len(entries) > 1:
            raise self.malformed(entries[1], f"[{section}] takes one line")
        return entries[0].text if entries else ""

    def one_of(self, section: str, choices: Collection[str]) -> str:
        """Return the only line of a section, which is one of several.

        Raises:
            WordFileMalformed: it is another, or there are none or several.
        """
        chosen = self.single(section)
        if chosen not in choices:
            raise WordFileMalformed(f"{self.name}: [{section}] takes one of: {', '.join(choices)}.")
        return chosen

    def malformed(self, entry: WordLine, why: str) -> WordFileMalformed:
        """Return the error that a line is not what its section takes."""
        return WordFileMalformed(f"{self.name}, line {entry.line}: {why}.")


def read_word_files(
    package: str, folder: str, expected: Mapping[str, Collection[str]], *, weighted: Collection[str] = ()
) -> Mapping[str, WordFile]:
    """Read the word files of a folder beside a package's modules.

    Args:
        package: full name of the package, such as `earnest.speech.privacy.vocabulary`.
        folder: its folder, such as `en`.
        expected: sections of each file, by its name without `.txt`.
        weighted: those of them in which a line may stand several times, because each time counts.

    Raises:
        WordFileMalformed: a file or section is missing, unknown or malformed.
    """
    place = files(package).joinpath(folder)
    found = {file.name for file in place.iterdir() if file.is_file()} if place.is_dir() else set[str]()
    wanted = {name + _SUFFIX for name in expected}
    for missing in sorted(wanted - found):
        raise WordFileMalformed(f"{folder}/{missing}: this file is missing.")
    for unknown in sorted(found - wanted):
        raise WordFileMalformed(f"{folder}/{unknown}: no file of this name is read here.")
    return {
        name: read_word_file(place.joinpath(name + _SUFFIX), folder, sections, weighted=weighted)
        for name, sections in expected.items()
    }


def read_word_file(
    file: Traversable, folder: str, expected: Collection[str], *, weighted: Collection[str] = ()
) -> WordFile:
    """Read one word file.

    Args:
        file: text in UTF-8.
        folder: name of its folder, for messages.
        expected: all sections that it has, each once, in any order.
        weighted: those of them in which a line may stand several times.

    Raises:
        WordFileMalformed: it is no such text; the message names file and line.
    """
    name = f"{folder}/{file.name}"
    sections: dict[str, list[WordLine]] = {}
    seen: set[tuple[str, str]] = set()
    current = ""
    for number, line in enumerate(_lines(file, name), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            current = heading[1]
            if current in sections or current not in expected:
                raise WordFileMalformed(f"{name}, line {number}: [{current}] is unknown or stands here twice.")
            sections[current] = []
            continue
        why = _fault(line) if current else "stands before the first [section]"
        if not why and (current, line) in seen and current not in weighted:
            why = "stands above already"
        if why:
            raise WordFileMalformed(f"{name}, line {number}: this line {why}.")
        seen.add((current, line))
        sections[current].append(WordLine(text=line, line=number))
    for missing in sorted(set(expected) - set(sections)):
        raise WordFileMalformed(f"{name}: [{missing}] is missing.")
    return WordFile(name=name, sections={section: tuple(entries) for section, entries in sections.items()})


def _lines(file: Traversable, name: str) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8").splitlines()
    except UnicodeDecodeError as cause:
        raise WordFileMalformed(f"{name}: this is no text in UTF-8.") from cause


def _fault(line: str) -> str:
    """Return what is wrong with an entry by itself; empty where nothing is."""
    if line.startswith("["):
        return "begins like a heading and is none"
    if line != " ".join(line.split()):
        return "has spaces at its ends, tabs, or two spaces in a row"
    if line != line.lower():
        return "has capital letters; words are compared in lower case"
    if line != unicodedata.normalize("NFC", line):
        return "has accents apart from their letters; write each as one character"
    return ""
