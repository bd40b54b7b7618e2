"""The map and the places; see README.md."""
