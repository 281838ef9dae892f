"""A version of the certificate's template with the terms of one run: its static faces and its variable fields."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import ClassVar

from django.template import Context, Engine
from weasyprint import CSS
from weasyprint.document import Document

from certificates.press.errors import PressError, UnseenError
from certificates.press.lock import LIBRARIES
from certificates.press.master import (
    TEMPLATES,
    MasterTemplate,
    NoFetching,
    refuse_uncovered,
    refuse_uncovered_lines,
)
from certificates.press.slots import FACES, Slots, fit_lines, read_slots, slot_lines
from certificates.rules.content import CertificateContent, FaceTerms
from certificates.rules.legends import face_text
from certificates.rules.words import in_words
from rightsadmin.common.letters import unseen_or_lost

__all__ = [
    "TEMPLATES",
    "NoFetching",
    "PressTemplate",
    "fit_address",
    "fit_registration",
    "fits",
    "load_template",
]

#: The template version whose slots decide what fits.
CERTIFICATE = ("rights_certificate", "v1")
#: The static pages under a front, a reverse, and a front that bears the void-person legend.
FRONT, REVERSE, LEGENDED = "/M0 Do", "/M1 Do", "/M0 Do /M2 Do"


class PressTemplate(MasterTemplate[CertificateContent]):
    """One version of the certificate's template with the terms of one run. Made by `load_template`.

    Three masters: front, reverse, and the legend, which is laid over a front that needs it.
    """

    width: ClassVar = 1056
    height: ClassVar = 816
    faces: Sequence[str] = FACES
    layers = (FRONT, REVERSE, LEGENDED)
    face_digest = ""

    def __init__(self, name: str, version: str, face: FaceTerms) -> None:
        super().__init__(name, version, TEMPLATES / name / version / "slots.toml")
        self.face = face
        self.face_digest = face.digest()
        self.title = f"Rights Certificate of {face.issuer}"
        for text in self._static_texts():
            refuse_uncovered(text)

    @cached_property
    def static_css(self) -> CSS:
        return CSS(string=(self.folder / "certificate.css").read_text(), font_config=self.font_config)

    @cached_property
    def static_pages(self) -> dict[str, str]:
        """The static HTML: "front", "reverse", and "legend", which is laid over a front that needs it."""
        engine = Engine(dirs=[str(self.folder)], autoescape=True)
        drawings = {path.stem: path.read_text() for path in sorted(self.folder.glob("*.svg"))}
        slot = self.slots.heading
        if slot is None:
            raise PressError(f"{self.folder} has no slot for the heading.")
        heading_lines = fit_lines(slot, [self.face.issuer])
        heading = slot.sizes[slot.size_for(heading_lines)]
        context = {
            "face": self.face,
            "text": face_text(self.face),
            "heading": heading,
            "heading_lines": heading_lines,
            **drawings,
        }
        return {
            page: engine.get_template(f"{page}.html").render(Context(context, use_l10n=False, use_tz=False))
            for page in (*FACES, "legend")
        }

    @cached_property
    def masters(self) -> Document:
        """The three static pages laid out: front, reverse, legend."""
        return self.render(self.static_pages.values(), [self.static_css])

    def layer(self, place: int, content: CertificateContent) -> str:
        if FACES[place] == "reverse":
            return REVERSE
        return LEGENDED if content.void_legend else FRONT

    def lines(self, content: CertificateContent) -> dict[str, tuple[str, ...]]:
        lines = (*content.registration, *content.address, content.account, content.batch, content.status)
        refuse_uncovered_lines(lines)
        return slot_lines(content, self.face_digest)

    def key(self, content: CertificateContent) -> str:
        return content.number

    def content_digest(self, content: CertificateContent) -> str:
        return content.digest(self.face_digest)

    def probes(self) -> list[CertificateContent]:
        return probes()

    def _static_texts(self) -> Iterable[str]:
        text = face_text(self.face)
        yield from (self.face.issuer, text.incorporated, text.witness, self.face.agent, self.face.cusip or "")
        yield from (*text.banners, *text.paragraphs)
        yield from (f"{officer.name}{officer.title}" for officer in self.face.officers)


@lru_cache(maxsize=4)
def load_template(name: str, version: str, face: FaceTerms) -> PressTemplate:
    """The template of a run, ready to press; kept per process, since a run presses many chunks of one face.

    Raises FileNotFoundError for an unknown template version, UncoveredError if the terms cannot be printed.
    """
    with LIBRARIES:
        return PressTemplate(name, version, face)


def fit_registration(lines: Iterable[str]) -> tuple[str, ...]:
    """The registration as a certificate will print it: at most seven lines, broken at spaces, never cut.

    Raises DoesNotFitError, UncoveredError or UnseenError: then the holder belongs on the exception list.
    """
    return _fitted("registration", lines)


def fit_address(lines: Iterable[str]) -> tuple[str, ...]:
    """The mailing panel as a certificate will print it; raises like `fit_registration`."""
    return _fitted("address", lines)


def fits(lines: Iterable[str]) -> bool:
    """Whether a registration can be printed: at most seven lines, broken at spaces, all letters in a font."""
    try:
        fit_registration(lines)
    except PressError:
        return False
    return True


def _fitted(slot: str, lines: Iterable[str]) -> tuple[str, ...]:
    given = tuple(lines)
    for line in given:  # a font may well have a glyph for what nobody can see
        if sentence := unseen_or_lost(line):
            raise UnseenError(line, sentence)
    fitted = fit_lines(_slots(*CERTIFICATE).named(slot), given)
    for line in fitted:
        refuse_uncovered(line)
    return fitted


@lru_cache(maxsize=8)
def _slots(name: str, version: str) -> Slots:
    return read_slots(TEMPLATES / name / version / "slots.toml")


def probes() -> list[CertificateContent]:
    """Certificates that reach every branch of both routes: scripts, sizes, marks, punctuation, figures."""
    registrations = (
        ("CEDE & CO",),
        ("José Núñez Ibáñez", "Łukasz O’Brien-D'Arcy", "Nguyễn Thị Phương Thảo & Șerban Țepeș JT TEN"),
        tuple(
            f"TRUSTEE {number} UNDER AGREEMENT DATED 09/14/1987 FBO A. T. WAVY, LTD."
            for number in range(1, 8)
        ),
        ("محمد عبد الله الأحمد", "יעקב בן דוד (1990)", "राजेश कुमार शर्मा"),
        ("王小明 山本ヒロシ 김민수", "Иван Петров / Αλέξανδρος", "Ahmed Al-Rashid / أحمد الراشد"),
    )
    rights = (1, 23, 4_567_890, 17_890_739, 123_456_789_012)
    return [
        CertificateContent(
            number=f"R-{index:07d}",
            rights=number,
            rights_in_words=in_words(number),
            registration=registration,
            account=f"C{index:010d}",
            batch="PROBE-1",
            address=registration[:3],
            status=("ORIGINAL", "SPECIMEN", "REPLACEMENT OF R-0000001")[index % 3],
            void_legend=index % 2 == 0,
        )
        for index, (registration, number) in enumerate(zip(registrations, rights, strict=True), start=1)
    ]
