"""Forms and compounds of common words are common, and names that look like them are none (AU5)."""

import pytest

from earnest.speech.privacy.vocabulary.languages import find_vocabulary


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("de", "setz", "setzen"),
        ("de", "blockiert", "blockieren"),
        ("de", "gezeigt", "zeigen"),
        ("de", "linsensuppe", "suppe"),
        ("de", "elternabend", "abend"),
        ("nl", "loop", "lopen"),
        ("nl", "dim", "dimmen"),
        ("nl", "geblokkeerd", "blokkeren"),
        ("nl", "olijven", "olijf"),
        ("en", "batteries", "battery"),
        ("en", "slowly", "slow"),
    ],
)
def test_a_form_of_a_common_word_is_traced_to_one(language: str, form: str, base: str) -> None:
    names = find_vocabulary(language).names
    assert names.base_form(form) is not None
    stems = {form, *names.forms.stems(form), *(last for _, last in names.forms.compound_ends(form))}
    assert base in stems


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "neustadt"),
        ("de", "heidelberg"),
        ("de", "hausmann"),
        ("de", "wojciech"),
        ("nl", "nieuwegein"),
        ("nl", "boomsma"),
        ("nl", "waterland"),
        ("en", "oksana"),
        ("en", "springfield"),
    ],
)
def test_a_name_is_no_form_of_a_common_word(language: str, name: str) -> None:
    assert find_vocabulary(language).names.base_form(name) is None
