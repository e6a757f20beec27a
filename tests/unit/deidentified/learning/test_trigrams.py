import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.deidentified.learning.trigrams import Sentence, arpa

sentences = st.lists(
    st.builds(
        Sentence, tokens=st.lists(st.sampled_from("abc"), max_size=4).map(tuple), weight=st.sampled_from([0.5, 1, 2])
    ),
    max_size=6,
)


def parse(text: str) -> tuple[dict[tuple[str, ...], float], dict[tuple[str, ...], float]]:
    probabilities: dict[tuple[str, ...], float] = {}
    backoffs: dict[tuple[str, ...], float] = {}
    for line in text.splitlines():
        fields = line.split("\t")
        if len(fields) > 1:
            gram = tuple(fields[1].split())
            probabilities[gram] = 10 ** float(fields[0])
            backoffs[gram] = 10 ** float(fields[2]) if len(fields) > 2 else 1.0
    return probabilities, backoffs


def probability(text: str, gram: tuple[str, ...]) -> float:
    probabilities, backoffs = parse(text)

    def look(gram: tuple[str, ...]) -> float:
        if gram in probabilities:
            return probabilities[gram]
        return backoffs.get(gram[:-1], 1.0) * look(gram[1:])

    return look(gram)


@settings(max_examples=40)
@given(sentences)
def test_every_context_sums_to_one(given_sentences: list[Sentence]) -> None:
    text = arpa(given_sentences, ["a", "b", "c"])
    contexts = [("<s>",), *product("abc"), *product("abc", "abc"), ("<s>", "a")]
    for context in contexts:
        total = sum(probability(text, (*context, word)) for word in ("a", "b", "c", "</s>"))
        assert total == pytest.approx(1, abs=2e-4)


def test_header_counts_the_grams() -> None:
    text = arpa([Sentence(tokens=("a", "b"))], [])
    claimed = [int(line.split("=")[1]) for line in text.splitlines() if line.startswith("ngram ")]
    assert claimed == [4, 3, 2]
    assert sum(claimed) == len(parse(text)[0])


def test_weight_counts_like_repetition() -> None:
    assert arpa([Sentence(tokens=("a",), weight=2)], []) == arpa([Sentence(tokens=("a",))] * 2, [])


def test_seen_is_likelier_than_unseen() -> None:
    text = arpa([Sentence(tokens=("a", "b"))] * 3, ["c"])
    assert probability(text, ("<s>", "a", "b")) > 0.5 > probability(text, ("<s>", "a", "c")) > 0
    assert math.isclose(probability(text, ("<s>", "a", "b")), probability(text, ("<s>", "a", "b")))
