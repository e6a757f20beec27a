"""Languages: the vocabularies there are."""

from typing import Final

from earnest.speech.privacy.concealment.errors import LanguageNotCovered
from earnest.speech.privacy.vocabulary.dutch import DUTCH
from earnest.speech.privacy.vocabulary.english import ENGLISH
from earnest.speech.privacy.vocabulary.german import GERMAN
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary

VOCABULARIES: Final = {vocabulary.language: vocabulary for vocabulary in (ENGLISH, GERMAN, DUTCH)}


def find_vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of a language.

    Args:
        language: ISO 639-1, region ignored: `en`, `de-AT`, `nl_BE`.

    Raises:
        LanguageNotCovered: there is none.
    """
    vocabulary = VOCABULARIES.get(language.replace("_", "-").split("-")[0].lower())
    if vocabulary is None:
        raise LanguageNotCovered
    return vocabulary
