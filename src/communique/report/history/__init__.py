"""What an archive tells over time, on a terminal: one file a page. No meaning is carried by colour alone."""
