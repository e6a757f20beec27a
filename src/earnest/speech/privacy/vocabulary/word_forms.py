"""Word forms: how common words are inflected and put together, so that lists need not hold every form of a word."""

from collections.abc import Iterator
from dataclasses import dataclass

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
SHORTEST_STEM = 4
"""Letters that must be left of a word without its ending; shorter ones hide names."""
SHORTEST_VERB = 3
"""Letters of an imperative (`dim`)."""
SHORTEST_FIRST = 3
"""Letters of the first part of a compound (`not` and `dienst`)."""
SHORTEST_PART = 4
"""Letters of its last part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """How a language forms its words."""

    endings: tuple[str, ...]
    """Endings that a common word may take."""
    infinitive: str = ""
    """Ending of infinitives, which imperatives and participles lack (`en`); empty where there is none."""
    participle: str = ""
    """How participles begin (`ge`)."""
    participle_endings: tuple[str, ...] = ()
    hardened: tuple[tuple[str, str], ...] = ()
    """Letters at the end of a stem and what they are in the singular (`olijven`, `olijf`); Dutch vowels double."""
    links: tuple[str, ...] = ()
    """What may stand between the parts of a compound (`s`); none where words are written apart."""
    name_ends: frozenset[str] = frozenset()
    """Words in which names of towns and people end (`stadt`, `mann`); what ends in them is no common compound."""

    def stems(self, word: str) -> Iterator[str]:
        """Give the words of which a word may be a form, the likeliest first; itself is not among them."""
        for ending in self.endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= SHORTEST_STEM:
                yield stem
                yield from self._singulars(stem)
        if word.endswith("ies") and not self.infinitive:
            yield f"{word[:-3]}y"
        if self.infinitive:
            yield from self._infinitives(word)
            for ending in self.participle_endings:
                if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                    yield from self._infinitives(word.removesuffix(ending))
                    if word.startswith(self.participle):
                        yield from self._infinitives(word.removeprefix(self.participle).removesuffix(ending))

    def is_imperative(self, word: str, common: frozenset[str]) -> bool:
        """Tell whether a word is an imperative of a common verb that has another form than its infinitive: `setz`."""
        return bool(self.infinitive) and any(verb in common for verb in self._infinitives(word))

    def compound_ends(self, word: str) -> Iterator[tuple[str, str]]:
        """Give the first and the last part of a word that may be put together of two, without what links them."""
        if not self.links:
            return
        for at in range(SHORTEST_FIRST, len(word) - SHORTEST_PART + 1):
            last = word[at:]
            if last in self.name_ends or any(
                last == name + ending for name in self.name_ends for ending in ("e", "en")
            ):
                continue
            for link in self.links:
                first = word[:at].removesuffix(link)
                if word[:at].endswith(link) and len(first) >= SHORTEST_FIRST:
                    yield first, last

    def _singulars(self, stem: str) -> Iterator[str]:
        """Give the singulars of a stem by Dutch spelling: `persoon`, `olijf` of `olijv`, `man` of `mann`."""
        if not self.hardened:
            return
        if stem[-1] == stem[-2]:
            yield stem[:-1]
        yield stem[:-1] + stem[-2] + stem[-1]
        for soft, hard in self.hardened:
            if stem.endswith(soft):
                yield stem[:-1] + hard
                yield stem[:-1] + stem[-2] + hard

    def _infinitives(self, stem: str) -> Iterator[str]:
        """Give the infinitives that a stem may belong to: `setz`, `änder`, and with Dutch spelling `dim` and `loop`."""
        if len(stem) < SHORTEST_VERB:
            return
        yield stem + self.infinitive
        yield stem + self.infinitive[1:]
        if self.hardened:
            yield stem + stem[-1] + self.infinitive
        if self.hardened and len(stem) >= SHORTEST_STEM and stem[-2] == stem[-3]:
            yield stem[:-2] + stem[-1] + self.infinitive
