"""What the papers say is held against the program."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands
from django.test import Client
from django.urls import reverse

from essayplanner.argument.findings import RULES
from essayplanner.exports.papers import FORMS, PAPERS
from factors.pack import PACKS_DIR, read_pack

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text("utf-8")


def test_every_setting_that_is_read_is_explained_in_the_example() -> None:
    read = set(
        re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "essayplanner/settings.py").read_text())
    )
    explained = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read == explained


def test_every_command_of_ours_is_in_the_readme() -> None:
    ours = {name for name, app in get_commands().items() if app in ("essayplanner", "factors")}
    assert ours
    assert {name for name in ours if f"`manage.py {name}" not in README} == set()


def test_every_format_is_in_the_readme() -> None:
    names = [form.name for form in FORMS.values()] + [paper.name for paper in PAPERS.values()]
    assert [name for name in names if name not in README] == []


def test_the_first_thing_in_the_readme_is_its_two_commands() -> None:
    """Continuous integration reads the two out of the README and runs them as they stand."""
    block = README.split("```")[1]
    assert README.index("```") < 30
    commands = [line for line in block.splitlines() if line and not line.startswith(("sh", "#"))]
    assert len(commands) == 2
    assert [line.split()[-1] for line in commands] == ["demo", "pytest"]
    assert all(line.startswith("python3 -m venv .venv && ") for line in commands)


def test_the_readme_counts_what_the_pack_holds() -> None:
    pack = read_pack(PACKS_DIR / "stalin-rise")
    text = " ".join(README.split())
    assert f"{len(pack.evidence)} dated pieces of evidence" in text
    assert f"{len(pack.quotations)} quotations" in text


def test_every_rule_is_on_the_page_how_the_check_thinks(client: Client) -> None:
    page = client.get(reverse("rules")).content.decode()
    assert re.findall(r'<article id="(\w+)"', page) == [rule.key for rule in RULES]
