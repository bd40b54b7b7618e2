"""The same stages in several processes, and over the shards of a corpus on an existing engine.

`lines.read_lines` and `lines.compare_lines` for one file; `run.run` for a corpus, into an archive. Nothing is imported
here: a process that reads a shard decides itself when the heavy modules are loaded.
"""
