"""Who took part, put together from several tellings."""

from communique.model import ActorKind
from communique.track.parties import Party, united


def test_a_state_that_only_one_telling_gives_is_kept() -> None:
    bare = Party("text:paul-moreau", ActorKind.PERSON, "Paul Moreau", None, "Foreign Minister")
    full = Party("text:paul-moreau", ActorKind.PERSON, "Paul Moreau", "FRA", "Foreign Minister")
    for parties in ((bare, full), (full, bare)):
        (party,) = united(parties)
        assert party.side == "FRA"


def test_the_fuller_name_takes_the_state_from_the_other() -> None:
    short = Party("text:moreau", ActorKind.PERSON, "Moreau", "FRA", None)
    full = Party("text:paul-moreau", ActorKind.PERSON, "Paul Moreau", None, "Foreign Minister")
    (party,) = united((short, full))
    assert (party.name, party.side) == ("Paul Moreau", "FRA")
