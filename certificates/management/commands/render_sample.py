"""`manage.py render_sample FILE`: a sample of the certificate, from an invented company; no database is touched."""

import dataclasses
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from certificates.press import accessible_copy, load_template, press
from certificates.press.samples import SAMPLE_FACE, sample_contents
from certificates.press.template import CERTIFICATE, probes
from certificates.rules.content import Watermark


class Command(BaseCommand):
    """Write a PDF with a few ordinary and all difficult certificates, marked SPECIMEN unless told otherwise."""

    help = "Write a sample print file: ordinary holders, then the set that the press checks itself with."
    requires_services = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the PDF to write")
        parser.add_argument("--watermark", choices=[*Watermark, "none"], default=Watermark.SPECIMEN)
        parser.add_argument("--accessible", action="store_true", help="one certificate as tagged PDF/UA-1")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = options["watermark"]
        watermark = None if chosen == "none" else Watermark(chosen)
        template = load_template(*CERTIFICATE, dataclasses.replace(SAMPLE_FACE, watermark=watermark))
        contents = [*sample_contents(1, 3), *probes()]
        if options["accessible"]:
            data, route = accessible_copy(template, contents[0]), "plain"
        else:
            file = press(template, contents)
            data, route = file.data, file.route
        options["file"].write_bytes(data)
        self.stdout.write(f"{options['file']}: {len(data):,} bytes, route {route}")
