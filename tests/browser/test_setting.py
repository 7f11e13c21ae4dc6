"""A teacher sets a class a question, changes it, gives more time; a student sees each."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_main_job import accessible

QUESTION = "Why were Bukharin, Rykov and Tomsky defeated in 1928–29?"
SOON, LATER = (date.today() + timedelta(days=days) for days in (20, 25))


def said(day: date) -> str:
    year = "" if day.year == date.today().year else f" {day.year}"
    return f"{day.day} {day:%B}{year}, "


def room(page: Page) -> str:
    link = page.get_by_role("link", name="12B History").first
    return link.get_attribute("href") or ""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_teacher_sets_changes_and_extends(scripts: bool, browser: Browser, address: str) -> None:
    # The class keeps what it was set by the first run: the second one writes its own question.
    question = QUESTION if scripts else "Was Trotsky ever likely to lead the party?"
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, address, "ms.okafor")
    page.goto(address + room(page) + "set/")
    if scripts:
        accessible(page)
    page.locator("summary").filter(has_text="Stalin’s rise to power").click()
    if scripts:
        page.get_by_label(question).check()
    else:
        page.get_by_role("link", name="Write a question of your own").first.click()
        page.get_by_label("Your question").fill(question)
    page.get_by_label("Due on").fill(f"{SOON:%Y-%m-%d}")
    page.get_by_text("Exam format, instructions, help and rules").click()
    page.get_by_label("Instructions").fill("Use dated evidence.")
    if scripts:
        accessible(page)
    page.get_by_role("button", name="Set work").click()
    expect(page.get_by_text("Set for 12B History.")).to_be_visible()

    student = browser.new_context(java_script_enabled=scripts).new_page()
    sign_in(student, address, "priya.r")
    row = student.get_by_role("listitem").filter(has_text=question).first
    expect(row).to_contain_text(f"12B History · due {said(SOON)}23:59 · not started")
    expect(row).to_contain_text("Use dated evidence.")
    expect(row).to_contain_text("Ms Okafor can read this plan as you write it")
    if scripts:
        accessible(student)
    row.get_by_role("button", name="Start this plan").click()
    expect(student.locator("#question")).to_contain_text(f"For 12B History, due {said(SOON)}23:59")
    student.locator("#question").get_by_text("Instructions").click()
    expect(student.locator("#question").get_by_text("Use dated evidence.")).to_be_visible()
    desk = student.url
    if scripts:
        accessible(student)

    page.goto(f"{address}/classes/set/{assignment(browser, address, question)}/change/")
    expect(page.get_by_text("1 plan was begun: it keeps the question")).to_be_attached()
    page.get_by_label("This is coursework").check()
    page.get_by_label("A line of your own").fill("Ask me.")
    if scripts:
        accessible(page)
    page.get_by_role("button", name="Change, and tell the class").click()
    expect(page.get_by_text("Your students are told: This is coursework now")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Extensions").click()
    page.get_by_label("Priya Raman").check()
    page.get_by_label("Due on").fill(f"{LATER:%Y-%m-%d}")
    page.get_by_label("At", exact=True).fill("16:00")
    page.get_by_role("button", name="Give this extension").click()
    expect(
        page.get_by_role("button", name="Take back the extension of Priya Raman")
    ).to_be_visible()
    if scripts:
        accessible(page)

    student.goto(address)
    row = student.get_by_role("listitem").filter(has_text=question).first
    expect(row).to_contain_text(f"due {said(LATER)}16:00 (your own due time)")
    student.get_by_role("link", name="new in your inbox").click()
    for told in (
        "This is coursework now: the check asks, and suggests nothing.",
        "Ms Okafor adds: Ask me.",
        f"Due for you on {said(LATER)}16:00, instead of {said(SOON)}23:59.",
    ):
        expect(student.get_by_text(told).first).to_be_visible()
    if scripts:
        accessible(student)
    student.goto(desk)
    expect(student.get_by_text("You could begin:")).to_have_count(0)


def assignment(browser: Browser, address: str, question: str) -> str:
    """Return the key of what the class was set, from the form that starts a plan on it."""
    page = browser.new_context().new_page()
    sign_in(page, address, "rhys.l")
    form = page.get_by_role("listitem").filter(has_text=question).first.locator("form")
    return (form.get_attribute("action") or "").split("/")[-3]
