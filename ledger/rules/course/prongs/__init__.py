"""The four prongs of the Distribution Date: every candidate of each, with its date, its days and its reason.

R12-R18.
"""

from ledger.rules.course.prongs.candidate import RULE, SECTIONS, Candidate, Inquiry, Status, percent_text
from ledger.rules.course.prongs.same_day import prong_iii, prong_iv
from ledger.rules.course.prongs.stock_acquisition import prong_i
from ledger.rules.course.prongs.tender_offer import prong_ii

__all__ = [
    "RULE",
    "SECTIONS",
    "Candidate",
    "Inquiry",
    "Status",
    "percent_text",
    "prong_i",
    "prong_ii",
    "prong_iii",
    "prong_iv",
]
