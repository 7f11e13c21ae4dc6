"""Load topic packs, and with ``--all`` the exam formats too."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factors.checking import PackError
from factors.exam_formats import load_formats, read_formats
from factors.loading import load_pack
from factors.pack import packs, read_pack


class Command(BaseCommand):
    """``manage.py loadpack FOLDER …`` or ``loadpack --all``."""

    help = "Load topic packs. A pack with any fault is refused whole and the old one stays."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take folders, or --all for the built-in packs."""
        parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--all", action="store_true", help="the built-in packs and exam formats"
        )

    def handle(self, *, folders: list[Path], **options: Any) -> None:
        """Load each pack in turn, stopping at the first that is refused."""
        chosen = [*(folder.resolve() for folder in folders), *(packs() if options["all"] else [])]
        if not chosen:
            raise CommandError("Name the folder of a topic pack, or --all for the built-in ones.")
        for folder in chosen:
            try:
                changed = load_pack(read_pack(folder))
            except PackError as error:
                raise CommandError(f"{folder.name} was not loaded.\n{error}") from None
            self._say(folder.name, changed)
        if options["all"]:
            self._load_formats()

    def _load_formats(self) -> None:
        try:
            changed = load_formats(read_formats())
        except PackError as error:
            raise CommandError(f"The exam formats were not loaded.\n{error}") from None
        self._say("exam formats", changed)

    def _say(self, name: str, changed: bool) -> None:
        self.stdout.write(f"{name}: {'loaded' if changed else 'unchanged'}.")
