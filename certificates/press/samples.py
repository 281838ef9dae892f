"""An invented company and invented holders: for the sample sheet and the benchmark. No plan stands behind them."""

import random
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from certificates.press.template import fit_address, fit_registration
from certificates.rules.content import CertificateContent, FaceTerms, Officer, PriceBasis
from certificates.rules.numbering import certificate_number
from certificates.rules.words import in_words

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE_FACE = FaceTerms(
    issuer="HARBOR LIGHT MARINE, INC.",
    state="Delaware",
    agent="First Sample Transfer and Trust Company",
    agreement_date=date(2026, 3, 3),
    dated_as_of=date(2026, 6, 16),
    terms_as_of=date(2026, 6, 16),
    purchase_price=Decimal("45.00"),
    price_basis=PriceBasis.UNIT,
    redemption_price=Decimal("0.001"),
    preferred="Series A Junior Participating Preferred Stock",
    preferred_par=Decimal("0.01"),
    officers=(
        Officer("Eleanor V. Hargreaves", "President and Chief Executive Officer"),
        Officer("Tobias R. Lindqvist", "Vice President and Secretary"),
    ),
    expiration=date(2036, 3, 3),
    cusip="41165H 11 9",
)

# A certificate that any sound press can print: where it fails too, the press is broken and not the items.
PROBE = CertificateContent(
    number="R-0000001",
    rights=1,
    rights_in_words="ONE",
    registration=("PROBE",),
    account="0",
    batch="probe",
)

GIVEN = """
    JAMES MARY ROBERT PATRICIA JOHN JENNIFER MICHAEL LINDA DAVID ELIZABETH WILLIAM BARBARA RICHARD SUSAN
    JOSEPH THOMAS SARAH CHARLES KAREN DANIEL NANCY MATTHEW BETTY ANTHONY MARGARET DONALD ASHLEY PAUL
    EMILY ANDREW
""".split()  # noqa: SIM905 - as a table
FAMILY = """
    SMITH JOHNSON WILLIAMS BROWN JONES GARCIA MILLER DAVIS RODRIGUEZ MARTINEZ LOPEZ WILSON ANDERSON
    THOMAS TAYLOR MOORE JACKSON MARTIN LEE PEREZ THOMPSON WHITE HARRIS CLARK LEWIS ROBINSON WALKER
    FITZGERALD WOJCIECHOWSKI
""".split()  # noqa: SIM905 - as a table
ONSETS = """
    B BR C CH CL D DR F FL G GR H J K KL KR L M N P PR R S SCH SH ST T TH TR V W Z
""".split()  # noqa: SIM905 - as a table
VOWELS = ["A", "E", "I", "O", "U", "AI", "EA", "EE", "IE", "OO", "OU"]
CODAS = """
    B CK D FF G L LL M N ND NG NN P R RD RK RT S SS T TT X
""".split()  # noqa: SIM905 - as a table
ENDINGS = """
    SON MAN BERG ER SKI TON LEY WORTH FIELD HAM EZ INI SEN WOOD SHAW STEIN FORD
""".split()  # noqa: SIM905 - as a table
STREETS = ["STREET", "AVENUE", "ROAD", "LANE", "DRIVE", "COURT", "BOULEVARD", "PLACE"]
STATES = """
    AZ CA CO CT DE FL GA IL MA MD MI MN NC NJ NY OH OR PA TX VA WA WI
""".split()  # noqa: SIM905 - as a table
ACCENTED = (
    "José Núñez Ibáñez",
    "François Lefèvre d’Ormesson",
    "Zoë Brontë-Gößling",
    "Søren Ångström Kjærgård",
    "Łukasz Wiśniewski",
    "Șerban Țepeș",
    "Māra Bērziņa",
    "Ðorđe Živković",
)
OTHER_SCRIPTS = (
    "王小明",
    "田中 太郎",
    "山本ヒロシ 株式会社東洋商事",
    "김민수",
    "香港上海滙豐銀行代理人有限公司",
    "محمد عبد الله الأحمد",
    "شركة الخليج القابضة (ش.م.ع)",
    "Иван Сергеевич Петров",
    "Αλέξανδρος Παπαδόπουλος",
    "יעקב בן דוד",
    "राजेश कुमार शर्मा",
)


def sample_contents(start: int, count: int) -> list[CertificateContent]:
    """`count` certificates from serial `start` on; the same for the same serials, in any order.

    Nearly half the family names are made of syllables, so that no cache of words meets them twice; one holder
    in twenty-five is not written in Latin letters.
    """
    return [_content(serial) for serial in range(start, start + count)]


def _content(serial: int) -> CertificateContent:
    chooser = random.Random(serial * 2_654_435_761)  # noqa: S311 - names, not secrets
    name = _registration(chooser)
    rights = int(10 ** Decimal(chooser.randint(0, 5500)).scaleb(-3))
    street = f"{chooser.randint(1, 9999)} {_family(chooser)} {chooser.choice(STREETS)}"
    city = f"{_family(chooser)}VILLE {chooser.choice(STATES)} {chooser.randint(10000, 99999)}"
    return CertificateContent(
        number=certificate_number(serial),
        rights=rights,
        rights_in_words=in_words(rights),
        registration=fit_registration([name]),
        account=f"C{chooser.randint(10**9, 10**10 - 1)}",
        batch=f"SAMPLE-{serial // 500:04d}",
        address=fit_address([name, street, f"{city}-{chooser.randint(1000, 9999)}"]),
    )


def _registration(chooser: random.Random) -> str:
    forms: tuple[tuple[int, Callable[[random.Random], str]], ...] = (
        (62, lambda c: f"{c.choice(GIVEN)} {c.choice('ABCDEFGHJKLM')}. {_family(c)}"),
        (12, lambda c: f"{c.choice(GIVEN)} {_family(c)} & {c.choice(GIVEN)} {_family(c)} JT TEN"),
        (
            8,
            lambda c: (
                f"{c.choice(GIVEN)} {_family(c)} CUST {c.choice(GIVEN)} {_family(c)} UTMA {c.choice(STATES)}"
            ),
        ),
        (
            8,
            lambda c: (
                f"{_family(c)} FAMILY TRUST UA DTD {c.randint(1, 12):02d}/01/1987 {c.choice(GIVEN)} {_family(c)}"
            ),
        ),
        (3, _long_trust),
        (3, lambda c: c.choice(ACCENTED)),
        (4, lambda c: c.choice(OTHER_SCRIPTS)),
    )
    weights, makers = zip(*forms, strict=True)
    return str(chooser.choices(makers, weights)[0](chooser))


def _long_trust(chooser: random.Random) -> str:
    given, family = chooser.choice(GIVEN), _family(chooser)
    return (
        "THE COMMONWEALTH TRUST COMPANY AS TRUSTEE UNDER THE AMENDED AND RESTATED REVOCABLE LIVING TRUST "
        f"AGREEMENT OF {given} {family} DATED SEPTEMBER 14, 1987 FBO THE DESCENDANTS OF "
        f"{chooser.choice(GIVEN)} {family}"
    )


def _family(chooser: random.Random) -> str:
    if chooser.randint(1, 100) > 45:  # noqa: PLR2004 - the share of common names
        return chooser.choice(FAMILY)
    return "".join(chooser.choice(part) for part in (ONSETS, VOWELS, CODAS, ENDINGS))
