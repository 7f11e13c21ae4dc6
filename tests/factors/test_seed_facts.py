"""Nothing of a seed is lost: each of its facts is in the pack, corrected there, or left out openly.

``seed_facts/<pack>.toml`` lists the facts of the text that a pack grew from, with the lines of the
text that state each. The texts themselves are no part of this repository: where their folder is
not to be found, what needs them is skipped, and the lists are still held against the packs.
"""

import os
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import Field

from factors.pack import PACKS_DIR, read_pack
from factors.records import RECORDS, TOPIC_RECORDS, Pack, Table, Text

LISTS = sorted((Path(__file__).parent / "seed_facts").glob("*.toml"))
SEEDS = Path(os.environ.get("ESSAY_SEEDS") or Path(__file__).parents[3] / "shared" / "seeds")

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="The folder of seeds is not there: set ESSAY_SEEDS to it."
)


class Fact(Table):
    """A claim of the seed, and what became of it.

    ``at`` names records of the pack as ``table:slug``; the words of ``has`` stand in them, those of
    ``never`` in no record at all, and ``because`` in the notes. A ``quotation`` is printed there
    letter for letter.
    """

    lines: list[int] = Field(min_length=1)
    says: Text
    fate: Literal["kept", "corrected", "left out"]
    at: list[str] = []
    has: list[str] = []
    never: list[str] = []
    because: str = ""
    quotation: bool = False


class NoFact(Table):
    """Lines of the seed that claim nothing about the past."""

    lines: list[int] = Field(min_length=1)
    why: Text


class SeedFacts(Table):
    """The list of one seed."""

    seed: Text
    facts: list[Fact] = Field(min_length=1)
    no_fact: list[NoFact] = []


@cache
def seed_facts(file: Path) -> SeedFacts:
    return SeedFacts.model_validate(tomllib.loads(file.read_text("utf-8")))


@cache
def pack_of(file: Path) -> Pack:
    return read_pack(PACKS_DIR / file.stem)


@cache
def records(file: Path) -> dict[str, dict[str, Any]]:
    """Return the records of a pack by ``table:slug``."""
    content = pack_of(file).model_dump()
    tables = {name: content[name] for name in RECORDS}
    tables |= {name: content["topic"][name] for name in TOPIC_RECORDS}
    tables["topic"] = [
        {name: value for name, value in content["topic"].items() if name not in TOPIC_RECORDS}
    ]
    return {f"{name}:{row['slug']}": row for name, rows in tables.items() for row in rows}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def missing(words: list[str], value: Any) -> list[str]:
    """Return those of the words that stand nowhere in a value, whatever their case."""
    together = "\n".join(texts(value)).casefold()
    return [word for word in words if word.casefold() not in together]


def seed_lines(file: Path) -> dict[int, str]:
    """Return the lines of a seed that have letters in them, numbered from 1."""
    lines = (SEEDS / seed_facts(file).seed).read_text("utf-8").split("\n")
    return {number: line for number, line in enumerate(lines, 1) if any(map(str.isalpha, line))}


each_list = pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
each_fact = pytest.mark.parametrize(
    ("file", "fact"),
    [
        pytest.param(file, fact, id=f"{file.stem}-{fact.lines[0]}-{fact.says}")
        for file in LISTS
        for fact in seed_facts(file).facts
    ],
)


@each_fact
def test_a_fact_says_where_it_stands_or_why_it_does_not(file: Path, fact: Fact) -> None:
    if fact.fate == "left out":
        assert fact.because
        assert [*fact.at, *fact.has] == []
    else:
        assert fact.at
        assert fact.has or fact.quotation


@each_fact
def test_the_records_that_a_fact_names_are_there_and_say_it(file: Path, fact: Fact) -> None:
    assert [name for name in fact.at if name not in records(file)] == []
    assert missing(fact.has, [records(file)[name] for name in fact.at]) == []


@each_fact
def test_what_was_wrong_in_a_seed_is_stated_by_no_record(file: Path, fact: Fact) -> None:
    assert missing(fact.never, list(records(file).values())) == fact.never


@each_fact
def test_the_teachers_notes_say_why_a_fact_was_left_out(file: Path, fact: Fact) -> None:
    assert missing([fact.because], pack_of(file).notes) == []


@needs_seeds
@each_list
def test_every_line_of_a_seed_is_accounted_for(file: Path) -> None:
    facts, no_fact = seed_facts(file).facts, seed_facts(file).no_fact
    listed = [part.lines for part in facts] + [part.lines for part in no_fact]
    assert set(chain.from_iterable(listed)) == set(seed_lines(file))


@needs_seeds
@each_list
def test_a_quotation_is_its_seed_letter_for_letter(file: Path) -> None:
    for fact in (fact for fact in seed_facts(file).facts if fact.quotation):
        printed = list(quoted(file, fact))
        for number in fact.lines:
            line = seed_lines(file)[number]
            assert any(text in line for text in printed), (number, printed)


def quoted(file: Path, fact: Fact) -> Iterator[str]:
    """Yield the texts of the quotations, and of the documents’ passages, that a fact names."""
    for name in fact.at:
        record = records(file)[name]
        if name.startswith("documents:"):
            yield from (passage["text"] for passage in record["passages"])
        else:
            assert name.startswith("quotations:")
            yield record["text"]


@needs_seeds
def test_every_seed_has_its_list() -> None:
    listed = sorted(seed_facts(file).seed for file in LISTS)
    assert listed == sorted(file.name for file in SEEDS.glob("*.txt"))
