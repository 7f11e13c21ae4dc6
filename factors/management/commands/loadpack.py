"""Load topic packs into the bank."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factors.checking import PackError
from factors.loading import load_pack
from factors.pack import packs, read_pack


class Command(BaseCommand):
    """``manage.py loadpack FOLDER …`` or ``loadpack --all``."""

    help = "Load topic packs. A pack with any fault is refused whole and the old one stays."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take folders, or --all for the built-in packs."""
        parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
        parser.add_argument("--all", action="store_true", help="the built-in packs")

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
            self.stdout.write(f"{folder.name}: {'loaded' if changed else 'unchanged'}.")
