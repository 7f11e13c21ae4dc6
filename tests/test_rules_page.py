"""The page “How the check thinks”."""

from html import escape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from essayplanner.argument.explained import explain
from essayplanner.argument.findings import RULES, RULES_BY_WEIGHT, find
from essayplanner.argument.rule import Rule

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_rule_stands_on_the_page_with_all_its_sentences(rule: Rule, client: Client) -> None:
    page = client.get(reverse("rules")).content.decode()
    assert page.count(f'<article id="{rule.key}"') == 1
    part = page.partition(f'<article id="{rule.key}"')[2].partition("</article>")[0]
    case = rule.example()
    [said, *_] = [
        row.what for row in find(case.outline, case.bank, case.exam) if row.rule == rule.key
    ]
    told = (rule.says, rule.strand, rule.why, rule.shows, said, rule.asks)
    assert [text for text in told if escape(text) not in part] == []


def test_the_rules_stand_in_their_order_under_their_weight() -> None:
    groups = [(weight, tuple(row.rule for row in rows)) for weight, rows in explain()]
    assert groups == [(weight, rules) for weight, rules in RULES_BY_WEIGHT if rules]


def test_the_page_leads_to_each_of_its_parts(client: Client) -> None:
    page = client.get(reverse("rules")).content.decode()
    top = page.partition('<section class="rules"')[0]
    for weight, _ in RULES_BY_WEIGHT:
        assert top.count(f'href="#weight-{weight}"') == 1
        assert page.count(f'id="weight-{weight}"') == 1


def test_the_start_page_leads_there(client: Client) -> None:
    assertContains(client.get(reverse("home")), f'href="{reverse("rules")}"')
