from communique.model import PassageKind
from communique.read.passages.blocks import choose
from communique.read.passages.evidence import Evidence
from communique.read.passages.units import Unit


def unit(*, inline: bool = False) -> Unit:
    return Unit(0, 1, "x", "x", inline)


def chosen(*evidence: Evidence) -> list[PassageKind]:
    return choose([unit() for _ in evidence], list(evidence))


def furniture(weight: float, kind: PassageKind = PassageKind.RELATED) -> Evidence:
    return Evidence(news=0.0, against={kind: weight})


def test_nothing_gives_nothing() -> None:
    assert choose([], []) == []


def test_no_evidence_is_body() -> None:
    assert chosen(Evidence(0.0), Evidence(0.0)) == [PassageKind.BODY] * 2


def test_weak_evidence_alone_is_not_enough() -> None:
    assert chosen(Evidence(3.0), furniture(1.5), Evidence(3.0))[1] is PassageKind.BODY
    assert chosen(Evidence(3.0), furniture(2.5), Evidence(3.0))[1] is PassageKind.RELATED


def test_furniture_comes_in_blocks() -> None:
    kinds = chosen(Evidence(3.0), furniture(4.0), Evidence(0.3), furniture(4.0), Evidence(3.0))
    assert kinds[1:4] == [PassageKind.RELATED] * 3


def test_a_plain_sentence_between_two_advertisements_is_news() -> None:
    kinds = chosen(Evidence(3.0), furniture(5.0), Evidence(2.1), furniture(5.0), Evidence(3.0))
    assert kinds[2] is PassageKind.BODY
