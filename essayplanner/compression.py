"""Compressing pages on their way out."""

from typing import TypeVar

import zstandard
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

R = TypeVar("R", bound=HttpResponseBase)

# At this level the desk costs a seventh of what gzip takes, for the same size.
LEVEL = 3
SMALLEST = 500  # bytes: less than one packet gains nothing


class CompressionMiddleware(GZipMiddleware):
    """Zstandard (RFC 8878) where the browser takes it, and Django's gzip where it does not.

    What BREACH needs, a secret that stays the same from page to page, is on none of ours: Django
    masks the CSRF token anew each time.
    """

    def process_response(self, request: HttpRequest, response: R) -> R:
        """Compress a whole answer that is not compressed yet."""
        content = getattr(response, "content", b"")
        takes_zstd = "zstd" in request.headers.get("Accept-Encoding", "")
        if not takes_zstd or len(content) < SMALLEST or response.has_header("Content-Encoding"):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = zstandard.ZstdCompressor(level=LEVEL).compress(content)  # type: ignore[attr-defined]
        response["Content-Encoding"] = "zstd"
        response["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
        return response
