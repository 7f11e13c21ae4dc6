"""What every test of privacy starts from."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    """Passwords given once more are counted over the tests, which are of the same users."""
    cache.clear()
