"""Send so many inputs, and print what became of them: ``python -m tests.fuzz 20000``."""

import os
import sys

import pytest

from tests.fuzz import test_fuzz

if __name__ == "__main__":
    os.environ["FUZZ_INPUTS"] = sys.argv[1] if len(sys.argv) > 1 else "20000"
    raise SystemExit(pytest.main(["-q", "-n0", "-s", test_fuzz.__file__, *sys.argv[2:]]))
