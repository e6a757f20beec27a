"""What was chosen is read again, and what no one could have chosen is not."""

from pathlib import Path

import pytest

from earnest.weights.choice import forget_choice, read_choice, write_choice


def test_a_choice_is_read_until_it_is_forgotten(tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    assert read_choice(weights) is None
    write_choice(weights, "whisper-small")
    write_choice(weights, "whisper-tiny.en")
    assert read_choice(weights) == "whisper-tiny.en"
    assert [path.name for path in weights.iterdir()] == ["chosen"]
    assert weights.stat().st_mode & 0o077 == 0
    forget_choice(weights)
    forget_choice(weights)
    assert read_choice(weights) is None


@pytest.mark.parametrize("content", [b"", b"../whisper-base", b"two words", b"\xff\xfe", b"x" * 101])
def test_a_damaged_choice_is_none(tmp_path: Path, content: bytes) -> None:
    _ = (tmp_path / "chosen").write_bytes(content)
    assert read_choice(tmp_path) is None
