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
from essayplanner.argument.outline import Name, Outline, Paragraph, Question
from essayplanner.exports.cloze import MOST_ANSWERS, SHEET, cloze
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
            said += [item.title, item.text, "; ".join(filter(None, views))]
        for one in row.quotations:
            said += [one.short or one.text, one.historian]
        said += [row.explanation, row.counter_argument, row.reply, row.link, row.without]
    said += [link.sentence for link in plan.links]
    said.append(plan.judgement)
    for place, text in enumerate(plan.criteria):
        said += [text, *(row.weighed[place] for row in plan.paragraphs)]
    return [squeezed(printable(text)) for text in said if squeezed(printable(text))]


def answers(plan: Outline, told: Any = TOLD) -> list[tuple[int, str]]:
    groups: Any = cloze(plan, told)["answers"]
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


def front(plan: Outline, told: Any = PEOPLE) -> str:
    """Return what is read on the front, a line for each blank."""

    def walk(laid: Any) -> Iterator[str]:
        if isinstance(laid, list) and laid and all(map(is_run, laid)):
            yield "".join(run.get("text", "___") for run in laid)
        elif isinstance(laid, list | dict):
            for part in laid.values() if isinstance(laid, dict) else laid:
                yield from walk(part)

    laid = cloze(plan, told)
    return "\n".join(
        walk([laid[part] for part in ("argument", "paragraphs", "links", "judgement")])
    )


@pytest.mark.parametrize("plan", [FULL, RICH, LARGEST, OVERLONG])
def test_no_answer_stands_on_the_front(plan: Outline) -> None:
    text = front(plan)
    shown = [answer for _, answer in answers(plan, PEOPLE)]
    assert [one for one in shown if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)] == []


def only(*texts: str, **more: Any) -> Outline:
    """Return a plan that says these things of a factor: its point, explanation and so on."""
    names = ("point", "explanation", "counter_argument", "reply")
    said: dict[str, Any] = {**dict(zip(names, texts, strict=False)), **more}
    row = Paragraph(factor=SKILL, **said)
    return Outline(question=Question(text=""), paragraphs=(row,))


def test_what_is_left_out_once_is_left_out_wherever_it_is_said_under_one_number() -> None:
    plan = only("His side wins by 559 votes or more.", "Short, by 559.", "But 559 was all he had.")
    assert (
        front(plan)
        == "His side wins by ___ votes or more.\nShort, by ___.\nBut ___ was all he had."
    )
    assert answers(plan) == [(1, "559")]


def test_what_has_to_stay_in_one_place_is_left_out_nowhere() -> None:
    plan = only("His side wins the roll call in 1925.", "559 1925", evidence=())
    assert front(plan) == "His side wins the roll call in ___.\n559 ___"
    crowded = only(
        "His side wins the roll call in 1925.", "On 1925, 1925 and all of that and more."
    )
    assert "___" not in front(crowded)


@pytest.mark.parametrize(
    "date", ["18–31 December 1925", "Mar 1921 – Apr 1922", "1924–1925", "20–30"]
)
def test_a_range_is_left_out_whole_or_not_at_all(date: str) -> None:
    assert left_out(f"For all of {date} they said nothing about it.") == [date]
    rest = date.split("–")[-1].strip()
    plan = only(f"For all of {date} they held. And again in the {rest} nobody else cared.")
    assert "–___" not in front(plan).replace(" ", "")


def test_a_month_is_one_however_it_is_written() -> None:
    plan = only(
        "All was over by 31 Dec 1925, they said.", "On 31 December 1925 he went home again."
    )
    assert answers(plan) == [(1, "31 Dec 1925")]


def test_a_family_name_is_the_answer_wherever_the_person_is_named() -> None:
    plan = only("For years nobody listened to Leon Trotsky about it.", "Trotsky had a bolder plan.")
    assert front(plan) == "For years nobody listened to ___ about it.\n___ had a bolder plan."
    assert answers(plan, PEOPLE) == [(1, "Leon Trotsky")]


def test_a_headline_stays_but_for_its_date_name_or_figure() -> None:
    fact = FULL.paragraphs[0].evidence[0]
    title = "Stalin wins the vote in May 1924"
    plan = only(evidence=(replace(fact, date_text="", title=title),))
    assert front(plan).startswith("Stalin wins the vote in ___\n")
    assert front(only(evidence=(replace(fact, date_text=""),))).startswith("General Secretary\n")


def test_a_headline_is_not_left_out_whole() -> None:
    row = FULL.paragraphs[0]
    plan = only("It was as General Secretary that he won it all.", evidence=(row.evidence[0],))
    assert "General Secretary" in front(plan).splitlines()


def test_a_blank_is_not_parted_from_the_bracket_or_the_stop_beside_it() -> None:
    text = "He won it all (in May 1924)! Was it “Trotsky’s” war or not, I ask?"
    plan = only(text, "Nobody else knew of it till 16 January 1928.")
    said = read_pdf(SHEET, plan, PEOPLE).pages[0].extract_text()
    assert_in_order(["He won it all (in", ")! Was it “", "’s” war", "till", "."], said)


def test_a_date_that_its_text_says_is_not_asked_twice_running() -> None:
    fact = FULL.paragraphs[0].evidence[0]
    text = "In January 1928 he goes to Siberia to force out grain."
    paragraphs: Any = cloze(only(evidence=(replace(fact, date_text="Jan 1928", text=text),)), TOLD)[
        "paragraphs"
    ]
    [laid] = paragraphs[0]["evidence"]
    assert laid["date"] == []
    assert [run["answer"] for run in laid["text"] if "answer" in run] == ["January 1928"]


def test_a_figure_of_the_library_is_asked_only_where_it_is_said_again() -> None:
    fact = replace(FULL.paragraphs[0].evidence[0], date_text="", title="")
    plan = only(evidence=(replace(fact, text="The voting delegates of the party were 694."),))
    assert answers(plan) == []
    said = replace(plan.paragraphs[0], reply="There were 694 of them in the hall.")
    assert answers(replace(plan, paragraphs=(said,))) == [(1, "694")]


def test_the_historian_and_the_date_are_left_out_and_the_year_of_the_work_stays() -> None:
    paragraphs: Any = cloze(FULL, TOLD)["paragraphs"]
    fact, quotation = paragraphs[0]["evidence"][0], paragraphs[0]["quotations"][0]
    assert [run["answer"] for run in fact["date"]] == ["3 Apr 1922"]
    assert [run["answer"] for run in quotation["historian"]] == ["Robert C. Tucker"]
    assert quotation["work"] == [{"text": ", 1973"}]


def test_of_a_work_by_several_only_the_year_is_said_beside_its_historian() -> None:
    quotation = FULL.paragraphs[0].quotations[0]
    authors = (Name(family="Tucker"), Name(family="Cohen"))
    source = replace(quotation.source, authors=authors, label="Tucker and Cohen, 1973")
    paragraphs: Any = cloze(only(quotations=(replace(quotation, source=source),)), TOLD)[
        "paragraphs"
    ]
    assert paragraphs[0]["quotations"][0]["work"] == [{"text": ", 1973"}]


def test_evidence_without_a_text_keeps_its_date_and_its_title() -> None:
    fact = replace(FULL.paragraphs[0].evidence[0], text="")
    paragraphs: Any = cloze(only(evidence=(fact,)), TOLD)["paragraphs"]
    assert [(item["date"], item["title"]) for item in paragraphs[0]["evidence"]] == [
        ([{"text": "3 Apr 1922"}], [{"text": "General Secretary"}])
    ]


def test_the_longest_plan_has_no_more_answers_than_can_be_learnt() -> None:
    text = " ".join(f"He had all of the {number} votes." for number in range(200, 900))
    assert len(answers(only(text, text.replace("He", "She"), "a"))) == MOST_ANSWERS


@pytest.mark.parametrize("plan", [FULL, RICH, EMPTY, LARGEST, OVERLONG, HOSTILE])
def test_the_answers_put_back_give_the_plan_in_order(plan: Outline) -> None:
    laid = {key: part for key, part in cloze(plan, PEOPLE).items() if key != "answers"}
    assert_in_order(texts(plan), "".join(filled_in(laid)))


@given(st.one_of(ANY_TEXT, WORDS))
def test_any_text_comes_back_from_its_runs_and_stays_solvable(text: str) -> None:
    runs: Any = cloze(only(text), PEOPLE)["paragraphs"]
    assert squeezed("".join(filled_in(runs))) == squeezed(printable(text))
    blanks = sum("number" in run for run in runs[0]["point"])
    assert blanks <= max(1, len(re.findall(r"\w+", text)) / 4)


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
@pytest.mark.parametrize("plan", [FULL, RICH], ids=["full", "rich"])
def test_a_plan_is_one_side_and_its_answers_are_the_other(plan: Outline, told: Any) -> None:
    front, back = (page.extract_text() for page in read_pdf(SHEET, plan, told).pages)
    assert "Answers" in back
    assert "Answers" not in front
    assert_in_order([f"{number}{answer}" for number, answer in answers(plan)], back)


def test_an_empty_plan_has_no_side_for_answers_and_says_so() -> None:
    [page] = read_pdf(SHEET, EMPTY).pages
    assert squeezed("Nothing is left out yet") in squeezed(page.extract_text())
    assert "What is missing?" not in page.extract_text()


def test_no_answer_is_hidden_in_the_front() -> None:
    front = read_pdf(SHEET, FULL).pages[0].extract_text()
    for answer in ("Robert C. Tucker", "3 Apr 1922", "Kotkin"):
        assert squeezed(answer) not in squeezed(front)


def test_a_blank_is_read_as_one_with_its_number() -> None:
    reader = read_pdf(SHEET, RICH)
    said = alternatives(reader)
    assert set(said) == {f"blank {number}" for number, _ in answers(RICH)}
    assert said[0] == "blank 1"


def test_answers_are_grouped_by_factor() -> None:
    back = read_pdf(SHEET, RICH).pages[1].extract_text()
    names = [row.factor.name for row in RICH.paragraphs]
    assert_in_order(["Answers", *names, "Sources"], back)


@pytest.mark.parametrize("told", [TOLD, LETTER], ids=["a4", "letter"])
@pytest.mark.parametrize("plan", [LARGEST, OVERLONG, HOSTILE], ids=["largest", "overlong", "host"])
def test_a_longer_plan_goes_on_and_says_where_its_answers_are(plan: Outline, told: Any) -> None:
    pages = [page.extract_text() for page in read_pdf(SHEET, plan, told).pages]
    [start] = [number for number, text in enumerate(pages) if "Answers\n" in text]
    if not answers(plan):
        return
    where = "on the back." if start % 2 else "on the next sheet."
    assert squeezed(where) in squeezed(pages[0])
    assert len(pages[start - 1]) > 200
    assert_in_order([f"{number}{answer}" for number, answer in answers(plan)], "".join(pages[1:]))


def test_nothing_that_is_not_left_out_is_missing() -> None:
    printed = Counter(re.findall(r"\w+", text_of(read_pdf(SHEET, OVERLONG))))
    said = Counter(re.findall(r"\w+", " ".join(words_in_order(OVERLONG))))
    for word in ("Kotkin", "2014", "Carr", "E", "H", "Dec", "1925"):
        del said[word]  # an answer stands once, and the label of a source not at all
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
    assert len(read_pdf(SHEET, replace(EMPTY, paragraphs=(row,), judgement=first)).pages) >= 1
