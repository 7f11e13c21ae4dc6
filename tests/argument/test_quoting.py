"""Historians' words told from students' own, measured on sentences that were labelled by hand."""

import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument import quoting
from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Name, Quotation, Source
from essayplanner.argument.quoted import Known, families
from essayplanner.argument.quoting import own_words, quotations_in
from factors.pack import packs

HERE = Path(__file__).parent


class Sentence(NamedTuple):
    """A text, what is to be found in it (``misquoted``, ``misattributed``) and of which words."""

    text: str
    label: str
    key: str = ""


def read(name: str) -> list[Sentence]:
    lines = (HERE / name).read_text().splitlines()
    split = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return [Sentence(text, *label.split()) for label, _, text in split]


def _records(folder: Path, name: str) -> dict[str, dict[str, object]]:
    rows = tomllib.loads((folder / f"{name}.toml").read_text())[name]
    return {row["slug"]: row for row in rows}


def _person(row: dict[str, str]) -> Name:
    return Name(family=row.get("family") or row["literal"], given=row.get("given", ""))


@cache
def known() -> Known:
    """Every quotation of the built-in packs."""
    found: dict[str, Quotation] = {}
    for folder in packs():
        historians = _records(folder, "historians")
        sources = _records(folder, "sources")
        for slug, row in _records(folder, "quotations").items():
            historian = _person(historians[row["historian"]])  # type: ignore[index, arg-type]
            source = sources[row["source"]]  # type: ignore[index]
            found[slug] = Quotation(
                key=slug,
                historian=f"{historian.given} {historian.family}",
                text=str(row["text"]),
                source=Source(
                    key=str(source["slug"]),
                    type=str(source["type"]),
                    title=str(source["title"]),
                    authors=tuple(map(_person, source.get("authors", ()))),  # type: ignore[call-overload]
                ),
            )
    return Known(Bank(quotations=tuple(found.values())), ())


def said(text: str) -> list[tuple[str, str]]:
    """What is found in a text: the rule, and the words of the quotation that it is about."""
    found = []
    for match in quotations_in(text, known()):
        if match.change:
            found.append(("misquoted", match.quotation.text))
        if match.named:
            found.append(("misattributed", match.quotation.text))
    return found


def expected(row: Sentence) -> list[tuple[str, str]]:
    texts = {quotation.key: quotation.text for quotation in known().bank.quotations}
    return [] if row.label == "fine" else [(row.label, texts[row.key])]


def measure(rows: list[Sentence]) -> tuple[float, float, list[str]]:
    """Return precision and recall over what is found, with each sentence that goes wrong."""
    right = found = wanted = 0
    wrong = []
    for row in rows:
        got, want = said(row.text), expected(row)
        right += len(set(got) & set(want))
        found += len(got)
        wanted += len(want)
        if got != want:
            wrong.append(f"{row.label} {row.key}: {row.text} -> {[label for label, _ in got]}")
    return right / found, right / wanted, wrong


# The second were written when the first were all read right, so that it is not fitted to all.
@pytest.mark.parametrize(
    ("name", "least", "fine"), [("quoting_cases.txt", 200, 90), ("quoting_cases_last.txt", 40, 20)]
)
def test_quotations_are_found_and_students_own_sentences_left_alone(
    name: str, least: int, fine: int
) -> None:
    rows = read(name)
    assert len(rows) >= least
    assert sum(row.label == "fine" for row in rows) >= fine
    precision, recall, wrong = measure(rows)
    print(f"{name}: {len(rows)}, precision {precision:.3f}, recall {recall:.3f}", *wrong, sep="\n")
    assert precision >= 0.98
    assert recall >= 0.95


@pytest.mark.parametrize(
    "row", [row for row in read("quoting_cases.txt") if row.label == "misquoted"]
)
def test_the_exact_words_leave_nothing_to_find(row: Sentence) -> None:
    for match in quotations_in(row.text, known()):
        if match.change:
            mended = row.text[: match.start] + match.words + row.text[match.end :]
            assert [label for label, _ in said(mended) if label == "misquoted"] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“" * 10_000,
        '"' * 10_000,
        "'" * 10_000,
        "a" * 10_000,
        "e" + "\u0301" * 9_999,
        "[" * 10_000,
        ". " * 5_000,
        "“The key to Stalin’s growing power was the control” " * 190,
        "the key to Stalin’s growing power was the control of the apparatus " * 140,
        "‘the key to " * 900,
        "\0“The key to\0 Stalin’s growing power was the control of the party”",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    for match in quotations_in(text, known()):
        assert 0 <= match.start < match.end <= len(text)


KEY = "key " * 395
HOSTILE = (
    "key " * 2500,
    "“" + "key " * 2490 + "”",
    "“key key key key key key kei” " * 330,
    f"“{'key power ' * 20}x” " * 40,
    f"“{'key ' * 240}x” " * 10,
    f"‘{'key power’ ' * 800}",
    f"“{'key [key] … ' * 50}z” " * 16,
    f"{'key power key vote ' * 25}key. " * 20,
)


@pytest.mark.parametrize(
    "own",
    [
        [f"{KEY}{number}" for number in range(7)],
        ["key " * 2500, "key power " * 1000],
        [f"{'key ' * 39}x{number}" for number in range(70)],
        [f"{'key power key vote ' * 24}{number}" for number in range(30)],
    ],
)
def test_no_text_takes_long_whatever_it_and_its_plan_are_made_of(own: list[str]) -> None:
    quoted = known().bank.quotations[0]
    brought = tuple(replace(quoted, key=f"own-{n}", text=text) for n, text in enumerate(own))
    plan = Known(known().bank, brought)
    for text in HOSTILE:
        assert lines_run(partial(quotations_in, text[:10_000], plan)) < 600_000


def lines_run(call: Callable[[], object]) -> int:
    """Count the lines of Python that a call runs: work that is counted, not timed."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def test_no_usual_text_costs_a_tenth_of_what_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quoting, "MOST_STEPS", quoting.MOST_STEPS // 10)
    quoting._read_text.cache_clear()
    test_quotations_are_found_and_students_own_sentences_left_alone("quoting_cases.txt", 200, 90)
    quoting._read_text.cache_clear()


@pytest.mark.parametrize(
    ("historian", "names"),
    [
        ("Orlando Figes", ("Figes",)),
        ("E. H. Carr", ("Carr",)),
        ("J. Arch Getty and Oleg Naumov", ("Getty", "Naumov")),
        ("Simon Sebag-Montefiore (2003)", ("Sebag-Montefiore",)),
        ("Fitzpatrick, Lewin & Rigby", ("Fitzpatrick", "Lewin", "Rigby")),
        ("O’Connor", ("O’Connor",)),
        ("—", ()),
        ("", ()),
        ("(" * 9_999, ()),
    ],
    ids=lambda value: str(value)[:20],
)
def test_historians_are_known_by_their_family_names(historian: str, names: tuple[str, ...]) -> None:
    assert families(historian) == names


@pytest.mark.parametrize(
    "own",
    [
        {"text": "“" * 10_000},
        {"text": "e" + "\u0301" * 9_999},
        {"text": "a" * 10_000},
        {"text": "The key to\0 Stalin’s growing power was the control of the party"},
        {"text": ""},
        {"historian": "Figes, " * 1_400},
        {"historian": "((((" * 2_000},
        {"historian": "“" * 2_000},
        {"historian": "Figes"},
    ],
    ids=lambda own: str(own)[:25],
)
def test_any_own_quotation_is_read(own: dict[str, Any]) -> None:
    bank = known().bank
    item = replace(bank.quotations[0], **own, key="own", own=True)
    match = own_words(item, bank)
    assert match is None or match.quotation.key != "own"
    quotations_in(f"“{item.text}”", Known(bank, (item,)))


def test_an_own_quotation_leaves_the_bank_as_it_was_read() -> None:
    bank = known().bank
    own = replace(bank.quotations[0], key="own", text="Votes were made by posts, and posts by him.")
    first, second = Known(bank, (own,)), Known(bank, (replace(own, text=f"{own.text} Always."),))
    assert first.indexes[0] is second.indexes[0] is known().indexes[0]
    assert [len(known.indexes[1].texts) for known in (first, second)] == [1, 1]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert said(text) == []


@given(st.data())
def test_any_run_of_words_of_a_quotation_is_quoted_exactly(data: st.DataObject) -> None:
    quotation = data.draw(st.sampled_from(known().bank.quotations))
    words = quotation.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    before, after = data.draw(st.sampled_from(["“”", '""', "‘’", ("He said: ", ".")]))
    assert said(before + " ".join(words[start:end]) + after) == []


def test_a_text_with_no_words_of_a_quotation_is_not_looked_at_twice() -> None:
    assert quotations_in("Votes decided it, and votes were made by posts.", known()) == ()
