"""How many reviewers write about a clip: a share is reviewed twice (RV2)."""

import pytest

from earnest.handover.reviews import reviews_wanted


@pytest.mark.parametrize(
    ("per_clip", "share", "draw", "wanted"),
    [(1, 0.0, 0.0, 1), (1, 0.1, 0.05, 2), (1, 0.1, 0.1, 1), (3, 1.0, 0.5, 3), (1, 1.0, 0.999, 2)],
)
def test_rv2_a_share_of_clips_is_reviewed_twice(per_clip: int, share: float, draw: float, wanted: int) -> None:
    assert reviews_wanted(per_clip=per_clip, double_share=share, draw=draw) == wanted
