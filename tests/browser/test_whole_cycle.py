"""A teacher and three students from an empty class to a second hand-in, and what is printed of it.

One student has a wide screen, one a phone, one a browser without scripts. Then the pages of the
teacher's room that no other test here looks at are held against axe and a narrow screen.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import PATIENCE, saved, sign_in
from tests.browser.test_main_job import accessible, in_order, squeezed

CLASS = "13C History"
QUESTION = "Why were Bukharin, Rykov and Tomsky defeated in 1928–29?"
EXAM = "Edexcel 9HI0: Papers 1 (Sections A and B), 2 (Section B) and 3 (Sections B and C)"
PASSWORD = "three-dull-words"
DUE = date.today() + timedelta(days=14)
FIRST = "Stalin had more votes than they had, since he had given out the posts."
SECOND = "They had tied their own hands in 1921, so that votes could not save them."


@dataclass(frozen=True)
class Student:
    """Somebody of the class, and the browser that they have."""

    username: str
    name: str
    browser: dict[str, Any]


# Not in the order of their surnames, which is that of every list and pack.
ADA = Student("ada.o", "Ada Östberg", {"viewport": {"width": 1280, "height": 900}})
BILAL = Student(
    "bilal.c", "Bilal Chaudhry", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}
)
CHLOE = Student("chloe.d", "Chloé D'Arcy", {"java_script_enabled": False})
STUDENTS = (ADA, BILAL, CHLOE)
BY_SURNAME = [BILAL.name, CHLOE.name, ADA.name]


@pytest.fixture
def students(browser: Browser) -> Iterator[list[Page]]:
    """A page of each student's own browser."""
    contexts = [browser.new_context(**student.browser) for student in STUDENTS]
    for context in contexts:
        context.set_default_timeout(PATIENCE)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def sign_up(page: Page, username: str, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name="Sign up").click()
    page.get_by_label("Username").fill(username)
    page.get_by_label("Name for the class list").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def make_class(teacher: Page) -> str:
    """Make the class as a new teacher, and return the code that stands on its poster."""
    teacher.get_by_role("link", name="Classes", exact=True).click()
    teacher.get_by_label("Name of the class").fill(CLASS)
    teacher.get_by_role("button", name="Make this class").click()
    teacher.get_by_role("link", name="Poster with a QR code").click()
    accessible(teacher)
    code = teacher.get_by_text(re.compile(r"^\w{4}-\w{4}$")).inner_text()
    teacher.get_by_role("link", name=f"Back to {CLASS}").click()
    return code


def set_question(teacher: Page) -> None:
    teacher.get_by_role("link", name="Set work").click()
    teacher.get_by_text(re.compile("^Stalin’s rise to power")).click()
    teacher.get_by_label(QUESTION).check()
    teacher.get_by_label("Due on").fill(DUE.isoformat())
    teacher.get_by_text("Exam format, instructions, help and rules").click()
    teacher.get_by_label("Exam format").select_option(label=EXAM)
    teacher.get_by_role("button", name="Set work").click()
    expect(teacher.get_by_text(f"Set for {CLASS}.")).to_be_visible()


def join_and_start(page: Page, address: str, student: Student, code: str) -> None:
    page.goto(f"{address}/join/")
    sign_up(page, student.username, student.name)
    page.get_by_label("Join code").fill(code.replace("-", " ").lower())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("status")).to_contain_text(f"You are in {CLASS} now.")
    work = page.get_by_role("region", name="Set for you").get_by_role("listitem")
    expect(work).to_contain_text(QUESTION)
    expect(work).to_contain_text(f"due {DUE.day} {DUE:%B}")
    work.get_by_role("button", name="Start this plan").click()


def hand_in(page: Page, again: bool = False) -> None:
    name = "Hand in again" if again else "Hand in"
    page.get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text("Handed in. Your teacher can see")).to_be_visible()


def review(teacher: Page) -> None:
    """Give levels, a saved comment on the whole and a written one on a word; release nothing."""
    teacher.get_by_role("link", name=f"Read the first: {ADA.name}").click()
    for number, strand in enumerate(teacher.locator("fieldset.strand").all(), 3):
        strand.get_by_label(f"Level {min(number, 5)}").check()
    expect(teacher.get_by_role("status").filter(has_text="Between Level 3")).to_be_visible()
    teacher.get_by_role("button", name="Comment on the whole plan").click()
    teacher.keyboard.type("weigh ")
    whole = teacher.get_by_label("Your comment on the whole plan")
    expect(whole).to_have_value(re.compile("^Why does this count for more"))
    teacher.get_by_text(FIRST).dblclick(position={"x": 20, "y": 10})
    teacher.get_by_role("button", name="Comment on these words").click()
    teacher.keyboard.type("Only he? Who voted?")
    teacher.get_by_label("For Ada, in a sentence or two").fill("Say what tied their hands.")
    saved(teacher)
    accessible(teacher)
    teacher.get_by_role("link", name="Release all of this set").click()
    expect(teacher.get_by_role("checkbox", name=ADA.name)).to_be_checked()
    accessible(teacher)
    teacher.go_back()


def answer(student: Page) -> None:
    """Read what came, answer it, resolve it, change the words, and hand in again."""
    student.get_by_role("link", name="Essay Planner", exact=True).click()
    student.get_by_role("link", name="1 new in your inbox").click()
    student.get_by_role("link", name="Feedback on your plan").click()
    expect(student.get_by_text("Say what tied their hands.")).to_be_visible()
    comment = student.get_by_role("article").filter(has_text="Only he? Who voted?")
    expect(comment.locator("q")).to_have_text("Stalin")
    comment.get_by_role("link", name="Go there").click()
    expect(student.locator("#argument")).to_be_in_viewport()
    student.get_by_label("Line of argument").fill(SECOND)
    saved(student)
    student.get_by_role("link", name=re.compile("Reply or resolve.*Only he")).click()
    expect(comment).to_contain_text("Said of words that you have changed since: Stalin")
    comment.get_by_text("Reply", exact=False).first.click()
    comment.get_by_label("Your reply").fill("I say now what they had voted for.")
    comment.get_by_role("button", name="Send the reply").click()
    expect(comment).to_contain_text("I say now what they had voted for.")
    comment.get_by_role("button", name="Resolve").click()
    expect(student.get_by_text("1 of 2 comments resolved.")).to_be_visible()
    hand_in(student, again=True)


def states(teacher: Page) -> dict[str, str]:
    """The table of the class: each student's name and state."""
    rows = teacher.get_by_role("table").get_by_role("row").filter(has=teacher.locator("td.state"))
    return {
        row.get_by_role("rowheader").inner_text(): row.locator("td.state").inner_text()
        for row in rows.all()
    }


def taken(page: Page, name: str, role: Any = "link") -> bytes:
    with page.expect_download() as download:
        page.get_by_role(role, name=name, exact=True).first.click()
    return Path(download.value.path()).read_bytes()


def text_of(pdf: bytes) -> str:
    return squeezed(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages))


def test_one_teacher_and_three_students_go_once_round(
    page: Page, address: str, students: list[Page]
) -> None:
    ada, bilal, chloe = students
    page.goto(f"{address}/accounts/sign-in/")
    sign_up(page, "mr.lowe", "Mr Lowe")
    code = make_class(page)
    set_question(page)
    page.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_text("Nobody has joined this class yet.")).to_be_visible()
    overview = page.url

    for student, who in zip(students, STUDENTS, strict=True):
        join_and_start(student, address, who, code)
    ada.get_by_label("Line of argument").fill(FIRST)
    saved(ada)
    hand_in(ada)
    bilal.get_by_label("Line of argument").fill("They split the vote.")
    saved(bilal)
    assert bilal.evaluate("document.documentElement.scrollWidth") <= 390
    chloe.get_by_label("Line of argument").fill("They were late.")
    chloe.get_by_role("button", name="Save", exact=True).first.click()
    expect(chloe.get_by_label("Line of argument")).to_have_value("They were late.")

    page.get_by_role("link", name="Classes", exact=True).click()
    page.get_by_role("link", name="Saved comments").click()
    page.get_by_role("button", name="Add twelve to begin with").click()
    page.goto(overview)
    assert states(page) == {ADA.name: "handed in", BILAL.name: "drafting", CHLOE.name: "drafting"}
    review(page)
    ada.get_by_role("link", name="Inbox").click()
    expect(ada.get_by_text("Nothing here yet.")).to_be_visible()
    page.get_by_role("button", name="Release", exact=True).click()
    expect(page.get_by_text("Released: Ada Östberg can read 2 comments")).to_be_visible()

    answer(ada)
    page.get_by_role("link", name="Essay Planner", exact=True).click()
    page.get_by_role("link", name=re.compile("new in your inbox$")).click()
    accessible(page)
    expect(page.get_by_role("link", name="Ada Östberg handed in again")).to_be_visible()
    page.get_by_role("link", name="Ada Östberg replied").click()
    expect(page.get_by_text("I say now what they had voted for.")).to_be_visible()
    page.get_by_role("link", name="See what changed").click()
    expect(page.get_by_role("main").locator("del").first).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Back to the review").click()
    page.get_by_role("link", name=CLASS).click()
    page.wait_for_url(overview)

    in_order(text_of(taken(page, "Download one PDF", "button")), [*BY_SURNAME, "Chaudhry"])
    sheet = text_of(taken(page, "what is released"))
    for said in (ADA.name, "Only he? Who voted?", "Why does this count for more"):
        assert said in sheet
    marks = csv.DictReader(io.StringIO(taken(page, "CSV").decode("utf-8-sig")))
    assert [(row["Student"], row["State"]) for row in marks] == [
        (BILAL.name, "drafting"),
        (CHLOE.name, "drafting"),
        (ADA.name, "handed in again"),
    ]


def test_the_other_pages_of_the_room_are_accessible_and_fit_a_phone(
    page: Page, browser: Browser, address: str
) -> None:
    """The pages that no other browser test holds against axe, and those of a class without anybody."""
    sign_in(page, address, "ms.okafor")
    page.get_by_role("link", name="Classes", exact=True).click()
    accessible(page)
    page.get_by_role("link", name="12B History", exact=True).click()
    page.locator(".work a").first.click()
    overview = page.url
    for name in ("Argument landscape", "On the board"):
        page.get_by_role("link", name=name).first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        accessible(page)
        page.goto(overview)
    page.get_by_role("link", name="Change this work").click()
    page.get_by_role("link", name="Remove this work").click()
    accessible(page)

    page.get_by_role("link", name="Classes", exact=True).click()
    page.get_by_role("link", name="Saved comments").click()
    page.get_by_role("link", name="Write one").click()
    accessible(page)

    page.get_by_role("link", name="Classes", exact=True).click()
    page.get_by_label("Name of the class").fill("13Z")
    page.get_by_role("button", name="Make this class").click()
    page.get_by_role("link", name="Set work").click()
    page.get_by_text(re.compile("^Stalin’s rise to power")).click()
    page.get_by_role("link", name="Write a question of your own").first.click()
    accessible(page)
    page.get_by_label("Your question").fill("Was it luck that made Stalin, 1922–29?")
    page.get_by_role("button", name="Set work").click()
    page.locator(".work a").first.click()
    expect(page.get_by_text("Nobody has joined this class yet.")).to_be_visible()
    accessible(page)
    nobody = page.url
    for name in ("Argument landscape", "On the board"):
        page.get_by_role("link", name=name).first.click()
        accessible(page)
        page.goto(nobody)

    page.get_by_role("link", name="Classes", exact=True).click()
    page.get_by_role("link", name=re.compile("^People")).first.click()
    page.get_by_role("button", name="Invite a colleague").click()
    colleague = browser.new_context().new_page()
    colleague.goto(f"{address}/accounts/sign-in/")
    sign_up(colleague, "dr.moss", "Dr Moss")
    colleague.goto(page.get_by_label("Link").input_value())
    expect(colleague.get_by_role("button", name=re.compile("^Teach "))).to_be_visible()
    accessible(colleague)
    colleague.context.close()
