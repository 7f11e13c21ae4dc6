"""The sample school that a demonstration opens with."""
