"""Check topic packs, and with ``--all`` the exam formats too, without touching the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factors.checking import PackError
from factors.exam_formats import FORMATS_DIR, read_formats
from factors.pack import packs, read_pack


class Command(BaseCommand):
    """``manage.py checkpack FOLDER …`` or ``checkpack --all``."""

    help = "Check topic packs and list every fault, touching nothing."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take folders, or --all for the built-in packs."""
        parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--all", action="store_true", help="the built-in packs and exam formats"
        )

    def handle(self, *, folders: list[Path], **options: Any) -> None:
        """Check each pack; end with an error that lists all faults of all of them."""
        faults: list[str] = []
        chosen = [*(folder.resolve() for folder in folders), *(packs() if options["all"] else [])]
        if not chosen:
            raise CommandError("Name the folder of a topic pack, or --all for the built-in ones.")
        for folder in chosen:
            try:
                pack = read_pack(folder)
            except PackError as error:
                faults.extend(f"{folder.name}/{fault}" for fault in error.faults)
                continue
            self.stdout.write(
                f"{folder.name}: sound. {len(pack.topic.factors)} factors, "
                f"{len(pack.evidence)} pieces of evidence, {len(pack.quotations)} quotations."
            )
        if options["all"]:
            faults += self._format_faults()
        if faults:
            raise CommandError("\n".join(faults))

    def _format_faults(self) -> list[str]:
        try:
            formats = read_formats()
        except PackError as error:
            return [f"{FORMATS_DIR.name}/{fault}" for fault in error.faults]
        self.stdout.write(f"exam formats: sound. {len(formats)} formats.")
        return []
