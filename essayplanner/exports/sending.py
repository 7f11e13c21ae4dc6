"""Sending a file by a name of any script."""

from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

_Response = TypeVar("_Response", bound=HttpResponseBase)


def as_file(response: _Response, name: str) -> _Response:
    """Let the browser save a response under this name, not show it. Return it."""
    header = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = header or "attachment"
    return response
