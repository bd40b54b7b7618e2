"""How a comparison is cited: as a sentence, and in BibTeX."""

from dataclasses import dataclass

from communique.report.export.citations import address, escaped
from communique.version import __version__
from communique.web.compared import Compared
from communique.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Citation:
    """What to copy."""

    sentence: str
    bibtex: str


def citation(desk: Desk, compared: Compared, title: str, base: str) -> Citation:
    """Return how to cite a comparison; the snapshot stands for what the archive held."""
    where = f"{base.rstrip('/')}/meetings/{compared.cluster.id}"
    made = compared.comparison.made_by if compared.comparison else None
    program = f"communique {made.version if made else __version__}"
    note = f"archive snapshot {desk.snapshot}, meeting {compared.cluster.id}"
    if made:
        note += f", codebook {made.codebook}"
    bibtex = "\n".join(
        [
            f"@misc{{communique-{compared.cluster.id},",
            f"  title = {{{escaped(title)}}},",
            f"  howpublished = {{Comparison made with {escaped(program)}}},",
            f"  url = {{{address(where)}}},",
            f"  note = {{{escaped(note)}}},",
            "}",
        ]
    )
    return Citation(f"{title}. Comparison made with {program}: {note}.", bibtex)
