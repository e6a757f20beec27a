"""Shares: how often something holds, with intervals that know that sounds of one person are no separate witnesses."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ACCIDENTAL_SHARE: Final = 0.125
"""Of what devices sent in 2019, 10 to 15 % had no wake word (S6)."""
_Z: Final = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of some sounds something holds for, with its 95 % interval."""

    count: int
    """Sounds."""
    held: int
    groups: int
    """People, or recordings where the person is not known."""
    rate: float
    low: float
    high: float


def share_of(answers: Sequence[bool], groups: Sequence[str]) -> Share:
    """Return a share with Wilson's interval (1927) for as many witnesses as there are independent groups.

    The witnesses are counted as if all sounds of a group always had the same answer (Kish 1965, the design effect at
    full correlation): with groups of equal size that is their number, with unequal ones less. So the interval is
    rather too wide than too narrow, and it has a width where nothing held.

    Args:
        answers: whether it holds, for each sound.
        groups: person or recording of each sound, as many as answers.
    """
    if not answers:
        return Share(count=0, held=0, groups=0, rate=0.0, low=0.0, high=1.0)
    sizes = Counter(groups)
    witnesses = len(answers) ** 2 / sum(size * size for size in sizes.values())
    rate = sum(answers) / len(answers)
    centre = (rate + _Z * _Z / (2 * witnesses)) / (1 + _Z * _Z / witnesses)
    width = (
        _Z
        / (1 + _Z * _Z / witnesses)
        * math.sqrt(rate * (1 - rate) / witnesses + _Z * _Z / (4 * witnesses * witnesses))
    )
    return Share(
        count=len(answers),
        held=sum(answers),
        groups=len(sizes),
        rate=rate,
        low=max(0.0, centre - width) if rate else 0.0,
        high=min(1.0, centre + width) if rate < 1.0 else 1.0,
    )


def accidental_share(kept: Share, slipped: Share) -> tuple[float, float, float]:
    """Return the accidental share of what passes, where it was `ACCIDENTAL_SHARE` of what came; with its bounds.

    Each bound takes the unlucky end of both intervals at once, which is rarer than one in twenty.

    Args:
        kept: of the utterances that were meant.
        slipped: of the accidents.

    Returns:
        The share, its lower and its upper bound; 0 to 1.
    """
    return _among(kept.rate, slipped.rate), _among(kept.high, slipped.low), _among(kept.low, slipped.high)


def _among(kept: float, slipped: float) -> float:
    right, wrong = (1 - ACCIDENTAL_SHARE) * kept, ACCIDENTAL_SHARE * slipped
    return wrong / (right + wrong) if right + wrong > 0.0 else 0.0
