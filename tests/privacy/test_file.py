"""What is deleted is not to be found in the file of the database either."""

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

MARKER = b"zq-marker-" + b"0123456789" * 3


def test_deleted_words_are_in_no_free_page_and_not_in_the_log(tmp_path: Path) -> None:
    file = tmp_path / "db.sqlite3"
    command = settings.DATABASES["default"]["OPTIONS"]["init_command"]
    database = sqlite3.connect(file, isolation_level=None)
    database.executescript(command)
    database.execute("CREATE TABLE plans (id INTEGER PRIMARY KEY, words TEXT)")
    words = [(MARKER.decode() * 300,) for _ in range(50)]
    database.executemany("INSERT INTO plans (words) VALUES (?)", words)
    database.execute("UPDATE plans SET words = 'short' WHERE id % 2")
    database.execute("DELETE FROM plans")
    assert MARKER in (tmp_path / "db.sqlite3-wal").read_bytes()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = {path.name for path in tmp_path.iterdir() if MARKER in path.read_bytes()}
    database.close()
    assert found == set()


@pytest.mark.django_db
def test_the_program_asks_for_it() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone has such a file.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
