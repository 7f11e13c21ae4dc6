"""The exports room: one module a format, each a pure function from an Outline to bytes."""
