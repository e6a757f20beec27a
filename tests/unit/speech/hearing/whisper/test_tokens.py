"""Tokens of Whisper: a text is given back in the tokens in which the weights themselves write it."""

import json

import pytest
from tokenizers import Tokenizer

from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.speech.hearing.whisper.tokens import Tokens, with_all_merges
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces, load_model

BYTES = [chr(number) for number in (*range(33, 127), *range(161, 173), *range(174, 256), *range(256, 324))]
MERGES = [["Ġ", "t"], ["Ġ", "a"], ["Ġt", "h"], ["Ġth", "e"]]


def vocabulary(merges: list[list[str]]) -> str:
    tokens = [*BYTES, *("".join(pair) for pair in MERGES)]
    numbers = {token: number for number, token in enumerate(tokens)}
    return json.dumps(
        {
            "added_tokens": [],
            "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
            "model": {"type": "BPE", "vocab": numbers, "merges": merges},
        }
    )


def written(tokenizer: str) -> list[int]:
    return list(Tokenizer.from_str(tokenizer).encode(" the a", add_special_tokens=False).ids)


@pytest.mark.parametrize("missing", [[0], [1], [0, 1]])
def test_a_merge_that_the_file_lacks_is_put_back_in_its_place(missing: list[int]) -> None:
    left = [pair for place, pair in enumerate(MERGES) if place not in missing]
    whole = written(vocabulary(MERGES))
    assert len(whole) == len(["Ġthe", "Ġa"])
    assert written(vocabulary(left)) != whole
    mended = with_all_merges(vocabulary(left))
    assert json.loads(mended)["model"]["merges"] == MERGES
    assert written(mended) == whole


def test_a_whole_file_stays_as_it_is() -> None:
    assert with_all_merges(vocabulary(MERGES)) == vocabulary(MERGES)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"model": 3}', b'{"model": {"vocab": 1, "merges": 2}}', b"\xff"]
)
def test_what_is_no_vocabulary_is_refused(content: bytes) -> None:
    with pytest.raises(ModelUnreadable):
        _ = Tokens(content)


def test_words_that_begin_with_t_are_one_token_in_the_weights_themselves() -> None:
    """The published files lack that merge: a name was heard for `the timer`, and a short command as nothing."""
    try:
        tokens = Tokens(load_model("whisper-base", WeightPlaces()).files["tokenizer.json"])
    except ModelMissing:
        pytest.skip("the weights of Whisper base are not installed here: `make test` fetches them where it can")
    assert len(tokens.tokens_of("the time to turn")) == 4
