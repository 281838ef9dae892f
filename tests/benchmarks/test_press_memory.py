"""A worker's memory stays where it is, however long the run."""

import multiprocessing
from pathlib import Path

import pytest

from certificates.press import load_template, press
from certificates.press.samples import SAMPLE_FACE, sample_contents
from certificates.press.template import CERTIFICATE

BATCH, BATCHES, SETTLED = 500, 200, 20


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024


def _press_a_long_run() -> list[float]:
    template = load_template(*CERTIFICATE, SAMPLE_FACE)
    sizes = []
    for number in range(BATCHES):
        press(template, sample_contents(1 + number * BATCH, BATCH))
        sizes.append(_resident_mb())
    return sizes


@pytest.mark.scale
def test_memory_does_not_grow_over_a_hundred_thousand_certificates() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        sizes = pool.apply(_press_a_long_run)
    assert max(sizes) < 400
    assert max(sizes) - sizes[SETTLED] < 25
