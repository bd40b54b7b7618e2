"""What is typed in a question to an archive -> what it means: sides, topics, people, by code, id or name."""

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.codebook.aliases import aliases, entities
from communique.codebook.people import name_key, people, people_called
from communique.codebook.topics import topics
from communique.errors import BadSearch, SeveralPeople, UnknownPerson, UnknownSide
from communique.model import PRESS
from communique.report.visible import visible

if TYPE_CHECKING:
    from communique.archive import Archive

_PRESS_WORDS = frozenset({"press", "media", "news", "story"})
_UNSURE_FORMS = frozenset({"media", "newspaper", "news_agency", "pejorative"})


def sides(given: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of sides given by code or name; raises UnknownSide."""
    return tuple(side_code(side) for side in given)


def side_code(side: str) -> str:
    """Return the code of a side given as a code or a name, in any case; raise UnknownSide with the nearest one."""
    asked = side.strip().casefold()
    if asked in _PRESS_WORDS:
        return PRESS
    by_code = {code.casefold(): code for code in entities()}
    if asked in by_code:
        return by_code[asked]
    by_name = _by_name()
    if asked in by_name:
        return by_name[asked]
    codes = [code for code, entity in by_code.items() if entities()[entity].kind != "media"]
    close = difflib.get_close_matches(asked, [*by_name, *codes], n=1, cutoff=0.8)
    meant = by_name.get(close[0]) or by_code[close[0]] if close else None
    raise UnknownSide(
        f"{visible(side)!r} is no state or organisation that the codebook knows",
        remedy=f"did you mean {meant} ({entities()[meant].name})?" if meant else None,
    )


def _by_name() -> dict[str, str]:
    """Return the codes of states and organisations by every unambiguous name, the official name first."""
    found: dict[str, str] = {}
    for code, entity in entities().items():
        if entity.kind != "media":
            found.setdefault(entity.name.casefold(), code)
    owners: dict[str, set[str]] = {}
    for alias in aliases():
        if alias.kind not in _UNSURE_FORMS and not alias.ambiguous and entities()[alias.entity].kind != "media":
            owners.setdefault(alias.form.casefold(), set()).add(alias.entity)
    for form, codes in owners.items():
        if len(codes) == 1:
            found.setdefault(form, *codes)
    return found


def topic_id(given: str | None) -> str | None:
    """Return the id of a topic given by id or label; raises BadSearch with the nearest ones."""
    return topic_ids([given])[0] if given is not None else None


def topic_ids(given: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of topics given by id or label; raises BadSearch with the nearest ones."""
    known = {topic.label.casefold(): name for name, topic in topics().items()} | {name: name for name in topics()}
    found = []
    for one in given:
        asked = one.strip().casefold()
        name = known.get(asked) or known.get(asked.replace(" ", "_").replace("-", "_"))
        if name is None:
            close = [known[near] for near in difflib.get_close_matches(asked, known, n=5, cutoff=0.6)]
            near = " or ".join(list(dict.fromkeys(close))[:3])
            remedy = f"did you mean {near}?" if near else "docs/codebook.md lists the topics."
            raise BadSearch(f"the codebook has no topic {one!r}", remedy=remedy)
        found.append(name)
    return tuple(found)


def as_known(archive: "Archive", name: str) -> str:
    """Return the name by which texts of the archive can have somebody who was asked for in another spelling or script.

    Raises UnknownPerson, with the nearest name, if neither the archive nor the codebook knows anybody so called.
    """
    if _in_texts(archive, name):
        return name
    known = people_called(name)
    if len(known) == 1:
        return known[0].name
    if not known:
        raise unknown_person(archive, name)
    return name


def one_person(archive: "Archive", name: str) -> tuple[str, str]:
    """Return what to look for, and the name of the one person meant; raises UnknownPerson or SeveralPeople.

    The same person may have several ids: a text that gives only the family name, or another spelling. People are
    told apart where the codebook knows both, or where neither name has all words of the other.
    """
    if name in people():
        return name, people()[name].name
    found = _in_texts(archive, name)
    if name in found:
        return name, found[name]
    if not found:
        found = {person.id: person.name for person in people_called(name)}
    if not found:
        raise unknown_person(archive, name)
    told_apart = _apart(found)
    if len(told_apart) > 1:
        names = [f"{called} ({identity})" for identity, called in told_apart[:6]]
        more = f" and {len(told_apart) - 6:,} more" if len(told_apart) > len(names) else ""
        raise SeveralPeople(f"{name!r} can be {', '.join(names)}{more}")
    return as_known(archive, name), told_apart[0][1]


def unknown_person(archive: "Archive", name: str) -> UnknownPerson:
    """Return the error that nobody has this name, with the nearest name."""
    from communique.history import people_of  # heavy, and only names asked of an archive need it

    known = {name_key(called): called for called in people_of(archive).values()}
    known |= {name_key(person.name): person.name for person in people().values()}
    close = difflib.get_close_matches(name_key(name), known, n=1, cutoff=0.7)
    return UnknownPerson(
        f"nobody in {archive.path} is called {name!r}", remedy=f"did you mean {known[close[0]]}?" if close else None
    )


def _in_texts(archive: "Archive", name: str) -> dict[str, str]:
    """Return the people in texts of this id, or of whose names these are words: names by ids."""
    from communique.history import people_of
    from communique.track.meetings import is_called
    from communique.track.parties import Party

    return {
        identity: called
        for identity, called in people_of(archive).items()
        if identity == name or is_called(Party.named(identity, called), name)
    }


def _apart(found: dict[str, str]) -> list[tuple[str, str]]:
    """Return one id and name for each person."""
    kept: list[tuple[str, str, set[str]]] = []
    for identity, called in sorted(found.items(), key=lambda one: (one[0] not in people(), -len(one[1]))):
        words = set(name_key(called).split())
        if identity in people() or not any(words <= other or other <= words for _, _, other in kept):
            kept.append((identity, called, words))
    return [(identity, called) for identity, called, _ in kept]
