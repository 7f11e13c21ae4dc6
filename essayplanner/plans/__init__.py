"""The desk: where a student writes a plan, and nothing written is lost."""
