"""How a document of pages beside the certificates is set: one template, one style sheet, no fetching."""

from typing import Any

from django.template import Context, Engine
from weasyprint import CSS, HTML

from certificates.press.lock import LIBRARIES
from certificates.press.template import TEMPLATES, NoFetching


def paged(document: str, version: str, name: str, page: Any) -> bytes:
    """The document's PDF: templates/pdf/<document>/<version>/<name>.html and .css, with `page` as its one word."""
    folder = TEMPLATES / document / version
    engine = Engine(dirs=[str(folder)], autoescape=True)
    html = engine.get_template(f"{name}.html").render(Context({"page": page}, use_l10n=False, use_tz=False))
    with LIBRARIES:
        style = CSS(string=(folder / f"{name}.css").read_text())
        return HTML(string=html, url_fetcher=NoFetching()).write_pdf(stylesheets=[style])  # type: ignore[no-any-return]
