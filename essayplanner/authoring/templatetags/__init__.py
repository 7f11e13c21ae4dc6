"""Template tags of the writing pages."""
