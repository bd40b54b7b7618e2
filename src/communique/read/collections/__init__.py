"""Collections -> the documents in them: WARC, JSON Lines, CSV, Parquet, feeds; compressed or not, damaged or not."""
