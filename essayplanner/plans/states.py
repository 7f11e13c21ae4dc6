"""How far the work on what a class was set has come, in one word."""

from datetime import datetime

from django.db import models


class State(models.TextChoices):
    """The states in the order in which work goes through them; one may be with feedback unasked."""

    NOT_STARTED = "not-started", "not started"
    DRAFTING = "drafting", "drafting"
    HANDED_IN = "handed-in", "handed in"
    WITH_FEEDBACK = "with-feedback", "with feedback"
    AGAIN = "again", "handed in again"

    @property
    def waits(self) -> bool:
        """Whether a teacher has something to read."""
        return self in (State.HANDED_IN, State.AGAIN)


def state_of(handed_in_at: datetime | None, returned_at: datetime | None) -> State:
    """Return the state of a plan that was last handed in, and last given back, at these times."""
    if returned_at is None:
        return State.HANDED_IN if handed_in_at else State.DRAFTING
    if handed_in_at is None or handed_in_at <= returned_at:
        return State.WITH_FEEDBACK
    return State.AGAIN
