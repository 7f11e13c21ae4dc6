"""A small topic that has a record of every kind, and what its pages say."""

import itertools
import re
from copy import deepcopy
from html import unescape
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from factors.checking import check
from factors.loading import load_pack
from factors.models import Bank
from tests.factors.packs import sound

TOPIC = "/library/topics/dissolution/"
PAGES = ("", "timeline/", "people/", "historians/", "glossary/", "reference/", "sources/")

RICH: dict[str, Any] = {
    "topic.camps": [
        {"slug": "crown", "name": "The Crown", "summary": "They wanted the houses closed."},
        {"slug": "north", "name": "The north", "summary": "They wanted them back."},
    ],
    "people": [
        {
            "slug": "cromwell",
            "name": "Thomas Cromwell",
            "also": ["Crumwell"],
            "lived": "c. 1485–1540",
            "summary": "Ran the closing of each religious house.",
            "posts": [{"date": "1535-01", "text": "Vicegerent in spirituals"}],
            "stances": [{"date": "1535/1540", "camp": "crown", "text": "Drew up the Acts."}],
            "fate": "Beheaded.",
            "source": "knowles-religious-orders",
        },
        {
            "slug": "aske",
            "name": "Robert Aske",
            "lived": "1500–1537",
            "summary": "Led the rebels.",
            "stances": [
                {"date": "1536-10/1536-12", "camp": "north", "text": "Marched on York."},
                {"date": "1537-01", "camp": "crown", "text": "Spoke against a new rising."},
            ],
            "source": "suppression-act",
        },
    ],
    "events": [
        {
            "slug": "valor",
            "date": "1535",
            "title": "Commissioners count what each religious house is worth",
            "people": ["cromwell"],
            "source": "knowles-religious-orders",
            "locator": "ch. 20",
        },
        {
            "slug": "last-house",
            "date": "1540-03-23",
            "title": "The last house closes",
            "source": "knowles-religious-orders",
            "views": [
                {"holders": "Most", "claim": "It was Waltham."},
                {"holders": "A few", "claim": "It was another."},
            ],
        },
    ],
    "terms": [
        {
            "slug": "house",
            "term": "religious house",
            "also": ["house"],
            "meaning": "A place where monks or nuns lived by a rule.",
        },
        {"slug": "act", "term": "Act", "meaning": "A law; it could close a religious house."},
    ],
    "tables": [
        {
            "slug": "closed",
            "title": "Houses closed",
            "columns": ["Year", "Houses"],
            "rows": [
                {"cells": ["1536", "243"], "source": "suppression-act", "locator": "p. 1"},
                {"cells": ["1540", "the rest"]},
            ],
            "note": "Counts differ.",
        }
    ],
    "documents": [
        {
            "slug": "letters",
            "title": "The commissioners’ letters",
            "date": "1535-09",
            "summary": "Reports of what they saw in each house.",
            "source": "suppression-act",
            "passages": [
                {
                    "about": "cromwell",
                    "translation": "suppression-act",
                    "text": "Sir, first.",
                    "wording": "Spelling made modern.",
                },
                {"about": "aske", "translation": "suppression-act", "text": "He is a captain."},
                {
                    "about": "cromwell",
                    "translation": "knowles-religious-orders",
                    "text": "My lord, first.",
                },
                {"about": "cromwell", "translation": "suppression-act", "text": "Sir, second."},
            ],
            "views": [
                {"holders": "Some", "claim": "They lied."},
                {"holders": "Others", "claim": "They exaggerated."},
            ],
        }
    ],
    "evidence.0.people": ["cromwell"],
    "evidence.1.people": ["aske", "cromwell"],
    "quotations.0.text": "These words were written for a test, and then a few more were.",
    "quotations.0.short": "These words … a few more were.",
    "quotations.0.tested_by": ["pilgrimage", "act-of-1536"],
}

_editions = itertools.count(1)


def rich(changes: dict[str, Any] | None = None) -> Bank:
    """Load the topic. Each edition says which it is, so that no test meets what another drew."""
    unique = {"notes": f"Edition {next(_editions)}."}
    load_pack(check(sound(deepcopy(RICH) | unique | (changes or {}))))
    return Bank.objects.select_related("topic").get(current_of__slug="dissolution")


def read(page: str = "", client: Client | None = None) -> str:
    """Return the markup of a page of the topic, below its row of pages."""
    answer = (client or Client()).get(TOPIC + page)
    assert answer.status_code == 200
    return answer.content.decode().split("</nav>")[-1]


def says(markup: str) -> str:
    """Return what people read of some markup, with single spaces."""
    apart = re.sub(r"</(?:p|li|h[1-6]|t[hd]|dt|div|summary|blockquote)>", " ", markup)
    return " ".join(unescape(strip_tags(apart)).split())


def part(markup: str, anchor: str, tag: str) -> str:
    """Return what people read in the one element that has an anchor."""
    found = re.findall(rf'<{tag}[^>]* id="{anchor}".*?</{tag}>', markup, re.DOTALL)
    assert len(found) == 1
    return says(found[0])
