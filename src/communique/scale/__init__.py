"""The same stages in several processes, and over the shards of a corpus on an existing engine.

`read_lines` and `compare_lines` for one file; `run` for a corpus, into an archive.
"""

from communique.scale.lines import compare_lines, read_lines

__all__ = ["compare_lines", "read_lines"]
