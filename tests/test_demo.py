"""``manage.py demo`` from an empty folder, in a process of its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from essayplanner.sample import school


def demo(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "demo", "--data", str(data), "--no-serve", *arguments],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        env={"PATH": os.environ["PATH"], "HOME": str(data.parent)},
    )


def dump(data: Path) -> str:
    with sqlite3.connect(data / "db.sqlite3") as database:
        return "\n".join(database.iterdump())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demo") / "data"
    first = demo(data)
    assert first.returncode == 0, first.stderr
    assert "Made the sample school: a teacher, a class and twelve students." in first.stdout
    return data


def test_the_second_time_it_changes_nothing_and_says_so(made: Path) -> None:
    before = dump(made)
    second = demo(made)
    assert second.returncode == 0
    assert "The sample school is here already; nothing was changed." in second.stdout
    assert dump(made) == before


def test_every_sign_in_is_printed(made: Path) -> None:
    printed = demo(made).stdout
    assert len(school.accounts()) == 13
    assert all(username in printed and name in printed for username, name in school.accounts())
    assert school.PASSWORD in printed


def test_it_leaves_nothing_outside_its_folder(made: Path) -> None:
    assert [path.name for path in made.parent.iterdir()] == ["data"]


def test_the_key_of_the_machine_is_readable_by_its_owner_alone(made: Path) -> None:
    assert (made / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_database_with_somebodys_work_in_it_is_left_alone(made: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(made, data)
    with sqlite3.connect(data / "db.sqlite3") as database:
        database.execute("DELETE FROM classes_membership")
    before = dump(data)
    answer = demo(data)
    assert answer.returncode != 0
    assert answer.stderr.strip() == (
        "CommandError: This database holds somebody's work, so no sample school was put into it "
        "and nothing was changed; choose another folder with --data."
    )
    assert dump(data) == before


def test_a_port_in_use_is_said_before_anything_is_done(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = subprocess.run(
            [sys.executable, "manage.py", "demo", "--data", str(tmp_path), "--port", str(port)],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert answer.returncode != 0
    assert f"Port {port} cannot be used" in answer.stderr
    assert not (tmp_path / "db.sqlite3").exists()
