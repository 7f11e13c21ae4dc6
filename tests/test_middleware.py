"""What happens to every page on its way out."""

import gzip

import pytest
import zstandard
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from essayplanner.exports.papers import FORMS
from essayplanner.middleware import CompressionMiddleware

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


def compressed(request: HttpRequest, answer: HttpResponse | StreamingHttpResponse) -> bool:
    middleware = CompressionMiddleware(lambda request: answer)
    return middleware.process_response(request, answer).has_header("Content-Encoding")


@pytest.mark.parametrize("accepts", ["gzip, zstd", "gzip"])
def test_what_is_packed_already_is_left_alone(accepts: str) -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    packed = [FORMS[form].content_type for form in ("pdf", "docx")]
    for kind in (*packed, "image/png", "application/zip"):
        whole = HttpResponse(b"x" * 5000, content_type=kind)
        streamed = StreamingHttpResponse([b"x" * 5000], content_type=kind)
        assert not compressed(request, whole)
        assert not compressed(request, streamed)
    drawn = HttpResponse(b"x" * 5000, content_type=FORMS["svg"].content_type)
    assert compressed(request, drawn)
