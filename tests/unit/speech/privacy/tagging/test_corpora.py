"""What is tested on is never trained on, and what is personal in a corpus is marked as its labels say (AU5)."""

import json
from pathlib import Path

import pytest

from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.privacy.vocabulary.languages import find_vocabulary
from training.tagging.corpora import (
    AnnotatedSentence,
    Part,
    annotated,
    bracketed,
    part_of,
    read_clinc,
    read_slurp,
    read_snips,
    read_xsid,
)
from training.tagging.home_sentences import read_home_assistant
from training.tagging.templates import templates_of
from training.tagging.training import common_words, labels_of, train


def sentences_of(part: Part, count: int) -> list[AnnotatedSentence]:
    found: list[AnnotatedSentence] = []
    number = 0
    while len(found) < count:
        number += 1
        sentence = annotated("x", "nl", "email_query", [(f"zorb {number} mail van", None), ("wojciech", "person")])
        if sentence.part is part:
            found.append(sentence)
    return found


def test_every_sentence_belongs_to_one_part_and_about_a_third_is_for_testing() -> None:
    parts = [part_of((str(number), "words")) for number in range(4_000)]
    assert 0.32 < parts.count(Part.TEST) / len(parts) < 0.38
    assert 0.08 < parts.count(Part.DEVELOPMENT) / len(parts) < 0.12
    assert part_of(("call", "anna")) is part_of(("call", "anna"))


def test_only_the_training_part_changes_what_is_learned() -> None:
    vocabulary, templates = find_vocabulary("nl"), templates_of("nl")
    unseen = [*sentences_of(Part.TEST, 40), *sentences_of(Part.DEVELOPMENT, 40)]
    seen = sentences_of(Part.TRAINING, 40)
    bare = train(vocabulary, templates, rounds=1)
    assert train(vocabulary, templates, unseen, rounds=1) == bare
    assert train(vocabulary, templates, seen, rounds=1) != bare
    assert common_words(unseen) == frozenset()
    assert "zorb" in common_words(seen)
    assert "wojciech" not in common_words(seen)


@pytest.mark.parametrize(
    ("intent", "text", "personal"),
    [
        ("email_query", "mail from [person : anna schmidt] today", {2: PersonalKind.NAME, 3: PersonalKind.NAME}),
        ("email_query", "mail from [person : my brother]", {}),
        ("transport_ticket", "train to [place_name : new york]", {2: PersonalKind.PLACE, 3: PersonalKind.PLACE}),
        ("weather_query", "weather in [place_name : new york]", {}),
        ("qa_factoid", "how old is [person : barack obama]", {}),
        ("AddToPlaylist", "add it to [playlist_owner : anna's] list", {3: PersonalKind.NAME}),
        ("AddToPlaylist", "add it to [playlist_owner : my] list", {}),
        ("email_addcontact", "[email_address : jo at x]", dict.fromkeys(range(3), PersonalKind.EMAIL_ADDRESS)),
        ("PlayMusic", "play [artist : anna schmidt]", {}),
        ("recommendation_events", "what is on at the [place_name : library]", {}),
        ("BookRestaurant", "eat near [poi : my sister's flat]", {}),
        ("BookRestaurant", "eat near [poi : anna's flat]", {2: PersonalKind.PLACE, 3: PersonalKind.PLACE}),
    ],
)  # fmt: skip
def test_labels_become_kinds(intent: str, text: str, personal: dict[int, PersonalKind]) -> None:
    sentence = annotated("x", "en", intent, bracketed(text))
    assert {index: kind for index, kind in enumerate(sentence.kinds) if kind is not None} == personal


def test_places_too_large_and_names_that_are_not_marked_are_not_counted() -> None:
    sentence = annotated(
        "x", "en", "BookRestaurant", bracketed("eat in [state : ohio] with [party_size_description : zoltan]")
    )
    assert sentence.undecided == {2, 4}
    assert not any(sentence.kinds)
    assert labels_of(sentence, find_vocabulary("en")) == ["O", "O", "PLACE", "O", "NAME"]


def test_names_that_stay_have_a_label_of_their_own() -> None:
    played = annotated("x", "en", "PlayMusic", bracketed("play [artist : anna schmidt] now"))
    assert labels_of(played, find_vocabulary("en")) == ["O", "PUBLIC", "PUBLIC", "O"]
    called = annotated("x", "en", "make_call", bracketed("call [person : anna schmidt] now"))
    assert labels_of(called, find_vocabulary("en")) == ["O", "NAME", "NAME", "O"]


def test_genitives_are_joined_and_punctuation_is_dropped() -> None:
    sentence = annotated("x", "en", "email_query", bracketed("when is [person : susan] s birthday , please ?"))
    assert sentence.words == ("when", "is", "susan's", "birthday", "please")


def test_formats_of_the_corpora_are_read(tmp_path: Path) -> None:
    for name in ("slurp", "slurp_recognised", "snips", "xsid", "clinc", "home_assistant"):
        (tmp_path / name).mkdir()
    slurp = {"intent": "email_query", "sentence_annotation": "mail from [person : anna]"}
    _ = (tmp_path / "slurp" / "devel.jsonl").write_text(json.dumps(slurp))
    nlu = {"text": "call anna now", "intent": "x", "entities": [{"start": 5, "end": 8, "entity": "person"}]}
    _ = (tmp_path / "slurp_recognised" / "nlu_evaluation.jsonl").write_text(json.dumps(nlu))
    snips = {"GetWeather": [{"data": [{"text": "rain in "}, {"text": "Oslo", "entity": "city"}]}]}
    _ = (tmp_path / "snips" / "a.json").write_text(json.dumps(snips))
    rows = ["# id = 1", "1\tin\tBookRestaurant\tO", "2\tBad\tBookRestaurant\tB-location"]
    rows += ["3\tTölz\tBookRestaurant\tI-location", "", ""]
    _ = (tmp_path / "xsid" / "de.valid.conll").write_text("\n".join(rows))
    clinc = {"train": [["what is up", "greeting"], ["call anna", "make_call"]], "val": [], "test": []}
    _ = (tmp_path / "clinc" / "data_small.json").write_text(json.dumps(clinc))
    _ = (tmp_path / "home_assistant" / "sentences__en___common.yaml").write_text('expansion_rules:\n  the: "[the]"\n')
    template = '  HassTurnOn:\n      - "(turn|switch) on <the> {name}"\n      - "play {search_query}"\n'
    _ = (tmp_path / "home_assistant" / "sentences__en__light_HassTurnOn.yaml").write_text(template)
    texts = [" ".join(sentence.words) for sentence in read_slurp(tmp_path)]
    assert texts == ["mail from anna", "call anna now"]
    assert [sentence.kinds for sentence in read_slurp(tmp_path)][1] == (None, PersonalKind.NAME, None)
    assert [sentence.words for sentence in read_snips(tmp_path)] == [("rain", "in", "oslo")]
    assert [sentence.kinds for sentence in read_xsid(tmp_path, "de")] == [
        (None, PersonalKind.PLACE, PersonalKind.PLACE)
    ]
    assert [sentence.words for sentence in read_clinc(tmp_path)] == [("what", "is", "up")]
    made = [sentence.words for sentence in read_home_assistant(tmp_path, "en", seed=1, each=5)]
    assert made
    assert all(words[:2] in {("turn", "on"), ("switch", "on")} for words in made)
    assert list(read_home_assistant(tmp_path, "de", seed=1, each=2)) == []
