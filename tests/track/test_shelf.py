import io
import random
from itertools import pairwise
from typing import Any

import pytest

from communique.model import MeetingKind, Place, Status
from communique.track import shelf as shelves
from communique.track.grouping import group
from communique.track.groups import Group
from communique.track.parties import party
from communique.track.shelf import Shelf
from communique.track.tellings import Source, Telling, Words

PEOPLE = tuple(
    party(f"text:{name.lower()}", "person", name, state, "Foreign Minister")
    for name, state in (("Lindqvist", "SWE"), ("Moreau", "FRA"), ("Silva", "PRT"), ("Tamm", "EST"))
)
STATES = tuple(party(code, "state", code, code) for code in ("SWE", "FRA"))


def telling(rng: random.Random, number: int) -> Telling:
    day = rng.randrange(1, 28)
    who = tuple(rng.sample((*PEOPLE, *STATES), rng.choice((1, 2, 2, 3))))
    said = rng.choice(("They met.", "Talks were held."))
    return Telling(
        Source(
            f"d{number // 2}", rng.choice(("press", "SWE")), rng.choice(("Reuters", None)), "en", f"2024-05-{day:02}"
        ),
        (f"m{number % 2}", *rng.choice(((), ("m9",)))),
        rng.choice(tuple(MeetingKind)),
        rng.choice((Status.HAPPENED, Status.HAPPENED, Status.PLANNED, Status.CANCELLED)),
        rng.choice((f"2024-05-{day:02}", f"2024-05-{day:02}", "2024-05", "2024-W20", "2024", None)),
        rng.choice((None, Place(name="Lisbon", country="PRT"))),
        tuple(one.told_in("the minister") for one in who),
        None,
        None,
        (Words(0, len(said), said),),
        rng.choice((True, False)),
    )


def shown(groups: list[Group]) -> list[tuple[Any, ...]]:
    return [(one.number, one.members, one.sure, one.parties, one.window, one.published) for one in groups]


def test_what_lies_in_a_file_is_what_was_put_there() -> None:
    rng = random.Random(1)
    told = [telling(rng, number) for number in range(50)]
    shelf = Shelf(io.BytesIO())
    for one in told:
        shelf.add(one)
    for before, after in zip(told, map(shelf.__getitem__, range(50)), strict=True):
        fields = [name for name in Telling.__dataclass_fields__ if name != "source"]
        assert [getattr(before, name) for name in fields] == [getattr(after, name) for name in fields]
        assert all(getattr(before.source, name) == getattr(after.source, name) for name in Source.__dataclass_fields__)


@pytest.mark.parametrize("seed", range(6))
def test_it_makes_no_difference_where_tellings_lie(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    told = [telling(rng, number) for number in range(300)]
    copies = {f"d{at}": f"d{at - at % 5}" for at in range(60)}
    expected = shown(group(told, copies=copies))
    monkeypatch.setattr(shelves, "_AT_HAND", 3)  # so few that they are read again and again
    monkeypatch.setattr(shelves, "_PACKED", 7)
    shelf = Shelf(io.BytesIO())
    for one in told:
        shelf.add(one)
    assert shown(group(shelf, copies=copies)) == expected
    assert sorted(member for _, members, *_ in expected for member in members) == list(range(300))


def test_groups_are_numbered_in_the_order_in_which_they_were_founded() -> None:
    rng = random.Random(3)
    groups = group([telling(rng, number) for number in range(300)])
    assert all(one.number < other.number for one, other in pairwise(groups))
    ranks = {member: rank for rank, member in enumerate(groups[0].shelf.ranked().tolist())}
    by_day = [one for one in groups if one.day is not None]
    assert sorted(by_day, key=lambda one: ranks[one.members[0]]) == by_day


def test_nothing_is_put_together_to_nothing() -> None:
    assert group([]) == []
    assert group(Shelf(io.BytesIO())) == []
