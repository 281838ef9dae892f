"""Route B is watched: where it fails or differs, route A presses and the log says so."""

import dataclasses
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from certificates.press import PressTemplate, guard, load_template, press, readback
from certificates.press.latin import PairTable
from certificates.press.textlayer import FontBook
from tests.press.conftest import FACE, Make

if TYPE_CHECKING:
    from certificates.rules.content import CertificateContent


@pytest.fixture
def fresh() -> Iterator[PressTemplate]:
    """A template as a new process has it, not checked yet."""
    load_template.cache_clear()
    guard._trusted.clear()
    yield load_template("rights_certificate", "v1", dataclasses.replace(FACE, cusip="553044 11 7"))
    guard._trusted.clear()


def test_a_private_layer_that_fails_is_replaced_by_route_a(
    fresh: PressTemplate, make: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: FontBook, text: str, *rest: object) -> bytes:
        raise AttributeError("WeasyPrint moved its furniture")

    monkeypatch.setattr(FontBook, "draw_line", broken)
    file = press(fresh, [make("王小明")])
    assert file.route == "A"
    assert readback(file.data)[0].registration == ("王小明",)
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL]
    assert "did not pass its self-check" in caplog.text
    assert "presses by route A" in caplog.text


def test_a_private_layer_that_prints_otherwise_is_replaced_by_route_a(
    fresh: PressTemplate, make: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    honest = PairTable.line

    def wider(self: PairTable, text: str) -> tuple[str, float]:
        operators, width = honest(self, text)
        return operators, width + 2

    monkeypatch.setattr(PairTable, "line", wider)
    assert press(fresh, [make("CEDE & CO")]).route == "A"
    assert "print differently: R-0000001 page 1" in caplog.text


def test_a_failure_in_the_middle_of_a_run_is_survived(
    fresh: PressTemplate, make: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert press(fresh, [make("CEDE & CO")]).route == "B"

    def broken(self: PairTable, text: str) -> tuple[str, float]:
        raise RuntimeError("the layout is gone")

    monkeypatch.setattr(PairTable, "line", broken)
    assert press(fresh, [make("CEDE & CO")]).route == "A"
    monkeypatch.undo()
    assert press(fresh, [make("CEDE & CO")]).route == "A", "distrusted until the process starts anew"
    assert "Route B of the press failed" in caplog.text


def test_the_audit_sample_catches_a_later_change(
    fresh: PressTemplate, make: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert press(fresh, [make("CEDE & CO")]).route == "B"
    honest = PairTable.line
    monkeypatch.setattr(guard, "AUDIT_EVERY", 1)
    monkeypatch.setattr(
        PairTable, "line", lambda self, text: (honest(self, text)[0], honest(self, text)[1] + 2)
    )
    assert press(fresh, [make("CEDE & CO")]).route == "A"
    assert "print differently" in caplog.text


def test_probes_are_certificates_that_both_routes_can_print(template: PressTemplate) -> None:
    probes: list[CertificateContent] = template.probes()
    assert [read.number for read in readback(press(template, probes).data)] == [p.number for p in probes]


def test_a_task_out_of_time_is_no_verdict_on_the_route(
    fresh: PressTemplate, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert press(fresh, [make("CEDE & CO")]).route == "B"

    def interrupted(self: PairTable, text: str) -> tuple[str, float]:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(PairTable, "line", interrupted)
    with pytest.raises(SoftTimeLimitExceeded):
        press(fresh, [make("CEDE & CO")])
    monkeypatch.undo()
    assert press(fresh, [make("CEDE & CO")]).route == "B"
