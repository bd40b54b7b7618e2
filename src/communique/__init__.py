"""What each side said, and what it left out."""
