from pathlib import Path

from recognising.material import evenly

from earnest.collections.item import CollectionItem


def test_every_person_counts_alike() -> None:
    items = [CollectionItem(path=Path(f"{name}{number}"), speaker=name) for name in "ab" for number in range(40)]
    items += [CollectionItem(path=Path("c0"), speaker="c")]
    chosen = evenly(items, 9)
    assert len(chosen) <= 9
    counts = [sum(one.speaker == name for one in chosen) for name in "abc"]
    assert counts[2] == 1
    assert abs(counts[0] - counts[1]) <= 1


def test_all_are_taken_where_there_are_few() -> None:
    items = [CollectionItem(path=Path(str(number))) for number in range(3)]
    assert list(evenly(items, 10)) == items
