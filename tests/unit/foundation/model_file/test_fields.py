import pytest

from earnest.foundation.model_file.fields import decode, number


@pytest.mark.parametrize(("written", "value"), [("1", 1.0), ("-2.5", -2.5), ("1e3", 1000.0)])
def test_a_number_is_read(written: str, value: float) -> None:
    assert number(decode(written.encode())) == value


@pytest.mark.parametrize(("written", "error"), [("true", TypeError), ('"1"', TypeError), ("9" * 400, ValueError)])
def test_what_is_no_number_is_refused(written: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        _ = number(decode(written.encode()))
