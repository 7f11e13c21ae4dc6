"""Whatever is sent, nothing breaks, nothing comes back as markup, and nothing is half done."""

import logging
import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django.plugin import DjangoDbBlocker

from tests.fuzz.addresses import Address, addresses
from tests.fuzz.hostile import Hostile, inputs
from tests.fuzz.running import Running, Told
from tests.fuzz.school import make_school

pytestmark = pytest.mark.django_db

ALL = addresses()
# ``python -m tests.fuzz`` says how many inputs there shall be; it prints faults instead of failing.
WANTED = int(os.environ.get("FUZZ_INPUTS", "0"))
EACH = -(-WANTED // sum(1 - row.heavy * 3 / 4 for row in ALL)) if WANTED else 4
TOLD: dict[str, Told] = {}


@pytest.fixture(scope="module")
def running(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Running]:
    """Make the school once: every input is undone before the next one."""
    plain = override_settings(
        SECURE_SSL_REDIRECT=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    )
    with django_db_blocker.unblock(), plain, transaction.atomic():
        logging.disable()
        yield Running(make_school())
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
    if WANTED:
        _print()


def _print() -> None:
    print(
        f"\n{'address':60}{'inputs':>8}{'refused':>8}{'accepted':>9}{'faults':>7}{'longest s':>10}"
    )
    for name, row in TOLD.items():
        told = (row.inputs, row.refused, row.accepted, sum(row.faults.values()))
        print("{:60}{:8}{:8}{:9}{:7}".format(name, *told) + f"{row.longest:10.1f}")
    rows = TOLD.values()
    print(
        f"{sum(row.inputs for row in rows)} inputs to {len(TOLD)} addresses: "
        f"{sum(row.refused for row in rows)} refused, {sum(row.accepted for row in rows)} "
        f"accepted, {sum(sum(row.faults.values()) for row in rows)} faults."
    )
    for name, row in TOLD.items():
        for fault, times in row.faults.most_common():
            print(f"{name}: {times} × {fault}")


def test_of_every_address_that_takes_something_it_is_known_what(running: Running) -> None:
    unknown = running.unknown()
    assert not unknown, "\n".join(unknown)


@pytest.mark.parametrize("address", ALL, ids=str)
def test_hostile_inputs(address: Address, running: Running) -> None:
    told = TOLD.setdefault(str(address), Told())
    each = int(max(1, EACH // 4) if address.heavy else EACH)

    @settings(
        max_examples=each,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(posts=address in running.posts, people=4))
    def feed(hostile: Hostile) -> None:
        faults = running.send(address, hostile, told)
        if WANTED and faults:
            print(f"{address}: {faults} {str(hostile)[:1500]}", flush=True)
        assert WANTED or not faults, (faults, hostile)

    feed()


def test_what_is_only_odd_gets_in() -> None:
    """Otherwise nothing was looked at but how inputs are refused."""
    assert sum(row.accepted for row in TOLD.values()) > len(TOLD) / 20
