"""What the server takes, from people and from whoever runs it: no more than it can stand."""

import io
import json
import logging
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse

from essayplanner.accounts.adapters import address_of
from tests.conftest import Cast

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text("utf-8")


# What is sent


def rows() -> dict[str, int]:
    """How many rows each table has, but for sessions: those hold what is said next."""
    counts = {model._meta.label: model._default_manager.count() for model in apps.get_models()}
    return {label: count for label, count in counts.items() if label != "sessions.Session"}


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def workbook(sheet: bytes) -> bytes:
    """A workbook with the least that there has to be, and this sheet."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/s.xml" ContentType="{kinds}.worksheet+xml"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship '
            f'Id="r" Type="{office}/officeDocument/2006/relationships/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{office}/spreadsheetml/2006/main" '
            f'xmlns:r="{office}/officeDocument/2006/relationships"><sheets>'
            '<sheet name="topic" sheetId="1" r:id="r"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
            f'<Relationship Id="r" Type="{office}/officeDocument/2006/relationships/worksheet" '
            'Target="s.xml"/></Relationships>'.encode(),
            "xl/s.xml": b'<worksheet xmlns="' + f"{office}/spreadsheetml/2006/main".encode() + b'">'
            b'<dimension ref="A1:XFD1000000000"/>' + sheet + b"</worksheet>",
        }
    )


CELL = b'<c t="inlineStr"><is><t>Name</t></is></c>'
BOMBS = {
    "a zip of zeros": lambda: zipped({"topic.toml": b"\0" * 50_000_000}),
    "a zip of many": lambda: zipped({f"{n}.toml": b"" for n in range(20_000)}),
    "a zip that is none": lambda: b"PK\x03\x04" + b"\xff" * 5000,
    "a sheet of a thousand million rows": lambda: workbook(
        b'<sheetData><row r="1">'
        + CELL
        + b'</row><row r="1000000000">'
        + CELL
        + b"</row></sheetData>"
    ),
    "a sheet of many cells": lambda: workbook(
        b"<sheetData>" + b"<row>" + b"<c/>" * 2_000_000 + b"</row></sheetData>"
    ),
    "entities": lambda: workbook(b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><sheetData>&a;</sheetData>"),
    "deep JSON": lambda: b"[" * 900_000 + b"]" * 900_000,
    "deep objects": lambda: b'{"plan":' * 200_000 + b"1" + b"}" * 200_000,
    "a long number": lambda: b'{"format": ' + b"9" * 900_000 + b"}",
    "a line": lambda: b"x," * 400_000,
    "NUL": lambda: b"\0" * 900_000,
}


@pytest.mark.django_db
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_file_that_is_to_do_harm_gets_a_plain_page_and_writes_nothing(
    bomb: str, cast: Cast
) -> None:
    data = BOMBS[bomb]()
    before = rows()
    for address in (
        reverse("plans:open_file"),
        reverse("authoring:upload"),
        reverse("classes:roster_check", args=[cast.classroom.pk]),
        reverse("reviews:saved_upload"),
    ):
        for name in ("x.zip", "x.csv"):
            file = io.BytesIO(data)
            file.name = name
            answer = cast.teacher.post(address, {"file": file})
            assert answer.status_code in (200, 400, 422), (address, name)
            assert len(answer.content) < 200_000
    assert rows() == before


@pytest.mark.django_db
def test_a_request_of_50_mb_is_refused_before_it_is_read(cast: Cast) -> None:
    read: list[int] = []

    class Body(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            read.append(size or 0)
            return super().read(size)

    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "x/y"):
        for path in ("/", reverse("plans:open_file"), reverse("account_login"), "/nowhere/"):
            sent: dict[str, Any] = {"CONTENT_LENGTH": "50000000", "wsgi.input": Body(b"x")}
            answer = cast.student.generic("POST", path, b"x", content_type=kind, **sent)
            assert (answer.status_code, read) == (400, [])
            assert "what was saved before is safe" in answer.content.decode()


@pytest.mark.django_db
def test_ten_thousand_fields_or_files_are_refused(cast: Cast) -> None:
    save = reverse("plans:save", args=[cast.plan.pk])
    many = {f"f{number}": "x" for number in range(10_000)}
    coded = "application/x-www-form-urlencoded"
    for answer in (
        cast.student.post(save, many),
        cast.student.post(save, "&".join(f"{name}=x" for name in many), content_type=coded),
        cast.student.post(save, {f"f{number}": io.BytesIO(b"x") for number in range(200)}),
        cast.student.post(save, f"argument={'x' * 3_000_000}", content_type=coded),
    ):
        assert answer.status_code == 400
        assert "That could not be read" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\n\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\0"\r\n\r\nx\r\n--x--',
        b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--',
        b"--x\r\n" + b"A: b\r\n" * 5000 + b"\r\n--x--",
    ],
)
def test_a_form_that_is_cut_or_damaged_is_no_fault_of_ours(body: bytes, cast: Cast) -> None:
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data", "text/plain"):
        answer = cast.student.post(reverse("plans:open_file"), body, content_type=kind)
        assert answer.status_code in (200, 400, 422)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"])
def test_no_page_takes_another_method(method: str, cast: Cast) -> None:
    for path in ("/", reverse("account_login"), reverse("plans:desk", args=[cast.plan.pk])):
        answer = cast.student.generic(method, path)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


# What it is started with

SOUND = "k3J8vQz1WmX7cR5tYp9LbN2hGf4sDa6eUoIiTrEwQy0ZxCvBnM_-"


def settings_with(**given: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own, and print some of them."""
    said = "SECURE_PROXY_SSL_HEADER SESSION_COOKIE_NAME CSRF_COOKIE_NAME USE_X_FORWARDED_HOST"
    code = f"from essayplanner import settings as s; import json; print(json.dumps([getattr(s, n, None) for n in {said.split()}]))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **given},
    )


@pytest.mark.parametrize(
    "key",
    [
        "short",
        "x" * 80,
        "abcabcabc" * 10,
        f"django-insecure-{SOUND}",
        f"change-me-{SOUND}",
        f"{SOUND}-example",
        "your-secret-key-goes-here-and-is-long-enough-to-pass-0123456789",
    ],
)
def test_it_does_not_start_with_a_key_that_can_be_guessed(key: str, tmp_path: Path) -> None:
    run = settings_with(SECRET_KEY=key, DATA_DIR=str(tmp_path))
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: SECRET_KEY is too easy to guess. Give at least 50 "
        "random characters, or leave it out: then this machine makes one of its own."
    )
    assert key not in run.stderr
    assert settings_with(SECRET_KEY=key, DATA_DIR=str(tmp_path), DEBUG="true").returncode == 0


def test_the_machines_own_key_and_words_are_its_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert settings_with(DATA_DIR=str(data)).returncode == 0
    key = (data / "secret-key").read_text()
    assert len(key) >= 50
    modes = {path.name: path.stat().st_mode & 0o777 for path in (data, *data.iterdir())}
    assert modes == {"data": 0o700, "secret-key": 0o600}
    (data / "secret-key").chmod(0o644)
    (data / "db.sqlite3").touch(0o644)
    assert settings_with(DATA_DIR=str(data)).returncode == 0
    modes = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert modes == {"secret-key": 0o600, "db.sqlite3": 0o640}
    assert (data / "secret-key").read_text() == key


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, [None, "__Host-sessionid", "__Host-csrftoken", None]),
        ({"HTTPS": "false"}, [None, "sessionid", "csrftoken", None]),
        (
            {"BEHIND_PROXY": "true"},
            [["HTTP_X_FORWARDED_PROTO", "https"], "__Host-sessionid", "__Host-csrftoken", None],
        ),
    ],
)
def test_what_a_proxy_says_counts_where_there_is_one(
    given: dict[str, str], found: list[object], tmp_path: Path
) -> None:
    run = settings_with(SECRET_KEY=SOUND, DATA_DIR=str(tmp_path), **given)
    assert json.loads(run.stdout) == found


@pytest.mark.django_db
def test_nobody_says_of_themselves_where_they_come_from(client: Client) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9"}
    one = client.get("/", headers=headers).wsgi_request
    assert address_of(one) == address_of(client.get("/").wsgi_request)


# What is written down

WORDS, ADDRESS = "Stalin waited", "203.0.113.9"


@pytest.mark.django_db
def test_no_log_has_words_of_a_plan_or_an_address(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    loggers = [logging.getLogger(name) for name in ("", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    monkeypatch.setattr("essayplanner.views.explain", lambda: 1 / 0)
    save = reverse("plans:save", args=[cast.plan.pk])
    faulty = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)
    for client in (cast.student, cast.classmate, Client(enforce_csrf_checks=True), faulty):
        client.defaults["REMOTE_ADDR"] = ADDRESS
        client.raise_request_exception = False
        client.post(save, {"argument": WORDS, "argument.was": "other"})
        client.post(save, {"argument": WORDS * 1000, "argument.was": ""})
        client.post(reverse("account_login"), {"login": WORDS, "password": WORDS})
        client.get("/nowhere/", {"q": WORDS})
        client.get(reverse("rules"), {"q": WORDS})
        client.get("/", headers={"Host": "evil.example"}, query_params={"q": WORDS})
        client.post("/", {"x": WORDS * 400_000})
    for logger in loggers:
        logger.removeHandler(handler)
    log = written.getvalue()
    assert "ZeroDivisionError" in log
    assert [said for said in (*WORDS.split(), ADDRESS) if said in log] == []


def test_the_server_writes_no_line_for_each_request() -> None:
    commands = re.findall(r"gunicorn essayplanner\.wsgi[^\n]*", README)
    assert len(commands) == 1
    assert "access" not in commands[0]
    assert "access" not in (ROOT / "essayplanner/management/commands/demo.py").read_text()
