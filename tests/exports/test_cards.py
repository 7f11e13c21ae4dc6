"""The cue cards: fronts and backs match, nothing leaves its card, and no word is lost."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essayplanner.argument.outline import (
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    SetAside,
)
from essayplanner.exports.cards import (
    A_PAGE,
    CARDS,
    SHEET,
    SIDE,
    SIZES,
    SMALL,
    SMALL_PRINT,
    TOP,
    Card,
    cards,
    lay,
)
from essayplanner.exports.told import Told
from tests.exports.outlines import (
    CHANCE,
    EMPTY,
    FULL,
    HOSTILE,
    INJECTIONS,
    LARGEST,
    OVERLONG,
    RICH,
    words_in_order,
)
from tests.exports.reading import NOON, TOLD, assert_in_order, read_pdf, squeezed, text_of

LETTER = replace(TOLD, size="letter")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)
WITHOUT = replace(
    RICH,
    paragraphs=(
        replace(RICH.paragraphs[0], without="He would have had to wait."),
        *RICH.paragraphs[1:],
    ),
    set_aside=(SetAside(rule="r", place="p", reason="My teacher said that two are enough."),),
)
PLANS = {
    "full": FULL,
    "rich": RICH,
    "without": WITHOUT,
    "empty": EMPTY,
    "largest": LARGEST,
    "overlong": OVERLONG,
    "hostile": HOSTILE,
}
needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not installed"
)
both_sizes = pytest.mark.parametrize("told", [TOLD, LETTER], ids=["a4", "letter"])
every_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)


class Word(NamedTuple):
    """A word on a page, and its box from the top left, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words(plan: Outline, told: Told) -> Iterator[Word]:
    """Yield what poppler finds on the pages, by places."""
    html = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=SHEET.pdf(plan, told, timestamp=NOON),
        capture_output=True,
        check=True,
    ).stdout.decode(errors="replace")  # poppler writes odd halves of rare letters
    for page, part in enumerate(html.split("<page ")[1:]):
        for found in re.finditer(
            r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', part, re.DOTALL
        ):
            left, top, right, bottom = map(float, found.groups()[:4])
            yield Word(page, left, top, right, bottom, unescape(found[5]))


def outside(plan: Outline, told: Told) -> list[Word]:
    """Return the words that come nearer to the edge of a card than its margin."""
    wide, high = CARDS[told.size]

    def leaves(word: Word) -> bool:
        x, y = wide * (word.left // wide), high * (word.top // high)
        room = (x + SIDE - 1, y + TOP - 3, x + wide - SIDE + 1, y + high - TOP + 3)
        return (
            word.left < room[0]
            or word.top < room[1]
            or word.right > room[2]
            or word.bottom > room[3]
        )

    return [word for word in words(plan, told) if squeezed(word.text) and leaves(word)]


def backs(plan: Outline) -> str:
    return "\n".join(page.extract_text() for page in read_pdf(SHEET, plan).pages[1::2])


@needs_pdftotext
@both_sizes
@every_plan
def test_no_word_lies_outside_its_card(plan: Outline, told: Told) -> None:
    assert outside(plan, told) == []


@needs_pdftotext
@settings(max_examples=10, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_nothing_that_can_be_pasted_leaves_its_card(first: str, second: str, third: str) -> None:
    row = FULL.paragraphs[1]
    fact, quotation = row.evidence[0], row.quotations[0]
    plan = replace(
        EMPTY,
        question=Question(text=third, topic=first),
        author=second,
        judgement=first * 5,
        criteria=(second, third, first),
        paragraphs=(
            replace(
                row,
                factor=replace(CHANCE, name=first, short_name=second),
                point=second * 7,
                evidence=(replace(fact, title=third, date_text=first, text=second),),
                quotations=(replace(quotation, historian=second, text=third, short=first),),
                weighed=(first, second, third),
            ),
        ),
    )
    assert outside(plan, TOLD) == []


@pytest.mark.parametrize(
    "letters",
    ["WMQ@ ", "ШЩѬ ", "斯大林", "ﷺ⸻⸻ ", "( ( — — ", "a\u00a0", "🏴🇬🇧", "ۦستالين ", "m\n", "f-"],
)
@needs_pdftotext
def test_the_widest_letters_stay_on_their_cards(letters: str) -> None:
    text = letters * 300
    row = replace(FULL.paragraphs[1], point=text, explanation=text)
    row = replace(row, evidence=(replace(row.evidence[0], title=text, text=text),))
    plan = replace(EMPTY, question=Question(text=text), argument=text, paragraphs=(row,))
    assert outside(plan, TOLD) == []


@needs_pdftotext
@both_sizes
@pytest.mark.parametrize("plan", [RICH, EMPTY, OVERLONG], ids=["rich", "empty", "overlong"])
def test_the_back_of_a_card_lies_behind_its_front(plan: Outline, told: Told) -> None:
    wide, high = CARDS[told.size]
    numbers: dict[int, list[tuple[int, int, int]]] = {}
    for word in words(plan, told):
        column, row = int(word.left // wide), int(word.top // high)
        at_the_right = abs(word.right - (column + 1) * wide + SIDE) < 1
        if at_the_right and word.top - row * high < TOP + 5:
            numbers.setdefault(int(word.text), []).append((word.page, column, row))
    places: Any = lay(plan, told)["cards"]
    assert numbers == {
        number: [
            (2 * sheet, place % 2, place // 2),
            (2 * sheet + 1, 1 - place % 2, place // 2),
        ]
        for number in range(1, len(places) + 1)
        for sheet, place in [divmod(number - 1, A_PAGE)]
    }


@pytest.mark.parametrize("plan", [FULL, RICH, WITHOUT, LARGEST, OVERLONG])
def test_every_word_of_the_plan_stands_on_a_card(plan: Outline) -> None:
    said = [*words_in_order(plan), *(row.reason for row in plan.set_aside)]
    said += [row.without for row in plan.paragraphs]
    printed = Counter(re.findall(r"\w+", text_of(read_pdf(SHEET, plan))))
    assert Counter(re.findall(r"\w+", " ".join(said))).keys() - printed.keys() == set()


@every_plan
def test_the_pieces_of_a_text_are_the_text(plan: Outline) -> None:
    laid: Any = lay(plan, TOLD)["cards"]
    behind = "".join(run["text"] for card in laid for part in card["parts"] for run in part["runs"])
    wanted = [part.text for card in cards(plan) for part in (*card.parts, *card.more)]
    assert_in_order(wanted, behind)


@pytest.mark.parametrize("plan", [FULL, RICH, WITHOUT])
def test_each_answer_is_read_in_the_order_of_the_cards(plan: Outline) -> None:
    wanted = [part.text for card in cards(plan) for part in (*card.parts, *card.more)]
    assert_in_order(wanted, backs(plan))


def test_a_card_asks_in_front_and_answers_behind() -> None:
    asked = [(card.title, card.under, card.prompt) for card in cards(RICH)]
    assert asked[:4] == [
        (RICH.question.text, "", "What is your answer?"),
        ("Stalin’s political skill", "", "What is the point?"),
        ("The oath speech", "", "When? What happened?"),
        ("Siberia", "", "When? What happened?"),
    ]
    assert asked[4] == ("The party’s structure", "", "What is the point?")
    assert asked[7] == (
        "Robert C. Tucker",
        "Stalin as Revolutionary, 1973",
        "What does Robert C. Tucker say?",
    )
    weighs = "By what do you weigh the factors?"
    assert asked[-6:] == [
        ("Rivals and Skill", "", "How are they linked?"),
        ("Structure and Rivals", "", "How are they linked?"),
        ("Skill and Structure", "", "How are they linked?"),
        ("Criterion 1", "", f"{weighs} What does each weigh by it?"),
        ("Criterion 2", "", weighs),
        ("Criterion 3", "", f"{weighs} What does each weigh by it?"),
    ]


def test_the_words_of_another_are_found_in_the_work_that_has_them() -> None:
    row = FULL.paragraphs[1]
    lent = replace(row.quotations[0], historian="Leon Trotsky")
    plan = replace(EMPTY, paragraphs=(replace(row, evidence=(), quotations=(lent,)),))
    card = cards(plan)[-1]
    assert card.under == "in Socialism in One Country, 1958"
    assert card.parts[-1].text.endswith("London: Macmillan. p. 166")


def quoting(*quotations: Quotation) -> list[Card]:
    row = Paragraph(factor=CHANCE, quotations=quotations)
    return [card for card in cards(replace(EMPTY, paragraphs=(row,))) if "say" in card.prompt]


def test_two_quotations_from_one_work_ask_for_different_words() -> None:
    one = FULL.paragraphs[1].quotations[0]
    two = replace(one, key="two", text="Fortune favoured the man with the files, always.")
    assert [card.prompt for card in quoting(one, two)] == [
        "What does E. H. Carr say? It begins “But he had no…”",
        "What does E. H. Carr say? It begins “Fortune favoured the man…”",
    ]


def test_a_quotation_is_its_short_form_its_source_and_none_of_its_notes() -> None:
    item = FULL.paragraphs[1].quotations[0]
    [card] = quoting(replace(item, short="no talent", notes=("A long note.",), wording="Seen."))
    assert [(part.label, part.text) for part in card.parts] == [
        ("", "“no talent”"),
        ("Wording", "Seen."),
        ("Source", "".join(run.text for run in item.source.reference) + " p. 166"),
    ]


@pytest.mark.parametrize(
    ("page", "said"), [("166–7", "pp. 166–7"), ("ch. 12", "ch. 12"), ("166", "p. 166")]
)
def test_a_page_is_said_as_in_the_full_plan(page: str, said: str) -> None:
    [card] = quoting(replace(FULL.paragraphs[1].quotations[0], page=page))
    assert card.parts[-1].text.endswith(f"Macmillan. {said}")


def test_only_the_author_of_a_work_is_taken_for_one() -> None:
    item = FULL.paragraphs[1].quotations[0]
    source = replace(item.source, authors=(Name(family="Lee"),))
    under = [quoting(replace(item, source=source, historian=name))[0].under for name in LEES]
    assert under == ["in Socialism in One Country, 1958", "Socialism in One Country, 1958"]


LEES = ("Ann Leeson", "Ann Lee")


@pytest.mark.parametrize(
    ("date", "title", "asks"),
    [
        ("1924", "The oath", "When? What happened?"),
        ("", "The oath", "What happened?"),
        ("1924", "", "What happened?"),
    ],
)
def test_when_is_asked_only_of_a_date_that_the_front_does_not_say(
    date: str, title: str, asks: str
) -> None:
    fact = replace(FULL.paragraphs[0].evidence[0], date_text=date, title=title)
    row = Paragraph(factor=CHANCE, evidence=(fact,))
    assert cards(replace(EMPTY, paragraphs=(row,)))[-1].prompt == asks


def asked_of(row: Paragraph) -> list[str]:
    laid: Any = lay(replace(EMPTY, paragraphs=(row,)), TOLD)["cards"]
    return [card["prompt"] for card in laid[1:]]


def test_what_tells_against_a_point_is_asked_for_itself_where_it_does_not_fit() -> None:
    point, against = "What is the point?", "What tells against it, and what is your reply?"
    row = Paragraph(factor=CHANCE, point="Luck.", counter_argument="No.")
    assert asked_of(row) == [f"{point} {against}"]
    assert asked_of(replace(row, point="Luck. " * 60)) == [point, against]
    assert asked_of(Paragraph(factor=CHANCE)) == [point]


def test_historians_who_disagree_have_their_own_card_where_they_do_not_fit() -> None:
    fact = FULL.paragraphs[1].evidence[0]
    row = Paragraph(factor=CHANCE, evidence=(replace(fact, text="He stays away. " * 35),))
    assert asked_of(row)[1:] == ["When? What happened?", "Where do historians disagree?"]


def test_backs_are_set_in_one_of_two_sizes() -> None:
    laid: Any = lay(LARGEST, TOLD)["cards"]
    assert {card["size"] for card in laid} == set(SIZES)


def test_what_is_disputed_own_or_unchecked_says_so() -> None:
    text = squeezed(backs(RICH))
    assert squeezed("Historians disagree: Trotsky: he was told the wrong day") in text
    assert squeezed("Eastman: he could have come had he wished") in text
    assert squeezed("own unchecked wording") in text


def test_a_text_too_long_for_a_card_goes_on_with_the_next() -> None:
    laid: Any = lay(LARGEST, TOLD)["cards"]
    point = [card for card in laid if card["title"] == LARGEST.paragraphs[0].factor.name]
    number = len(point)
    assert number > 1
    asked = ["What is the point?", "What tells against it, and what is your reply?"]
    assert [(card["part"], card["prompt"]) for card in point] == [
        (f"{n} of 2", asks) for asks in asked for n, asks in ((1, asks), (2, "How does it go on?"))
    ]
    assert [card["signs"] for card in point] == [[{"mark": 1, "name": "Skill"}]] * number
    assert "1 of 2" in backs(LARGEST)


def test_a_title_too_long_for_a_front_stands_whole_behind() -> None:
    title = "A very long title of a piece of evidence that nobody would call one, " * 6
    row = FULL.paragraphs[0]
    plan = replace(
        EMPTY, paragraphs=(replace(row, evidence=(replace(row.evidence[0], title=title),)),)
    )
    laid: Any = lay(plan, TOLD)["cards"]
    fronts = {card["title"] for card in laid if card["title"].startswith("A very")}
    assert len(fronts) == 1
    assert fronts.pop().endswith("…")
    assert_in_order([title], backs(plan))


def test_an_empty_plan_has_a_card_a_factor_with_places_to_write() -> None:
    assert [card.title for card in cards(EMPTY)] == [
        EMPTY.question.text,
        *(row.factor.name for row in EMPTY.paragraphs),
    ]
    assert_in_order(["Argument", "Judgement", "Point", "Reply", "Point"], backs(EMPTY))
    assert len(read_pdf(SHEET, Outline(question=Question(text=""))).pages) == 2


@both_sizes
def test_eight_cards_are_a_page(told: Told) -> None:
    wide, high = CARDS[told.size]
    page = read_pdf(SHEET, EMPTY, told).pages[0].mediabox
    assert (round(2 * wide), round(4 * high)) == pytest.approx(
        (round(page.width), round(page.height)), abs=1
    )


def test_no_type_is_smaller_than_8_points() -> None:
    assert min(*SIZES, SMALL, SMALL_PRINT) == 8.0


def test_hostile_text_is_printed_as_text() -> None:
    text = text_of(read_pdf(SHEET, HOSTILE))
    assert_in_order([*INJECTIONS, *INJECTIONS, "after the marks"], text)
    assert len(re.findall("W(?!h|i|o)", backs(HOSTILE))) == 10_000
    assert "root:" not in text


def test_the_file_is_tagged_and_each_front_is_a_heading() -> None:
    reader = read_pdf(SHEET, FULL)
    root: Any = reader.root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    outline: Any = reader.outline
    title, fronts = outline
    laid: Any = lay(FULL, TOLD)["cards"]
    assert title.title == FULL.question.text
    assert [item.title for item in fronts] == [card["title"] for card in laid[1:]]


def test_each_back_says_what_it_was_made_from() -> None:
    question = replace(FULL.question, topic="Stalin’s rise", edition=3)
    laid = lay(replace(FULL, question=question), TOLD)
    assert laid["edition"] == "Stalin’s rise · edition 3 · 20 November 2026"
    long = lay(replace(FULL, question=replace(question, topic="very long " * 20)), TOLD)
    assert str(long["edition"]).endswith("… · edition 3 · 20 November 2026")
