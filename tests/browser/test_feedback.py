"""A student hands in, reads what came back where it is said, answers, and hands in again."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Server, saved, sign_in
from tests.browser.test_factors import accessible

# What the teacher does, through the actions that the teacher's pages use.
RELEASE = """
from django.utils import timezone
from essayplanner.accounts.models import User
from essayplanner.plans.models import Plan
from essayplanner.reviews import actions
from essayplanner.reviews.models import Review

plan = Plan.objects.get(owner__username="{student}", assignment__isnull=False)
teacher = User.objects.get(username="ms.okafor")
review, now = actions.open_review(plan), timezone.now()
for place, quote, text in (
    ("", "", "Your ranking and your judgement agree."),
    ("argument", plan.argument[:12], "Say of whom."),
    ("skill-point", "", "What does this prove?"),
    ("skill-evidence/" + plan.paragraphs.get(factor="skill").choices.first().key, "", "Exact."),
):
    review.comments.create(
        author=teacher, place=place, quote=quote, text=text, made_at=now
    )
Review.objects.filter(pk=review.pk).update(summary="You take a side and hold it.", mark=14)
actions.release(review, teacher, now)
"""


def release(server: Server, student: str) -> None:
    """Give a student's plan back with four comments."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports"],
        input=RELEASE.format(student=student),
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATA_DIR": str(server.data)},
        text=True,
        check=True,
        capture_output=True,
    )


def my_plan(page: Page) -> None:
    """Open the one plan of the sample school's student."""
    page.locator("li[data-plan] a.question").first.click()
    expect(page.locator("#argument")).to_be_visible()


def test_from_handing_in_to_handing_in_again(page: Page, server: Server, address: str) -> None:
    sign_in(page, address, "kwame.a")
    my_plan(page)
    desk = page.url
    page.locator(".bar").get_by_role("link", name="Hand in", exact=True).first.click()
    expect(page.get_by_text("Never: your history, your rehearsals")).to_be_visible()
    accessible(page, "main")
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_text("Handed in. Your teacher can see")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("your plan is a draft again")).to_be_visible()
    page.get_by_role("button", name="Hand in", exact=True).click()
    release(server, "kwame.a")

    # The inbox says so, and leads there.
    page.goto(address)
    page.get_by_role("link", name="1 new in your inbox").click()
    accessible(page, "main")
    page.get_by_role("link", name="Feedback on your plan").click()
    expect(page.locator("#progress")).to_contain_text("0 of 4 comments resolved.")
    accessible(page, "main")

    # At its place on the desk.
    comment = page.locator(".said", has_text="What does this prove?")
    comment.get_by_role("link", name="Go there").click()
    expect(page).to_have_url(re.compile("#skill-point$"))
    note = page.locator(".beside", has_text="What does this prove?")
    box = page.locator(".box", has=page.locator("#skill-point"))
    expect(box.locator(".beside")).to_have_text(re.compile("Ms Okafor.*What does this prove", re.S))
    expect(page.locator(".bar [role=status].sr-only")).to_have_text(
        "Feedback: 4 open comments. 3 of them are about a place, and stand beside it."
    )
    expect(page.locator(".bar")).to_contain_text("Feedback (4 open)")
    expect(page.locator("#skill-evidence li .beside")).to_contain_text("Exact.")
    accessible(page, "#factor-skill", "#argument-stage")

    # What is typed is saved as ever, and the notes stay.
    page.fill("#argument", "It was not the party but he who turned each vote into a post.")
    page.keyboard.press("Tab")
    page.locator('[name="chosen"][value^="skill/evidence/"]').last.click()
    expect(page.locator("#announce")).to_contain_text("Taken out")
    saved(page)
    expect(page.locator(".beside")).to_have_count(3)
    expect(page.locator("#skill-evidence .beside")).to_have_count(1)

    note.get_by_role("link", name="Reply or resolve").click()
    expect(page.get_by_text("Said of words that you have changed since:")).to_be_visible()
    comment.locator("summary").click()
    comment.get_by_label("Your reply").fill("That he chose who could vote.")
    expect(comment.get_by_text("It stays on this device")).to_be_visible()
    page.goto(desk)
    page.goto(f"{desk}feedback/")
    expect(comment.get_by_label("Your reply")).to_have_value("That he chose who could vote.")
    expect(comment.get_by_label("Your reply")).to_be_visible()
    comment.get_by_label("Your reply").press("Control+Enter")
    expect(comment.locator(".reply")).to_contain_text("That he chose who could vote.")
    expect(comment.get_by_label("Your reply")).to_have_value("")
    comment.get_by_role("button", name="Resolve").click()
    expect(page.locator("#progress")).to_contain_text("1 of 4 comments resolved.")
    accessible(page, "main")

    page.get_by_role("link", name="Hand in again").click()
    page.get_by_role("button", name="Hand in again").click()
    expect(page.get_by_text("Handed in. Your teacher can see")).to_be_visible()
    page.goto(f"{desk}compare/")
    expect(page.locator("ins").last).to_be_visible()
    expect(page.locator("main")).to_contain_text("each vote into a post")
    accessible(page, "main")
    page.goto(desk)
    expect(page.locator(".bar")).to_contain_text("Handed in again")
    expect(page.locator(".beside")).to_have_count(2)


@pytest.mark.parametrize("width", [1280, 320])
def test_without_scripts(width: int, browser: Browser, server: Server, address: str) -> None:
    student = {1280: "jakub.z", 320: "amira.h"}[width]
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, address, student)
    my_plan(page)
    page.locator(".bar").get_by_role("link", name="Hand in", exact=True).first.click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    release(server, student)
    page.goto(f"{address}/inbox/")
    page.get_by_role("link", name="Feedback on your plan").click()
    comment = page.locator(".said", has_text="Say of whom.")
    comment.locator("summary").click()
    comment.get_by_label("Your reply").fill("Of his rivals.")
    comment.get_by_role("button", name="Send the reply").click()
    expect(comment.locator(".reply")).to_contain_text("Of his rivals.")
    comment.get_by_role("button", name="Resolve").click()
    expect(page.locator("#progress")).to_contain_text("1 of 4 comments resolved.")
    comment.get_by_role("link", name="Go there").click()
    expect(page.locator(".bar").get_by_role("link", name="Feedback").first).to_be_visible()
    context.close()
