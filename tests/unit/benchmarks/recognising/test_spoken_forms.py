from hypothesis import given
from hypothesis import strategies as st
from recognising.spoken_forms import spoken_forms

from earnest.speech.language.comparing.word_errors import text_errors


def test_the_usual_form_comes_first() -> None:
    assert spoken_forms("33", "en")[:2] == (("thirty", "three"), ("three", "three"))
    assert spoken_forms("TV", "en") == (("tv",), ("t", "v"))
    assert spoken_forms("kitchen", "en") == (("kitchen",),)
    assert spoken_forms("…", "en") == ()


@given(st.from_regex(r"[0-9]{1,9}|[0-9]{1,2}:[0-5][0-9]|[a-z]{1,8}", fullmatch=True))
def test_each_form_says_what_was_written(written: str) -> None:
    forms = spoken_forms(written, "en")
    assert 0 < len(forms) <= 8
    for form in forms:
        assert text_errors(" ".join(form), written, "en").total == 0
