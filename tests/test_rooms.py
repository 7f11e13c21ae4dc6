"""The rooms keep their doors: imports point up the table, and no room uses another's private names."""

import ast
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def test_imports_point_up_the_table_of_rooms() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    kept = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert kept.returncode == 0, kept.stdout
    assert "0 broken" in kept.stdout


def test_no_module_uses_a_private_name_of_another() -> None:
    modules = [*ROOT.glob("essayplanner/**/*.py"), *ROOT.glob("factors/**/*.py")]
    assert len(modules) > 50
    taken = {
        f"{path.relative_to(ROOT)} takes {alias.name} from {node.module}"
        for path in modules
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.startswith("_") and node.module != "__future__"
    }
    assert taken == set()
