"""What the child process parses (`python -m communique.read.parsers`): PDF, Word documents, XML, Parquet."""
