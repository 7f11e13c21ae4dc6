"""The key under which a browser keeps what is not saved yet: the plan's writer gets it, nobody else."""

import base64
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from essayplanner.plans.device import masked_key
from tests.conftest import Cast

ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def unmasked(masked: str) -> bytes:
    both = base64.b64decode(masked)
    return bytes(one ^ other for one, other in zip(both[:32], both[32:], strict=True))


def test_the_key_of_a_plan_stays_the_same_and_never_looks_the_same() -> None:
    assert masked_key(ONE) != masked_key(ONE)
    assert unmasked(masked_key(ONE)) == unmasked(masked_key(ONE))
    assert len(unmasked(masked_key(ONE))) == 32


def test_another_plan_has_another_key() -> None:
    assert unmasked(masked_key(ONE)) != unmasked(masked_key(OTHER))


@pytest.mark.django_db
def test_the_writers_desk_alone_carries_it(cast: Cast) -> None:
    def keys(client: Client) -> list[bytes]:
        page = client.get(reverse("plans:desk", args=[cast.plan.pk])).content.decode()
        return [unmasked(found) for found in re.findall(r'data-key="([^"]*)"', page)]

    assert keys(cast.student) == [unmasked(masked_key(cast.plan.pk))]
    assert [keys(client) for client in (cast.teacher, cast.classmate, cast.guest)] == [[], [], []]
