"""Evidence: gathers what speaks for and against a domain's result, in the same way in learning and in use."""

from collections.abc import Container, Iterable, Sequence

from earnest.foundation.units import seconds
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import PassResult
from earnest.speech.hearing.recognition.domain_model import DomainModel
from earnest.speech.hearing.recognition.routing import Evidence, phone_distance
from earnest.speech.language.lexicon import Lexicon
from earnest.speech.language.wording import normalised_words


def gather_evidence(
    result: PassResult,
    *,
    values: Container[str],
    domain_phones: Sequence[str],
    general_phones: Sequence[str],
    samples: int,
) -> Evidence:
    """Return the evidence about one utterance.

    Args:
        result: what the domain heard.
        values: names of the domain's tokens that are slot values.
        domain_phones: phones of the words that the domain heard.
        general_phones: phones of the words that the open vocabulary heard.
        samples: length of the sound.
    """
    return Evidence(
        speech_score=result.speech_score,
        language_score=result.language_score,
        mean_posterior=result.mean_posterior,
        silent_share=result.silent_share,
        phone_distance=phone_distance(domain_phones, general_phones),
        seconds=seconds(samples),
        value_share=_value_share(result, values),
    )


def spoken_phones(words: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the phones of what an open pass heard, by the dictionary; words that it lacks have none.

    Numbers in figures have those of their number words, as engines that write as people do give `12` for `twelve`.

    Args:
        words: as engines write them.
        lexicon: English.
    """
    phones: list[str] = []
    for text in words:
        for word in normalised_words(text):
            listed = lexicon.pronounce(word)[:1] if word.isdecimal() else (lexicon.first_listed(word),)
            phones.extend(phone for one in listed for phone in one.split())
    return tuple(phones)


def _value_share(result: PassResult, values: Container[str]) -> float:
    lengths = [(word.last_frame - word.first_frame + 1, word.token in values) for word in result.words]
    return sum(length for length, value in lengths if value) / max(1, sum(length for length, _ in lengths))


def confidence_in_order(correctness: float, result: PassResult, values: Container[str]) -> float:
    """Return how sure it is that what a domain heard is right: no surer than its least sure slot value.

    `double` where `triple` is as likely is not to be acted on as if it were certain. Of 36 values heard right in orders
    of people of whom nothing was learned none was below 0.5; of six wrong ones three were at 0.34 at most.

    Args:
        correctness: probability that all of it is right, as the routing learned it.
        result: what the domain heard.
        values: names of the domain's tokens that are slot values.
    """
    return min([correctness, *(word.posterior for word in result.words if word.token in values)])


def value_tokens(model: DomainModel) -> frozenset[str]:
    """Return the names of a domain's tokens that are slot values."""
    return frozenset(token.name for token in model.tokens if token.slot is not None)


def first_pronunciations(model: DomainModel) -> dict[str, tuple[str, ...]]:
    """Return the phones of each token of a domain, in the first of its pronunciations."""
    lines = (line.split() for line in model.dictionary.splitlines())
    return {name: tuple(phones) for name, *phones in lines if not name.endswith(")")}
