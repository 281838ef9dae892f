"""The measurements: every contender in turn, round after round, so that a busy machine is busy for all of them."""

import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from certificates.press.benchmark.peers import reportlab_over_form, typst_document
from certificates.press.guard import press, trusted_route
from certificates.press.pdffile import TailWriter
from certificates.press.route_a import plain, press as press_by_route_a
from certificates.press.route_b import RouteB
from certificates.press.samples import SAMPLE_FACE, sample_contents
from certificates.press.template import CERTIFICATE, PressTemplate, load_template
from certificates.press.textlayer import FontBook
from certificates.rules.content import CertificateContent

#: Certificates a contender makes in one round: enough to time, few enough that the slow ones end.
PLAIN_COUNT, TYPST_COUNT = 2, 100
#: Files of the quick ones beside each file of a slow one.
QUICK_FILES = 4
MEMORY_BATCHES = 4
KILOBYTES_IN_MB = 1024

#: Makes a file of certificates and tells its size in bytes.
Contender = Callable[[Sequence[CertificateContent]], int]


@dataclass(frozen=True)
class Ratios:
    """What the benchmark answers: ratios of medians in one run, peak memory in MB, and the press in ms.

    A peer that is not installed is None.
    """

    plain_over_press: float
    route_a_over_press: float
    reportlab_over_press: float | None
    typst_over_press: float | None
    press_over_floor: float
    plain_bytes_over_press_bytes: float
    peak_mb: float
    press_ms: float


@dataclass(frozen=True)
class Report:
    """The ratios with what stands behind them: ms and bytes of one certificate by each contender."""

    ratios: Ratios
    milliseconds: dict[str, float]
    bytes_each: dict[str, float]
    route: str

    def as_json(self) -> dict[str, float | None]:
        return {
            name: None if value is None else round(value, 3) for name, value in asdict(self.ratios).items()
        }


class _Taken:
    """What was measured so far: ms and bytes of one certificate, by contender."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.sizes: dict[str, list[float]] = {}

    def time(self, name: str, make: Contender, contents: Sequence[CertificateContent]) -> None:
        """Time one file of a contender; a peer that is not installed is passed over."""
        started = time.perf_counter()
        try:
            size = make(contents)
        except ImportError:
            return
        self.times.setdefault(name, []).append((time.perf_counter() - started) * 1000 / len(contents))
        self.sizes.setdefault(name, []).append(size / len(contents))


def run(*, rounds: int, batch: int, say: Callable[[str], None]) -> Report:
    """Measure all contenders over `rounds` rounds with print files of `batch` certificates.

    The quick ones go several times a round, since one of their files is so short that a neighbour's work on the
    machine could fill all of it.
    """
    template = load_template(*CERTIFICATE, SAMPLE_FACE)
    route = trusted_route(template)
    quick: dict[str, Contender] = {
        "press": lambda contents: len(press(template, contents).data),
        "reportlab": lambda contents: len(reportlab_over_form(template, contents)),
    }
    slow: dict[str, tuple[int, Contender]] = {
        "route_a": (batch, lambda contents: len(press_by_route_a(template, contents).data)),
        "plain": (PLAIN_COUNT, lambda contents: sum(len(plain(template, content)) for content in contents)),
        "typst": (TYPST_COUNT, lambda contents: len(typst_document(template, contents))),
    }
    say("warming up")
    for start in (1_000_001, 1_000_001 + batch):
        press(template, sample_contents(start, batch))
    taken = _Taken()
    for number in range(rounds):
        for name, (count, make) in slow.items():
            say(f"round {number + 1} of {rounds}: {name}, press, reportlab")
            taken.time(name, make, sample_contents(1 + number * batch, count))
            for file in range(QUICK_FILES):
                contents = sample_contents(1 + (number * QUICK_FILES + file) * batch, batch)
                for quick_name, quick_make in quick.items():
                    taken.time(quick_name, quick_make, contents)
                if route is not None:
                    taken.times.setdefault("floor", []).append(_floor(template, route, contents))
    say("measuring memory")
    milliseconds = {name: statistics.median(values) for name, values in taken.times.items()}
    bytes_each = {name: statistics.median(values) for name, values in taken.sizes.items()}
    each = milliseconds["press"]
    return Report(
        ratios=Ratios(
            plain_over_press=milliseconds["plain"] / each,
            route_a_over_press=milliseconds["route_a"] / each,
            reportlab_over_press=_over(milliseconds.get("reportlab"), each),
            typst_over_press=_over(milliseconds.get("typst"), each),
            press_over_floor=each / milliseconds.get("floor", each),
            plain_bytes_over_press_bytes=bytes_each["plain"] / bytes_each["press"],
            peak_mb=peak_memory(batch, MEMORY_BATCHES),
            press_ms=each,
        ),
        milliseconds=milliseconds,
        bytes_each=bytes_each,
        route="A" if route is None else "B",
    )


def peak_memory(batch: int, batches: int) -> float:
    """The peak resident memory in MB of a fresh process that presses `batches` print files.

    Read from /proc, since the peak that getrusage gives is inherited from the process that started this one.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_press_and_weigh, (batch, batches))


def _press_and_weigh(batch: int, batches: int) -> float:
    template = load_template(*CERTIFICATE, SAMPLE_FACE)
    for number in range(batches):
        press(template, sample_contents(1 + number * batch, batch))
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / KILOBYTES_IN_MB


def _floor(template: PressTemplate, route: RouteB, contents: Sequence[CertificateContent]) -> float:
    """The least a print file can cost: its operators are there already and only have to be written."""
    book = FontBook({})
    ready = [stream for content in contents for stream in route.streams(content, book)]
    started = time.perf_counter()
    writer = TailWriter(route.prefix)
    numbers = [writer.add_stream(stream) for stream in ready]
    tail = writer.finish(numbers, {}, b"<<>>")
    sha = route.prefix.sha.copy()
    sha.update(tail)
    sha.hexdigest()
    return (time.perf_counter() - started) * 1000 / len(contents)


def _over(milliseconds: float | None, each: float) -> float | None:
    return None if milliseconds is None else milliseconds / each
