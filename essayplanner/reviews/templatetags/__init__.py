"""Template tags of the reviews."""
