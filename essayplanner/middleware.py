"""What happens to every page on its way out."""

from collections.abc import Callable

import zstandard
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

# At this level the desk costs a tenth of what gzip takes, for a tenth more bytes.
LEVEL = 1
SMALLEST = 500  # bytes: less than one packet gains nothing
# Archives, papers and pictures are packed already. SVG (image/svg+xml) is text.
_PACKED = (
    "application/pdf",
    "application/vnd.openxmlformats",
    "application/zip",
    "font/woff",
    "image/jpeg",
    "image/png",
    "image/webp",
)


METHODS = ["GET", "HEAD", "POST"]
Respond = Callable[[HttpRequest], HttpResponseBase]


def headers_middleware(get_response: Respond) -> Respond:
    """Say with every answer, whoever makes it, what a browser may do with it.

    Where a session is over, or gives way to another, the pages that the browser could go back to
    go, too. What it keeps of words that are not saved stays, sealed, for who wrote them
    (``plans/device.py``): hence not "storage". And "cookies" would take those of every other site
    of the school's.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in settings.HEADERS.items():
            response.headers.setdefault(name, value)
        old = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        new = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if old and new is not None and new.value != old:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    return middleware


def permissions_middleware(get_response: Respond) -> Respond:
    """Say what a page may use besides: nothing from elsewhere, and little of a device."""
    permissions = ", ".join(
        f"{feature}={to}" for to, features in settings.PERMISSIONS.items() for feature in features
    )

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["Permissions-Policy"] = permissions
        return response

    return middleware


def refusing_middleware(get_response: Respond) -> Respond:
    """Refuse what no page takes before anything of it is read: another method, or far too much."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.LARGEST_REQUEST:
            raise RequestDataTooBig(f"{length} bytes were sent.")
        return get_response(request)

    return middleware


def no_store_middleware(get_response: Respond) -> Respond:
    """Let no browser keep a page: an old copy would show old words as if they were saved.

    It also means that the next user of a shared machine finds nothing by going back.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class CompressionMiddleware(GZipMiddleware):
    """Zstandard (RFC 8878) where the browser takes it, and Django's gzip where it does not.

    What BREACH needs, a secret that stays the same from page to page, is on none of ours: the
    CSRF token and a plan's key (``plans/device.py``) are masked anew each time.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress an answer that is whole, long enough and not compressed yet."""
        if response.headers.get("Content-Type", "").startswith(_PACKED):
            return response
        takes_zstd = "zstd" in request.headers.get("Accept-Encoding", "")
        if (
            not takes_zstd
            or not isinstance(response, HttpResponse)
            or len(response.content) < SMALLEST
            or response.has_header("Content-Encoding")
        ):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = zstandard.ZstdCompressor(level=LEVEL).compress(response.content)
        response["Content-Encoding"] = "zstd"
        response["Content-Length"] = str(len(response.content))
        return response
