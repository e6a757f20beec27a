"""Presidio: the usual tool beside ours in the same run, with its pattern recognisers and a blank spaCy pipeline.

Models of spaCy are not downloaded here, so Presidio's finding of names and places (which rests on them) is not
measured; its patterns for numbers, cards, e-mails and so on are all there, in each language.
"""

import importlib.util
from collections.abc import Callable

from personal_speech.items import Heard


def presidio_finder() -> Callable[[Heard], frozenset[int]] | None:
    """Return what tells which words Presidio hides; None where it is not installed (group `evaluation`)."""
    if importlib.util.find_spec("presidio_analyzer") is None or importlib.util.find_spec("spacy") is None:
        return None
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine

    languages = ["en", "de", "nl"]
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR  # nothing is fetched from the net

    class BlankEngine(SpacyNlpEngine):
        """A pipeline that only parts words."""

        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": code, "model_name": code} for code in languages])
            self.nlp = {code: spacy.blank(code) for code in languages}

        def load(self) -> None:
            """Load nothing."""

        def process_text(self, text: str, language: str) -> NlpArtifacts:
            """Return the words of a text."""
            return self._doc_to_nlp_artifact(self.nlp[language](text), language)

    registry = RecognizerRegistry(supported_languages=languages)
    registry.load_predefined_recognizers(languages=languages)
    analyzer = AnalyzerEngine(nlp_engine=BlankEngine(), registry=registry, supported_languages=languages)

    def find(heard: Heard) -> frozenset[int]:
        text = " ".join(heard.words)
        found = analyzer.analyze(text=text, language=heard.item.language)
        hidden: set[int] = set()
        start = 0
        for index, word in enumerate(heard.words):
            end = start + len(word)
            if any(one.start < end and start < one.end for one in found):
                hidden.add(index)
            start = end + 1
        return frozenset(hidden)

    return find
