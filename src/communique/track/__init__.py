"""Many records -> what an archive can be asked: meetings, itineraries, relations, phrases, habits, people."""
