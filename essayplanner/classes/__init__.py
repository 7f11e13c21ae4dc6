"""Classes: who learns with whom, and the questions a class is set."""
