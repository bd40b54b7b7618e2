"""Who took part, put together from several tellings."""

from communique.model import ActorKind
from communique.track.parties import HARD, ONE_SIDE_ONLY, Party, fit, united


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


FINN = Party("text:eero-kettunen", ActorKind.PERSON, "Eero Kettunen", "FIN", "Foreign Minister")
KENYAN = Party("text:wangari-odhiambo", ActorKind.PERSON, "Wangari Odhiambo", "KEN", "Foreign Minister")
KNOWN = Party("codebook-holder", ActorKind.PERSON, "Otieno Holder", "KEN", "Foreign Minister")


def test_who_is_told_by_the_office_alone_may_be_another_who_is_named() -> None:
    by_office = KNOWN.told_in("Foreign Minister Eero Kettunen met his Kenyan counterpart")
    assert by_office.by_office
    assert fit((FINN, KENYAN), (FINN, by_office)) == ONE_SIDE_ONLY
    assert united((FINN, by_office, KENYAN)) == (FINN, KENYAN) == united((FINN, KENYAN, by_office))
    assert fit((FINN, by_office), (FINN, KNOWN)) == HARD


def test_who_is_named_or_holds_another_office_is_somebody_else() -> None:
    named = KNOWN.told_in("Foreign Minister Eero Kettunen met Foreign Minister Otieno Holder")
    assert not named.by_office
    assert fit((FINN, KENYAN), (FINN, named)) == 0
    president = Party("text:njeri-kamau", ActorKind.PERSON, "Njeri Kamau", "KEN", "President")
    assert fit((FINN, president), (FINN, KNOWN.told_in("met his Kenyan counterpart"))) == 0


def test_in_letters_in_which_no_name_is_known_it_is_taken_to_be_there() -> None:
    assert not KNOWN.told_in("外交部长会见了芬兰外长").by_office


def test_the_office_comes_with_the_state() -> None:
    bare = Party("text:dr-wangari-odhiambo", ActorKind.PERSON, "Dr Wangari Odhiambo", None, None)
    (party,) = united((bare, KENYAN))
    assert (party.id, party.side, party.office) == (bare.id, "KEN", "Foreign Minister")
