"""Tags and filters of the pages for signing in."""
