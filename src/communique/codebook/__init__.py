"""What is known beforehand: words, names, offices, topics, publishers, as data files with one loader each."""
