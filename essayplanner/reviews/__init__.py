"""Reviews: what a teacher sees of a class's plans."""
