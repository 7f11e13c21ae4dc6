"""What happens to every page on its way out."""

import gzip

import pytest
import zstandard
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_in_the_best_way_that_the_browser_takes(client: Client) -> None:
    plain = client.get("/nowhere/").content
    for accepts, encoding, unpack in (
        ("gzip, deflate, br, zstd", "zstd", zstandard.decompress),
        ("gzip", "gzip", gzip.decompress),
    ):
        answer = client.get("/nowhere/", headers={"Accept-Encoding": accepts})
        assert answer["Content-Encoding"] == encoding
        assert int(answer["Content-Length"]) == len(answer.content) < len(plain)
        assert "Accept-Encoding" in answer["Vary"]
        assert unpack(answer.content) == plain


def test_a_page_is_left_alone_where_nothing_is_asked_for(client: Client) -> None:
    assert not client.get("/nowhere/").has_header("Content-Encoding")


def test_an_answer_too_short_to_gain_is_left_alone(client: Client) -> None:
    answer = client.post("/", headers={"Accept-Encoding": "zstd"})
    assert (answer.status_code, answer.has_header("Content-Encoding")) == (405, False)
