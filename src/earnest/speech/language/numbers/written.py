"""Written numbers: how the value of a slot is written, whatever was said: `25`, `1.5`."""

from fractions import Fraction


def written_number(value: Fraction) -> str:
    """Return a number in figures with a point before decimals, at most three of them."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.3f}".rstrip("0")
