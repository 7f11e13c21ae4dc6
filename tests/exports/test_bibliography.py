"""The sources of a plan for a reference manager say which version of its topic they are from."""

import json
from dataclasses import replace

import rispy
from bibtexparser.entrypoint import parse_string

from essayplanner.exports.papers import PAPERS
from tests.exports.outlines import FULL
from tests.exports.reading import TOLD


def written(form: str, topic: str) -> str:
    question = replace(FULL.question, topic=topic, edition=3 if topic else 0)
    return PAPERS["sources"].forms[form](replace(FULL, question=question), TOLD).decode()


def notes(topic: str) -> list[list[object]]:
    """Return the note of each work, as three other programs read it."""
    entries = parse_string(written("bibtex", topic)).entries
    annotes = [entry.fields_dict.get("annote") for entry in entries]
    return [
        [item.get("note") for item in json.loads(written("csl-json", topic))],
        [entry.get("notes") for entry in rispy.loads(written("ris", topic))],
        [field and field.value for field in annotes],
    ]


def test_each_work_says_which_edition_the_plan_was_made_from() -> None:
    note = "From Essay Planner: Stalin’s rise, edition 3"
    number = len(FULL.sources)
    assert notes("Stalin’s rise") == [[note] * number, [[note]] * number, [note] * number]


def test_a_plan_of_no_topic_has_no_note() -> None:
    number = len(FULL.sources)
    assert notes("") == [[None] * number] * 3


def test_no_topic_ends_a_record_or_begins_one() -> None:
    number = len(FULL.sources)
    for topic in ("}, @book{x,\nER  - \nTY  - BOOK", '"},{"', "\\input{x} % $#_&~^", "W" * 9000):
        assert [len(each) for each in notes(topic)] == [number] * 3
