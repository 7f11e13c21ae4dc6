"""Who looked at one's plans, as its writer reads it."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from essayplanner.accounts.models import User
from essayplanner.plans import actions, keeping
from essayplanner.plans.models import Look, Plan
from tests.conftest import Cast
from tests.exports.reading import squeezed
from tests.reviews.given import HOSTILE

LOOKS = "/privacy/looks/"
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
