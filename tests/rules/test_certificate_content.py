"""What a certificate says, and that it is frozen whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import inflect
import pytest
from hypothesis import given, strategies as st

from certificates.rules.content import (
    CertificateContent,
    PriceBasis,
    Watermark,
    document_code,
    frozen_content,
    frozen_face,
    thawed_content,
    thawed_face,
)
from certificates.rules.legends import expiry_banner, face_text, grant, money
from certificates.rules.numbering import certificate_number, serial_of
from certificates.rules.words import in_words
from tests.press.conftest import FACE

CONTENT = CertificateContent(
    number="R-0000001",
    rights=1234,
    rights_in_words="ONE THOUSAND TWO HUNDRED THIRTY-FOUR",
    registration=("CEDE & CO",),
    account="C1",
    batch="MIM-1",
)


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_words_agree_with_another_library(number: int) -> None:
    expected = inflect.engine().number_to_words(number, andword="").replace(",", "")
    assert in_words(number) == " ".join(expected.upper().split())


@given(st.integers(min_value=1, max_value=10**12))
def test_a_number_has_one_printed_form(serial: int) -> None:
    assert serial_of(certificate_number(serial)) == serial


@pytest.mark.parametrize("number", ["R-1", "R-0000000", "r-0000001", "R-00000001", "R-0000001 ", "R-١٢٣٤٥٦٧"])
def test_other_forms_are_no_certificate_numbers(number: str) -> None:
    with pytest.raises(ValueError, match="must look like R-0000001"):
        serial_of(number)


def test_words_that_differ_from_the_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="are not 'ONE' in words"):
        replace(CONTENT, rights_in_words="ONE")


@pytest.mark.parametrize("line", ["", " CEDE", "CEDE  & CO", "CEDE\n& CO"])
def test_untidy_lines_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="spaces that would be lost"):
        replace(CONTENT, registration=(line,))


def test_eight_registration_lines_are_an_exception() -> None:
    with pytest.raises(ValueError, match="exception"):
        replace(CONTENT, registration=("A",) * 8)


def test_frozen_terms_and_content_come_back_equal() -> None:
    face = replace(FACE, expiration=date(2008, 11, 24), watermark=Watermark.DRAFT)
    assert thawed_face(frozen_face(face)) == face
    assert thawed_face(frozen_face(face)).digest() == face.digest()
    assert thawed_content(frozen_content(CONTENT)) == CONTENT


def test_the_digest_tells_every_change() -> None:
    changed = [
        replace(CONTENT, number="R-0000002"),
        replace(CONTENT, rights=1, rights_in_words="ONE"),
        replace(CONTENT, registration=("CEDE & CO.",)),
        replace(CONTENT, address=("CEDE & CO",)),
        replace(CONTENT, account="C2"),
        replace(CONTENT, batch="MIM-2"),
        replace(CONTENT, status="SPECIMEN"),
        replace(CONTENT, void_legend=True),
    ]
    digests = {content.digest(FACE.digest()) for content in (CONTENT, *changed)}
    assert len(digests) == len(changed) + 1
    assert CONTENT.digest(FACE.digest()) != CONTENT.digest(replace(FACE, issuer="BIOSCRIP, INC.").digest())


def test_the_document_code_is_short_and_readable() -> None:
    assert document_code("9f2a61bc07de" + "0" * 52) == "9F2A-61BC-07DE"


def test_no_expiry_is_printed_while_it_is_in_question() -> None:
    text = " ".join((*face_text(FACE).banners, *face_text(FACE).paragraphs))
    assert expiry_banner(FACE) is None
    assert "Not exercisable after" not in text
    assert "5:00 p.m." not in text


def test_a_settled_expiry_is_printed_in_banner_and_grant() -> None:
    face = replace(FACE, expiration=date(2008, 11, 24))
    assert "Not exercisable after November 24, 2008" in face_text(face).banners[0]
    assert "before 5:00 p.m., New York City time, on November 24, 2008" in grant(face)


@pytest.mark.parametrize(
    ("amount", "text"),
    [("20.00", "$20.00"), ("0.0001", "$.0001"), ("1234.5", "$1,234.50"), ("1.005", "$1.005")],
)
def test_money_is_written_as_the_plan_writes_it(amount: str, text: str) -> None:
    assert money(Decimal(amount)) == text


def test_the_price_basis_is_printed() -> None:
    paragraphs = face_text(replace(FACE, price_basis=PriceBasis.PREFERRED_SHARE)).paragraphs
    assert "$20.00 per share of Preferred Stock" in paragraphs[1]
    assert "$20.00 per Unit" in face_text(FACE).paragraphs[1]
