"""The cloze: what is left out, that it can be put back, and that the answers are on the back."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Outline, Paragraph, Question
from essayplanner.exports.cloze import SHEET, Blanks, cloze
from essayplanner.exports.text import printable
from tests.exports.outlines import (
    EMPTY,
    FULL,
    HOSTILE,
    INJECTIONS,
    LARGEST,
    OVERLONG,
    RICH,
    SKILL,
    words_in_order,
)
from tests.exports.reading import TOLD, assert_in_order, read_pdf, squeezed, text_of

PEOPLE = replace(TOLD, bank=Bank(people=(("Leon Trotsky", "Lev Bronstein"), ("Lev Kamenev",))))
LETTER = replace(TOLD, size="letter")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=120)
WORDS = st.lists(
    st.sampled_from(
        [
            "In",
            "1924",
            "Trotsky’s",
            "rivals;",
            "Kamenev",
            "won",
            "559",
            "votes.",
            "On",
            "3",
            "April",
            "1922,",
            "the",
            "Fourteenth",
            "Congress",
            "said:",
            "“No!”",
            "May",
            "1924–26",
            "(Stalin)",
            "E.",
            "H.",
            "Carr",
            "10,000",
            "\n",
            "stop.",
        ]
    ),
    max_size=40,
).map(" ".join)


def left_out(text: str, *, question: str = "") -> list[str]:
    """Return what is left out of the one text of a plan."""
    plan = Outline(question=Question(text=question), argument=text)
    groups: Any = cloze(plan, PEOPLE)["answers"]
    return [item["answer"] for group in groups for item in group["items"]]


def is_run(part: Any) -> bool:
    return isinstance(part, dict) and set(part) in ({"text"}, {"number", "answer"})


def filled_in(laid: Any) -> Iterator[str]:
    """Yield the texts of what is laid out, the answers put into the blanks."""
    if isinstance(laid, list) and laid and all(map(is_run, laid)):
        yield "".join(run.get("text") or run["answer"] for run in laid)
        return
    if isinstance(laid, list | dict):
        for part in laid.values() if isinstance(laid, dict) else laid:
            yield from filled_in(part)


def texts(plan: Outline) -> list[str]:
    """Every text that may have blanks, in the order of reading."""
    said = [plan.argument]
    for row in plan.paragraphs:
        said.append(row.point)
        for item in row.evidence:
            views = (": ".join(filter(None, (one.holders, one.claim))) for one in item.views)
            said += [item.date_text, item.title, item.text, "; ".join(filter(None, views))]
        for one in row.quotations:
            said += [one.short or one.text, one.historian]
        said += [row.explanation, row.counter_argument, row.reply, row.link, row.without]
    said += [link.sentence for link in plan.links]
    said.append(plan.judgement)
    for place, text in enumerate(plan.criteria):
        said += [text, *(row.weighed[place] for row in plan.paragraphs)]
    return [squeezed(printable(text)) for text in said if squeezed(printable(text))]


def answers(plan: Outline) -> list[tuple[int, str]]:
    groups: Any = cloze(plan, TOLD)["answers"]
    return [(item["number"], item["answer"]) for group in groups for item in group["items"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came to power by luck and by nothing else.", []),
        ("Short, in 1924.", []),
        ("In May 1924 it was still a handful of leaders.", ["May 1924"]),
        ("It was won on 3 April 1922 and never lost again.", ["3 April 1922"]),
        ("All of it was over by the end of 1924–26, I think.", ["1924–26"]),
        ("His side wins the roll call by 559 votes or more.", ["559"]),
        ("It sent out 10,000 officials, and most of them stayed.", ["10,000"]),
        ("By the 14th Congress only one city was against him.", ["14th Congress"]),
        ("For years nobody listened to Trotsky’s warnings about it.", ["Trotsky"]),
        ("Leon Trotsky had nothing to say about it, as ever.", ["Leon Trotsky"]),
        ("The Central Committee met and decided nothing at all.", ["Central Committee"]),
        ("In the end the Central Committee met and decided nothing.", ["Central Committee"]),
        ("It was over. The rest of them had nothing to say.", []),
        ("In May 1924 the two of them and Kamenev said nothing about it.", ["May 1924"]),
        (
            "In May 1924 the leaders of the party, with Kamenev at their head, and all of the "
            "delegates from the provinces said nothing about it.",
            ["May 1924", "Kamenev"],
        ),
        ("斯大林在一九二四年五月没有说话。", []),
    ],
)
def test_a_sentence_loses_its_dates_names_and_figures(text: str, expected: list[str]) -> None:
    assert left_out(text) == expected


def test_what_the_question_says_is_not_left_out() -> None:
    text = "By 1929 everybody in the party knew that it was over."
    assert left_out(text) == ["1929"]
    assert left_out(text, question="Why did it end in 1929?") == []


def test_two_blanks_never_stand_side_by_side() -> None:
    text = "In those years the delegates, Kamenev, Trotsky, and many of the others said nothing."
    assert left_out(f"{text[:-1]} at all about what they had seen there.") == ["Kamenev"]


def test_of_evidence_the_title_and_the_date_are_left_out_and_of_a_quotation_the_historian() -> None:
    paragraphs: Any = cloze(FULL, TOLD)["paragraphs"]
    fact, quotation = paragraphs[0]["evidence"][0], paragraphs[0]["quotations"][0]
    assert [run["answer"] for run in (*fact["date"], *fact["title"])] == [
        "3 Apr 1922",
        "General Secretary",
    ]
    assert quotation["attribution"] == [
        {"number": quotation["attribution"][0]["number"], "answer": "Robert C. Tucker"},
        {"text": ", 1973"},
    ]


def test_evidence_without_a_text_keeps_its_date_and_a_bare_title_stays() -> None:
    fact = replace(FULL.paragraphs[0].evidence[0], text="")
    rows = [Paragraph(factor=SKILL, evidence=(fact, replace(fact, date_text="")))]
    paragraphs: Any = cloze(replace(EMPTY, paragraphs=tuple(rows)), TOLD)["paragraphs"]
    assert [(item["date"], item["title"]) for item in paragraphs[0]["evidence"]] == [
        ([{"text": "3 Apr 1922"}], [{"number": 1, "answer": "General Secretary"}]),
        ([], [{"text": "General Secretary"}]),
    ]


@pytest.mark.parametrize("plan", [FULL, RICH, EMPTY, LARGEST, OVERLONG, HOSTILE])
def test_the_answers_put_back_give_the_plan_in_order(plan: Outline) -> None:
    laid = {key: part for key, part in cloze(plan, PEOPLE).items() if key != "answers"}
    assert_in_order(texts(plan), "".join(filled_in(laid)))


@given(st.one_of(ANY_TEXT, WORDS))
def test_any_text_comes_back_from_its_runs_and_stays_solvable(text: str) -> None:
    runs: Any = Blanks(re.compile("Trotsky|Kamenev"), frozenset({"stalin"})).pick(text)
    assert squeezed("".join(filled_in([runs]))) == squeezed(text)
    blanks = sum("number" in run for run in runs)
    assert blanks <= len(re.findall(r"\w+", text)) / 6


@given(WORDS, WORDS)
def test_numbers_run_on_and_the_same_plan_gives_the_same_paper(one: str, two: str) -> None:
    row = Paragraph(factor=SKILL, point=one, explanation=two)
    plan = replace(EMPTY, argument=two, paragraphs=(row,), judgement=one)
    assert cloze(plan, PEOPLE) == cloze(plan, PEOPLE)
    assert [number for number, _ in answers(plan)] == list(range(1, len(answers(plan)) + 1))


# ---- on paper --------------------------------------------------------------------------------


def alternatives(reader: PdfReader) -> list[str]:
    """Return what is read instead of each figure, in the order of reading."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for part in node:
                walk(part)
        elif isinstance(node, dict):
            found.extend([str(node["/Alt"])] if "/Alt" in node else [])
            walk(node.get("/K", node.__class__()))

    root: Any = reader.root_object
    walk(root["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("told", [TOLD, LETTER], ids=["a4", "letter"])
@pytest.mark.parametrize("plan", [FULL, RICH, EMPTY], ids=["full", "rich", "empty"])
def test_a_plan_is_one_side_and_its_answers_are_the_other(plan: Outline, told: Any) -> None:
    front, back = (page.extract_text() for page in read_pdf(SHEET, plan, told).pages)
    assert "Answers" in back
    assert "Answers" not in front
    assert_in_order([f"{number}{answer}" for number, answer in answers(plan)], back)


def test_no_answer_is_hidden_in_the_front() -> None:
    front = read_pdf(SHEET, FULL).pages[0].extract_text()
    for answer in ("General Secretary", "Robert C. Tucker", "3 Apr 1922", "Lessons of October"):
        assert squeezed(answer) not in squeezed(front.replace("General Secretary’s", ""))


def test_a_blank_is_read_as_one_with_its_number() -> None:
    reader = read_pdf(SHEET, RICH)
    assert alternatives(reader) == [f"blank {number}" for number, _ in answers(RICH)]


def test_answers_are_grouped_by_factor() -> None:
    back = read_pdf(SHEET, RICH).pages[1].extract_text()
    names = [row.factor.name for row in RICH.paragraphs]
    assert_in_order(["Answers", *names, "Links between factors", "Sources"], back)


@pytest.mark.parametrize("told", [TOLD, LETTER], ids=["a4", "letter"])
@pytest.mark.parametrize("plan", [LARGEST, OVERLONG, HOSTILE], ids=["largest", "overlong", "host"])
def test_a_longer_plan_goes_on_and_its_answers_still_start_on_a_back(
    plan: Outline, told: Any
) -> None:
    pages = [page.extract_text() for page in read_pdf(SHEET, plan, told).pages]
    [start] = [number for number, text in enumerate(pages, start=1) if "Answers\n" in text]
    assert start % 2 == 0
    assert_in_order([f"{number}{answer}" for number, answer in answers(plan)], "".join(pages[1:]))


def test_nothing_that_is_not_left_out_is_missing() -> None:
    printed = Counter(re.findall(r"\w+", text_of(read_pdf(SHEET, OVERLONG))))
    said = Counter(re.findall(r"\w+", " ".join(words_in_order(OVERLONG))))
    assert said - printed == Counter()


def test_hostile_text_is_printed_as_text() -> None:
    text = text_of(read_pdf(SHEET, HOSTILE))
    assert_in_order([*INJECTIONS, "after the marks", "first line", *INJECTIONS], text)
    assert len(re.findall("W(?!h|o)", text)) == 10_000


def test_the_file_is_tagged_with_nested_headings() -> None:
    reader = read_pdf(SHEET, FULL)
    root: Any = reader.root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    outline: Any = reader.outline
    assert outline[0].title == FULL.question.text
    assert [item.title for item in outline[1] if not isinstance(item, list)][-2:] == [
        "Judgement",
        "Answers",
    ]


@settings(max_examples=10, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_no_text_stops_the_press(first: str, second: str) -> None:
    fact = replace(FULL.paragraphs[1].evidence[0], title=first, text=second, date_text=first)
    quotation = replace(FULL.paragraphs[1].quotations[0], historian=second, text=first)
    row = Paragraph(
        factor=SKILL, point=first, evidence=(fact,), quotations=(quotation,), reply=second
    )
    assert len(read_pdf(SHEET, replace(EMPTY, paragraphs=(row,), judgement=first)).pages) >= 2
