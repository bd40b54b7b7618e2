"""Record -> something a person reads: so far, the terminal report."""
