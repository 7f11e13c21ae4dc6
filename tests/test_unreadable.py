"""A form that cannot be read is answered in a sentence."""

import pytest
from django.test import Client

TOKEN = "t" * 32


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "koi8-r"])
@pytest.mark.parametrize("token", [TOKEN, ""])
def test_a_form_in_another_encoding_is_refused_in_a_sentence(
    charset: str, token: str, db: None
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["csrftoken"] = TOKEN
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    answer = browser.generic("POST", "/plans/open/", b"a=1", kind, headers={"X-CSRFToken": token})
    assert answer.status_code == 400
    assert b"Nothing was saved just now." in answer.content
