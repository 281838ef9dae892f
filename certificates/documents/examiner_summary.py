"""The one page in front of the examiner pack: the month's counts, what they oblige to, and the registers."""

from dataclasses import dataclass

from django.template import Context, Engine
from weasyprint import CSS, HTML

from certificates.press.lock import LIBRARIES
from certificates.press.template import TEMPLATES, NoFetching

FOLDER = TEMPLATES / "examiner_summary" / "v1"


@dataclass(frozen=True)
class Summary:
    """What the page says, as texts; `registers` are file name, title, rules and how many rows there are."""

    agent: str
    issuer: str
    month: str
    as_of: str
    known_at: str
    calendar: str
    proof: str
    counts: tuple[tuple[str, str, str], ...]
    obligations: tuple[str, ...]
    registers: tuple[tuple[str, str, str, str], ...]


def examiner_summary(summary: Summary) -> bytes:
    """The page as a PDF; the same summary gives the same bytes."""
    engine = Engine(dirs=[str(FOLDER)], autoescape=True)
    html = engine.get_template("summary.html").render(
        Context({"summary": summary}, use_l10n=False, use_tz=False)
    )
    with LIBRARIES:
        style = CSS(string=(FOLDER / "summary.css").read_text())
        return HTML(string=html, url_fetcher=NoFetching()).write_pdf(stylesheets=[style])  # type: ignore[no-any-return]
