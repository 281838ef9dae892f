"""What the benchmark answers, and the targets it must reach where the machine is free."""

import json
from dataclasses import fields
from io import StringIO

import pytest
from django.core.management import call_command

from certificates.management.commands.press_benchmark import TARGETS
from certificates.press.benchmark.measure import Ratios
from certificates.press.samples import sample_contents

KEYS = {
    "plain_over_press",
    "route_a_over_press",
    "reportlab_over_press",
    "typst_over_press",
    "press_over_floor",
    "plain_bytes_over_press_bytes",
    "peak_mb",
    "press_ms",
}


def test_the_ratios_are_the_agreed_ones() -> None:
    assert {field.name for field in fields(Ratios)} == KEYS
    assert {name for name, *_rest in TARGETS} == KEYS - {"press_ms"}


def test_sample_holders_depend_on_their_serial_alone() -> None:
    assert sample_contents(100, 5)[2:4] == sample_contents(102, 2)


@pytest.mark.scale
def test_the_press_reaches_its_targets() -> None:
    out = StringIO()
    call_command("press_benchmark", "--json", "--rounds", "3", stdout=out, stderr=StringIO())
    measured = json.loads(out.getvalue())
    assert set(measured) == KEYS
    missed = {
        name: measured[name]
        for name, target, _stretch, more in TARGETS
        if (measured[name] < target if more else measured[name] > target)
    }
    assert not missed
