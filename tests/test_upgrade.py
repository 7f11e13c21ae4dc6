"""A database of the first version keeps its plans, its classes and its library when it is migrated."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.conf import settings

FIRST_VERSION = """
INSERT INTO factors_topic (id, slug, title, summary, starts, ends, version)
    VALUES (7, 'old', 'An old topic', 'About it.', 1900, 1910, 'abc');
INSERT INTO factors_factor (id, topic_id, slug, "order", name, short_name, summary)
    VALUES (1, 7, 'cause', 1, 'A cause', 'Cause', 'It caused it.');
INSERT INTO factors_question (id, topic_id, slug, "order", text, starts, ends, named_factor_id)
    VALUES (3, 7, 'why', 1, 'Why?', 1900, 1910, NULL);
INSERT INTO factors_question_factors (question_id, factor_id) VALUES (3, 1);
INSERT INTO factors_source (id, topic_id, slug, "order", type, title, authors, editors,
        container_title, publisher, place, edition, volume)
    VALUES (1, 7, 'book', 1, 'book', 'A Book', '[]', '[]', '', '', '', '2nd', '');
INSERT INTO factors_historian (id, topic_id, slug, "order", family, given, position)
    VALUES (1, 7, 'h', 1, 'H', 'A', 'Cautious.');
INSERT INTO factors_quotation (id, topic_id, slug, "order", text, argues, page, checked, wording,
        notes, historian_id, source_id)
    VALUES (1, 7, 'q', 1, 'Words.', 'That.', '', 0, '', '[]', 1, 1);
INSERT INTO classes_classroom (id, name) VALUES ('0123456789abcdef0123456789abcdef', '12B');
INSERT INTO classes_assignment (id, classroom_id, question_id, due_at)
    VALUES ('1123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef', 3, NULL);
INSERT INTO plans_plan (id, guest_key, topic_id, question, topic_title, named_factor, argument,
        ranked, criterion, judgement, modified_at)
    VALUES ('2123456789abcdef0123456789abcdef', 'key', 7, 'Why?', 'An old topic', '', 'Because.',
        0, '', '', '2026-11-01');
"""


def migrate(data: Path, *to: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0", *to],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATA_DIR": str(data), "DATABASE_URL": f"sqlite:///{data}/db.sqlite3"},
        check=True,
    )


def test_what_the_first_version_held_is_there_after_the_migrations(tmp_path: Path) -> None:
    migrate(tmp_path, "plans", "0001")
    with sqlite3.connect(tmp_path / "db.sqlite3") as old:
        old.executescript(FIRST_VERSION)
    old.close()
    migrate(tmp_path)
    new = sqlite3.connect(tmp_path / "db.sqlite3")
    kept = {
        "plan": "SELECT question, argument, title, number, built_in FROM plans_plan "
        "JOIN factors_bank ON bank_id = factors_bank.id JOIN factors_topic ON topic_id = factors_topic.id",
        "current": "SELECT slug, version FROM factors_topic JOIN factors_bank ON current_id = factors_bank.id",
        "assignment": "SELECT name, question, factors, title FROM classes_assignment "
        "JOIN factors_bank ON bank_id = factors_bank.id "
        "JOIN classes_classroom ON classroom_id = classes_classroom.id",
        "quotation": "SELECT text, checked, edition FROM factors_quotation "
        "JOIN factors_source ON source_id = factors_source.id",
    }
    assert {name: new.execute(query).fetchall() for name, query in kept.items()} == {
        "plan": [("Why?", "Because.", "An old topic", 1, 1)],
        "current": [("old", "abc")],
        "assignment": [("12B", "Why?", '["cause"]', "An old topic")],
        "quotation": [("Words.", "", "2nd")],
    }
    new.close()
