"""The form of a registration by the words in it, where a file does not name it by a code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.enums import Registration

if TYPE_CHECKING:
    from collections.abc import Sequence

# In this order: a trustee may be joint, a nominee may be a company, and the narrower word decides.
_WORDS: tuple[tuple[str, Registration], ...] = (
    (r"CEDE AND CO|& CO|AND CO|NOMINEES?", Registration.NOMINEE),
    (
        r"U[GT]MA|UNIF(?:ORM)? (?:TRANS?|TRF|GIFTS?)\w*|(?:TRANS|GIFTS?) (?:TO )?MIN\w*|CUST FOR",
        Registration.CUSTODIAN,
    ),
    (r"IRA|ROTH|SEP|KEOGH", Registration.IRA),
    (r"TTEES?|TRUSTEES?|TR|TRUST|U A|UA|U T D|LIV(?:ING)? TR\w*", Registration.TRUST),
    (r"EST|ESTATE|EXEC|EXECUTORS?|EXECUTRIX|ADMIN(?:ISTRATOR)?|DECD|PERS REP", Registration.ESTATE),
    (r"TOD|T O D", Registration.TOD),
    (r"PLEDGEE", Registration.PLEDGEE),
    (r"TEN COM|TENANTS IN COM\w*|TIC", Registration.TEN_COM),
    (r"TEN ENT|TENANTS BY\b.*", Registration.TEN_ENT),
    (r"COMM PROP|COMMUNITY PROP\w*", Registration.COMM_PROP),
    (r"JT TEN\w*|JTWROS|JTTEN|JT WROS|JT TENANTS|JOINT TENANTS?", Registration.JT_TEN),
    (r"LLC|L L C", Registration.LLC),
    (r"LP|L P|LLP|LTD PARTNERSHIP|PARTNERS|PARTNERSHIP", Registration.PARTNERSHIP),
    (
        r"INC|CORP|CORPORATION|COMPANY|TRUST COMPANY|BANK|LTD|LIMITED|PLC|FOUNDATION|FUND|CHURCH|UNIVERSITY",
        Registration.CORPORATION,
    ),
)
_FORMS = tuple((re.compile(rf"(?<![A-Z0-9])(?:{words})(?![A-Z0-9])"), form) for words, form in _WORDS)
_TRUST_COMPANY = re.compile(r"TRUST (?:CO|COMPANY)(?![A-Z])")
_POINTS = re.compile(r"[^A-Z0-9&]+")


def registration_of(lines: Sequence[str]) -> Registration:
    """The form that the words of the registration name; an individual where none does."""
    text = _POINTS.sub(" ", " ".join(lines).upper())
    text = _TRUST_COMPANY.sub("COMPANY", text)
    return next((form for words, form in _FORMS if words.search(text)), Registration.INDIVIDUAL)
