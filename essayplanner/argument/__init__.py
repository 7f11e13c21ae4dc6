"""The argument: the Outline value and what can be said of it, in plain Python."""
