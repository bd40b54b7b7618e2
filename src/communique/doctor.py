"""What an installation consists of, what is wrong with it, and what to do."""

import datetime as dt
import importlib.metadata
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from communique.errors import CommuniqueError, ModelMissing, StaleOffice, UnexpectedModel
from communique.version import __version__

PACKAGES = ("spacy", "thinc", "blis", "trafilatura", "htmldate", "ahocorasick-rs", "pydantic", "click", "rich")
TRIAL = "The two foreign ministers met in Oslo on Sunday. “We spoke openly,” the minister told reporters."


class Verdict(StrEnum):
    """How a check came out; only BROKEN keeps documents from being read."""

    GOOD = "good"
    ADVICE = "advice"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, and what to do where it is not good."""

    name: str
    verdict: Verdict
    found: str
    remedy: str | None = None


def examine() -> Iterator[Check]:
    """Yield the checks, cheapest first; a check that fails itself is reported as broken and the others go on."""
    for name, check in _CHECKS:
        try:
            yield from check()
        except CommuniqueError as error:
            yield Check(name, Verdict.BROKEN, f"[{error.code}] {error.what}", error.next_step)
        except Exception as error:  # noqa: BLE001 - a broken installation can fail in any way, and this is the tool to say so
            yield Check(
                name,
                Verdict.BROKEN,
                f"{type(error).__name__}: {error}",
                "Install communique again in a new environment.",
            )


def _versions() -> Iterator[Check]:
    yield Check("communique", Verdict.GOOD, __version__)
    yield Check("Python", Verdict.GOOD, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for package in PACKAGES:
        try:
            yield Check(package, Verdict.GOOD, importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            yield Check(package, Verdict.BROKEN, "not installed", f"pip install {package}")


def _model() -> Iterator[Check]:
    from communique.annotate.language import EXPECTED_VERSION, find_model

    model = find_model()
    found = f"{model.package} {model.version}, weights {model.weights[:12]}"
    if model.is_expected:
        yield Check("language model", Verdict.GOOD, f"{found}, as expected")
    else:
        told = f"{found}, not those of version {EXPECTED_VERSION} that the rules were measured with"
        yield Check("language model", Verdict.ADVICE, f"[{UnexpectedModel.code}] {told}", UnexpectedModel.remedy)


def _codebook() -> Iterator[Check]:
    from communique.codebook.offices import STALE_AFTER, terms
    from communique.codebook.people import people
    from communique.codebook.version import codebook_version
    from communique.model.dates import last_day

    confirmed = max((term.last_confirmed for term in terms()), default="")
    found = f"{codebook_version()}, {len(people()):,} people, {len(terms()):,} terms of office"
    if not confirmed or dt.date.today() > last_day(confirmed) + STALE_AFTER:  # noqa: DTZ011 - the user's own day
        told = f"{found}; office-holders were last confirmed {confirmed or 'never'}, so new ones are not known by name"
        yield Check("codebook", Verdict.ADVICE, f"[{StaleOffice.code}] {told}", StaleOffice.remedy)
    else:
        yield Check("codebook", Verdict.GOOD, f"{found}; holders confirmed up to {confirmed}")


def _own_tables() -> Iterator[Check]:
    from communique.codebook.tables import OVERLAY, folders

    added = os.environ.get(OVERLAY)
    if not added:
        return
    known = {table.name for table in folders()[0].iterdir() if table.name.endswith(".csv")}
    own = {table.name for table in Path(added).glob("*.csv")}
    remedy = f"{OVERLAY} must name a folder with tables of the codebook: {', '.join(sorted(known))}."
    if not own:
        yield Check("your own tables", Verdict.ADVICE, f"{added} holds no tables", remedy)
    elif not own <= known:
        yield Check("your own tables", Verdict.ADVICE, f"not read: {', '.join(sorted(own - known))}", remedy)
    else:
        yield Check("your own tables", Verdict.GOOD, f"{', '.join(sorted(own))} in {added}")


def _kernels() -> Iterator[Check]:
    from communique.annotate.language import blis_is_slow

    if blis_is_slow():
        found = "blis does not know this processor and is slow; numpy's matrix product is used instead"
    else:
        found = "blis has fast kernels for this processor, and they are used"
    yield Check("fast kernels", Verdict.GOOD, found)


def _trial() -> Iterator[Check]:
    from communique import stages

    begun = time.monotonic()
    stages.read(TRIAL, published_on="2026-03-09")
    loaded = time.monotonic() - begun
    begun = time.monotonic()
    record = stages.read(TRIAL, published_on="2026-03-09")
    took = time.monotonic() - begun
    found = f"two sentences in {1000 * took:.0f} ms, after {loaded:.1f} s of loading"
    if record.failures:
        failure = record.failures[0]
        yield Check("trial reading", Verdict.BROKEN, f"[{failure.code}] {failure.message}", "Report this output.")
    elif not record.statements:
        yield Check(
            "trial reading", Verdict.BROKEN, "the statement in a trial sentence was not found", ModelMissing.remedy
        )
    else:
        yield Check("trial reading", Verdict.GOOD, found)


_CHECKS: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
    ("versions", _versions),
    ("language model", _model),
    ("codebook", _codebook),
    ("your own tables", _own_tables),
    ("fast kernels", _kernels),
    ("trial reading", _trial),
)
