"""Speed, as ratios measured interleaved in one run. Nothing here is part of the tests."""
