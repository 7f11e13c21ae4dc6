"""Names of files: who, what and when, in any script, and no trouble on any machine."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.exports.naming import LONGEST, file_name, join_name
from tests.exports.outlines import EMPTY, FULL

DAY = date(2026, 11, 22)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123")}


def test_a_name_says_student_paper_question_and_day() -> None:
    outline = replace(FULL, author="Priya Raman")
    assert file_name(outline, "one-side", "pdf", DAY) == (
        "Priya Raman – One side – How far was Stalin’s own political skill responsible for…"
        " – 2026-11-22.pdf"
    )


def test_the_plan_of_a_guest_is_named_without_a_writer() -> None:
    question = replace(EMPTY.question, text="Why Stalin?")
    outline = replace(EMPTY, author="", question=question)
    assert file_name(outline, "plan", "json", DAY) == (
        "Plan file – Why Stalin – 2026-11-22.plan.json"
    )


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("李明", "斯大林为何胜出?"), "李明 – 斯大林为何胜出.pdf"),
        (("محمد", "لماذا ستالين؟"), "محمد – لماذا ستالين؟.pdf"),
        (("मोहन", "क्यों"), "मोहन – क्यों.pdf"),
        (("Zofia Wo\u0301jcik",), "Zofia Wójcik.pdf"),
        (("../../x", "y"), "x – y.pdf"),
        (("..\\..\\x", 'C:\\a|b*c?<d>"e"'), "x – C a b c d e.pdf"),
        (("CON",), "_CON.pdf"),
        (("nul.txt",), "_nul.txt.pdf"),
        (("Com1. Brown", "Why?"), "_Com1. Brown – Why.pdf"),
        (("Connor", "Why?"), "Connor – Why.pdf"),
        (("A.", " . ", "B..."), "A – B.pdf"),
        (("-rf", "~root"), "rf – root.pdf"),
        (("a\u202egnp.exe", "b\u2066c\u200f"), "agnp.exe – bc.pdf"),
        (("a\nb\tc\x00d", "\ud800"), "a b cd.pdf"),
        (("", " "), "Plan.pdf"),
    ],
)
def test_a_name_is_readable_and_safe(parts: tuple[str, ...], name: str) -> None:
    assert join_name(parts, ".pdf") == name


def test_a_name_is_numbered_where_windows_would_take_it_for_one_that_is_there() -> None:
    taken: set[str] = set()
    names = [join_name((name,), ".pdf", taken) for name in ("Ann", "ann", "ＡＮＮ", "Anna")]
    assert names == ["Ann.pdf", "ann (2).pdf", "ＡＮＮ (3).pdf", "Anna.pdf"]


def test_long_names_that_begin_alike_stay_apart() -> None:
    taken: set[str] = set()
    names = [join_name(("x" * 500 + tail, "y" * 500), ".pdf", taken) for tail in "abc"]
    assert len(set(names)) == 3
    assert all(len(name.encode()) <= LONGEST for name in names)


def test_an_accent_is_not_cut_from_its_letter() -> None:
    for length in range(55, 65):
        name = join_name(("x" * length + "q\u0301" * 9,), "")
        assert not name.rstrip("…").endswith("q")


@given(st.lists(ANY_TEXT, max_size=4), st.sets(ANY_TEXT, max_size=2))
def test_whatever_is_typed_is_a_name_that_every_machine_can_store(
    parts: list[str], taken: set[str]
) -> None:
    name = join_name(parts, ".pdf", taken)
    assert name.endswith(".pdf")
    assert 4 < len(name.encode()) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.startswith((" ", ".", "-"))
    assert not name.removesuffix(".pdf").endswith((" ", "."))
    seen = {unicodedata.category(letter) for letter in name if letter not in "\u200c\u200d"}
    assert not seen & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert name.partition(".")[0].strip().lower() not in DEVICES
