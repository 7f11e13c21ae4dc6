"""Send so many inputs, and print what became of them: ``python -m tests.fuzz 20000``."""

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["FUZZ_INPUTS"] = sys.argv[1] if len(sys.argv) > 1 else "20000"
    raise SystemExit(
        pytest.main(
            ["-q", "-n0", "-s", str(Path(__file__).with_name("test_fuzz.py")), *sys.argv[2:]]
        )
    )
