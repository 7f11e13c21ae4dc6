"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topics
from essayplanner.library.places import KINDS, place
from factors.folding import WORDS_USED, terms
from factors.models import Topic
from factors.search import Hit, highlight, search

SHOWN = 30
LONGEST = 200  # characters of a query: the box takes no more


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what holds the words asked for, of every topic that somebody may read."""
    readable = open_topics(Person.of(request))
    topics = {bank: topic for topic in readable if (bank := topic.current_id)}
    asked = request.GET.get("q", "").strip()
    query = _printable(asked[:LONGEST])
    words = len(terms(query, WORDS_USED + 1))
    found = search([*topics], query, SHOWN)
    context = {
        "query": query,
        "asked": bool(asked),
        "words": words,
        "words_used": WORDS_USED,
        "cut": len(asked) > LONGEST or words > WORDS_USED,
        "rows": [_row(topics[hit.bank_id], hit, query) for hit in found.hits],
        "more": found.more,
    }
    return render(request, "library/search.html", context)


def _printable(text: str) -> str:
    """Return a text without the characters that no page can show, such as NUL."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def _row(topic: Topic, hit: Hit, query: str) -> dict[str, str]:
    return {
        "kind": KINDS[hit.kind].name,
        "date": hit.date,
        "topic": str(topic.current),
        "url": place(topic.slug, hit.kind, hit.slug),
        "title": highlight(hit.title, query),
        "excerpt": hit.excerpt,
    }
