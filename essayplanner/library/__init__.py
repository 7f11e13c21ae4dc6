"""The library's pages: a topic to read, as its factors, its time, its people and its sources."""
