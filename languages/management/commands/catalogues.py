import shutil
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.management.commands import makemessages

from languages import catalogues

NOT_OURS = [".venv", "var", "node_modules", "staticfiles", "tests"]


class Command(BaseCommand):
    help = "Makes the .mo files that are missing or old; --check fails on messages that a page could show wrongly."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, check, **options):
        for mo in catalogues.compile_outdated():
            self.stdout.write(f"Wrote {mo.relative_to(settings.BASE_DIR)}")
        if check:
            self.check_catalogues()

    def check_catalogues(self):
        used = messages_in_tree() if shutil.which("xgettext") else None
        if used is None:
            self.stdout.write("gettext is not installed: messages missing from the catalogues are not looked for.")
        faults = []
        for path in catalogues.po_paths():
            language = path.parent.parent.name
            if not path.exists():
                faults.append(f"{language}: no catalogue")
                continue
            po = polib.pofile(str(path))
            faults += [f"{language}: {fault}" for fault in catalogues.faults(po)]
            faults += [f"{language}: not in the catalogue: {text!r}" for text in catalogues.missing(po, used or [])]
        if faults:
            raise CommandError("\n".join([*faults, f"{len(faults)} faults in the catalogues."]))
        self.stdout.write("Catalogues: every message is translated, none fuzzy, no placeholder broken.")


def messages_in_tree():
    """All messages that code and templates ask for, as a polib.POFile; the catalogues are not touched."""
    with tempfile.TemporaryDirectory() as folder:
        collector = Collector(folder)
        call_command(collector, locale=["kk"], ignore_patterns=NOT_OURS, verbosity=0)
        return collector.found


class Collector(makemessages.Command):
    """Django's makemessages up to the point where it would write catalogues."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder
        self.found = polib.POFile()

    def find_files(self, root):
        files = super().find_files(str(settings.BASE_DIR))
        self.locale_paths = [self.folder]
        for file in files:
            file.locale_dir = self.folder
        return files

    def write_po_file(self, potfile, locale):
        self.found = polib.pofile(Path(potfile).read_text(encoding="utf-8"))
