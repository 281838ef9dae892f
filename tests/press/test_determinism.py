"""The same content gives the same bytes in another process, with another hash seed, after other work."""

import os
import subprocess
import sys
from pathlib import Path

from certificates.press import PressTemplate, press
from tests.press.conftest import Make

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("CEDE & CO", "王小明", "محمد عبد الله", "राजेश कुमार", "José Núñez")
SCRIPT = """
import sys
from certificates.press import load_template, press, fit_registration
from certificates.rules.content import CertificateContent
from certificates.rules.words import in_words
from tests.press.conftest import FACE
names = sys.argv[1:]
template = load_template("rights_certificate", "v1", FACE)
contents = [CertificateContent(number=f"R-{n:07d}", rights=n, rights_in_words=in_words(n), account="C1", batch="B1",
    registration=fit_registration([name])) for n, name in enumerate(names, start=1)]
for content in reversed(contents):
    press(template, [content])
file = press(template, contents)
print(file.route, file.sha256)
"""


def test_equal_bytes_across_processes_seeds_and_history(template: PressTemplate, make: Make) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT)}
    other = subprocess.run(
        [sys.executable, "-c", SCRIPT, *NAMES],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    contents = [
        make(name, serial=serial, rights=serial, account="C1", batch="B1", address=())
        for serial, name in enumerate(NAMES, start=1)
    ]
    here = press(template, contents)
    assert other.stdout.strip() == f"B {here.sha256}"


def test_prefix_and_tail_make_the_file(template: PressTemplate, make: Make) -> None:
    first, second = press(template, [make("CEDE & CO")]), press(template, [make("王小明", serial=2)])
    assert first.prefix_length == second.prefix_length > 0
    assert first.data[: first.prefix_length] == second.data[: second.prefix_length]
    assert first.data == second.data[: second.prefix_length] + first.tail
