"""What every answer says to the browser: nothing from elsewhere, nothing inline."""

import re

import pytest
from django.urls import reverse

from tests.conftest import Cast

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def addresses(cast: Cast) -> list[str]:
    return [
        "/",
        reverse("account_login"),
        reverse("account_signup"),
        reverse("account_change_password"),
        reverse("plans:desk", args=[cast.plan.pk]),
        reverse("exports:papers", args=[cast.plan.pk]),
        reverse("exports:paper", args=[cast.plan.pk, "one-side", "html"]),
        reverse("reviews:overview", args=[cast.assignment.pk]),
        "/nowhere/",
    ]


def test_every_page_carries_the_strict_policy(cast: Cast) -> None:
    for client in (cast.student, cast.teacher, cast.other_guest):
        for path in addresses(cast):
            policy = client.get(path)["Content-Security-Policy"]
            assert set(policy.split("; ")) == POLICY, path


def test_no_page_is_kept_by_a_browser(cast: Cast) -> None:
    for client in (cast.student, cast.teacher, cast.other_guest):
        for path in addresses(cast):
            assert client.get(path)["Cache-Control"] in (
                "no-store",
                "max-age=0, no-cache, no-store, must-revalidate, private",
            ), path


def test_no_page_has_anything_inline_or_from_another_host(cast: Cast) -> None:
    for client in (cast.student, cast.teacher, cast.other_guest):
        for path in addresses(cast):
            text = client.get(path).content.decode()
            assert not re.search(
                r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", text
            )
            assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text), path
