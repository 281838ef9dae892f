"""A face and certificates for the tests of the press."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from certificates.press import PressTemplate, fit_address, fit_registration, load_template
from certificates.rules.content import CertificateContent, FaceTerms, Officer, PriceBasis
from certificates.rules.words import in_words

FACE = FaceTerms(
    issuer="MIM CORPORATION",
    state="Delaware",
    agent="American Stock Transfer and Trust Company",
    agreement_date=date(1998, 11, 24),
    dated_as_of=date(1998, 12, 29),
    terms_as_of=date(1998, 12, 29),
    purchase_price=Decimal("20.00"),
    price_basis=PriceBasis.UNIT,
    redemption_price=Decimal("0.0001"),
    preferred="Series A Junior Participating Preferred Stock",
    preferred_par=Decimal("0.0001"),
    officers=(
        Officer("John H. Klein", "Chairman and Chief Executive Officer"),
        Officer("Barry A. Posner", "Vice President and General Counsel"),
    ),
)
ADDRESS = ("100 MAPLE AVENUE", "ELMSFORD NY 10523-1234")

#: The names that the press must set exactly as the plain way does (issue of the press: special names).
SPECIAL_NAMES = (
    "CEDE & CO",
    "O'BRIEN & D’ARCY-O’NEILL JT TEN",
    (
        "THE NORTHERN TRUST COMPANY AS TRUSTEE UNDER THE AMENDED AND RESTATED REVOCABLE LIVING TRUST AGREEMENT OF "
        "MAXIMILIAN FEATHERSTONEHAUGH DATED SEPTEMBER 14, 1987 FBO THE DESCENDANTS OF WILHELMINA WOJCIECHOWSKI"
    ),
    (
        "MAXIMILIAN Q. FEATHERSTONEHAUGH & WILHELMINA R. WOJCIECHOWSKI & MAXIMILIAN WOJCIECHOWSKI JR AS JOINT "
        "TENANTS WITH RIGHT OF SURVIVORSHIP AND NOT AS TENANTS IN COMMON"
    ),
    "José Núñez Ibáñez y Muñoz",
    "Zoë Brontë-Gößling",
    "Łukasz Wiśniewski, TTEE",
    "Nguyễn Thị Phương Thảo",
    "Șerban Țepeș & İbrahim Çağlayan Şükrüoğlu",
    "Ðorđe Živković",
    "王小明",
    "山本ヒロシ 株式会社東洋商事",
    "김민수",
    "香港上海滙豐銀行代理人有限公司",
    "محمد عبد الله الأحمد",
    "شركة الخليج القابضة (ش.م.ع)",
    "Ahmed Al-Rashid / أحمد الراشد",
    "Иван Сергеевич Петров",
    "Αλέξανδρος Παπαδόπουλος",
    "יעקב בן דוד",
    "राजेश कुमार शर्मा",
    '<script>alert("x")</script> &amp; <b>HEDGE FUND</b> {{ face }}',
)

Make = Callable[..., CertificateContent]


@pytest.fixture(scope="session")
def template() -> PressTemplate:
    return load_template("rights_certificate", "v1", FACE)


@pytest.fixture(scope="session")
def make() -> Make:
    """A certificate for a holder: `make("CEDE & CO", serial=1, rights=5)`."""

    def _make(
        *registration: str, serial: int = 1, rights: int = 250, **changes: object
    ) -> CertificateContent:
        content = {
            "number": f"R-{serial:07d}",
            "rights": rights,
            "rights_in_words": in_words(rights),
            "registration": fit_registration(registration),
            "account": f"C{1_000_000_000 + serial}",
            "batch": "MIM-1998-1",
            "address": fit_address((*registration, *ADDRESS)),
        }
        return CertificateContent(**(content | changes))

    return _make
