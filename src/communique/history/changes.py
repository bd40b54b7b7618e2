"""What a side's readout says anew, and no longer, against the one before of the same people."""

from communique.compare import compare
from communique.model import Account, Genre
from communique.model.history import ReadoutChange
from communique.track.habits import Readout, Series, change


def change_at(series: Series, at: int) -> ReadoutChange:
    """Return what changed in the readout number `at` of a series (the first, 0, has none before it)."""
    before, now = series.readouts[at - 1], series.readouts[at]
    gone = compare([_version(before, series.side, 1), _version(now, series.side, 2)])
    come = compare([_version(now, series.side, 1), _version(before, series.side, 2)])
    return change(series, at, gone, come)


def _version(readout: Readout, side: str, number: int) -> Account:
    """Return a readout as the first or second version of one account, whatever its date."""
    return Account(
        account_id=readout.account.document,
        side=side,
        date=f"000{number}",
        genre=Genre.READOUT,
        record=readout.record,
    )
