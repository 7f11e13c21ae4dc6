"""The room's name for Django, which finds the template tags by it."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    """Writing topics."""

    name = "essayplanner.authoring"
