"""The tagger finds names that are in no list by the words around them.

A protection from decay, no measure of recall: the filled templates are those it learned from, and some templates were
written after earlier versions failed on sentences below.
"""

from collections.abc import Sequence

import pytest

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.spans import SpanSource
from earnest.speech.privacy.tagging.tagger import MODELS, NameTagger, load_tagger
from earnest.speech.privacy.vocabulary.languages import find_vocabulary
from training.tagging.filling import LABELS, filled
from training.tagging.templates import templates_of
from training.tagging.training import train


def tagged(tagger: NameTagger, words: Sequence[str], language: str) -> set[int]:
    return {
        index
        for span in tagger.find(words, find_vocabulary(language))
        for index in range(span.first_word, span.last_word + 1)
    }


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_bundled_model_finds_other_names_in_its_own_templates(language: str) -> None:
    found = personal = beeped = ordinary = 0
    for words, labels in filled(find_vocabulary(language), templates_of(language), seed=77, rounds=3):
        tagged_words = tagged(load_tagger(language), words, language)
        wanted = {index for index, label in enumerate(labels) if label in LABELS.values()}
        found += len(wanted & tagged_words)
        personal += len(wanted)
        beeped += len(tagged_words - wanted)
        ordinary += len(words) - len(wanted)
    assert personal > 250
    assert found / personal > 0.95
    assert beeped / ordinary < 0.035  # two in five of the common words in templates are invented


UNSEEN = {
    "en": """
        tomorrow i have to meet *zubaida at noon
        please let *oksana know that i am late
        is there anything new from *tomasz
        remind me to pick up *ngozi from school
        could you ring *thandiwe later
        put coffee with *bogdan on thursday
        i want to write to *ylva about the flowers
        has *wojciech replied yet
        tell *anneke the door is open
        what time does *yevgenia arrive
        send *ikenna the photos of the garden
        cancel dinner with *mirela tonight
    """,
    "de": """
        ich treffe mich morgen mit *zubaida
        sag bitte *oksana dass ich später komme
        erinnere mich daran *tomasz abzuholen
        schreib *thandiwe dass wir um acht da sind
        hat *wojciech schon geantwortet
        trag einen kaffee mit *bogdan ein
        schick *ikenna die fotos vom garten
        sag das essen mit *mirela ab
        wann kommt *yevgenia an
        frag *ylva ob sie mitkommt
    """,
    "nl": """
        zeg tegen *oksana dat ik later kom
        herinner me eraan om *tomasz te bellen
        ik spreek morgen af met *zubaida
        stuur *ikenna de foto's van de tuin
        heeft *wojciech al geantwoord
        zet koffie met *bogdan op donderdag
        vraag *ylva of ze meekomt
        zeg het eten met *mirela af
    """,
}
"""Names that no list has, in sentences of which some are close to templates; a star before each name."""


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_unseen_names_are_found_by_their_context(language: str) -> None:
    missed: list[str] = []
    beeped = 0
    for line in UNSEEN[language].strip().splitlines():
        texts = line.split()
        name = next(index for index, text in enumerate(texts) if text.startswith("*"))
        words = [
            RecognisedWord(text=text.lstrip("*"), start=SampleCount(0), end=SampleCount(1), posterior=1.0)
            for text in texts
        ]
        spans = find_personal_data(words, language)
        missed += [] if any(span.first_word <= name <= span.last_word for span in spans) else [texts[name]]
        beeped += sum(span.last_word - span.first_word + 1 for span in spans) - 1
    assert not missed
    assert beeped <= 2


def test_training_is_repeatable_and_its_model_works() -> None:
    vocabulary, templates = find_vocabulary("nl"), templates_of("nl")
    model = train(vocabulary, templates, seed=5, rounds=8)
    assert model == train(vocabulary, templates, seed=5, rounds=8)
    spans = list(NameTagger(model).find(("bel", "wojciech", "even", "op"), vocabulary))
    assert [(span.first_word, span.last_word, span.source) for span in spans] == [(1, 1, SpanSource.TAGGER)]


def test_bundled_models_are_small() -> None:
    package = MODELS.parents[3]
    learned = ["speech/hearing/spotting/background.tsv", "screening/models/*.json", "voices/disguise/*.json"]
    files = [*MODELS.iterdir(), *(file for pattern in learned for file in package.glob(pattern))]
    assert len(files) > 8
    assert sum(place.stat().st_size for place in files) < 1.2 * 1024 * 1024


def test_no_words_have_no_names() -> None:
    assert list(load_tagger("en").find((), find_vocabulary("en"))) == []
