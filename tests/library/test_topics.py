"""The library's start page: every topic that is open to whoever asks."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factors.checking import check
from factors.loading import load_pack
from factors.models import Topic
from tests.factors.packs import sound
from tests.library.banks import TOPIC, rich, says

pytestmark = pytest.mark.django_db


def test_a_topic_is_shown_with_its_summary_and_what_it_holds(client: Client) -> None:
    rich()
    page = client.get("/library/").content.decode()
    assert f'<a href="{TOPIC}">The end of the monasteries, 1536–40</a>' in page
    assert (
        "The end of the monasteries, 1536–40 Between 1536 and 1540 the Crown closed "
        "every English religious house. "
        "2 factors · 2 pieces of evidence · 1 quotation · 2 questions"
    ) in says(page)


def test_the_search_is_a_plain_form(client: Client) -> None:
    page = client.get("/library/").content.decode()
    assert '<form class="search" action="/library/search/" role="search">' in page
    assert '<input type="search" id="search" name="q"' in page


def test_only_what_is_open_is_listed(client: Client) -> None:
    bank = rich()
    Topic.objects.filter(pk=bank.topic_id).update(built_in=False)
    assert b"monasteries" not in client.get("/library/").content


def test_it_asks_as_often_for_thirty_topics_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/library/")
    for number in range(30):
        load_pack(check(sound({"topic.slug": f"topic-{number}"})))
    with django_assert_num_queries(1):
        page = client.get("/library/")
    assert page.content.count(b"/library/topics/topic-") == 30


def test_without_a_topic_the_page_says_what_to_do(client: Client) -> None:
    Topic.objects.all().delete()
    assert b"manage.py loadpack --all" in client.get("/library/").content
