"""The four prongs of the Distribution Date: every candidate of each, with its date, its days and its reason.

8-K: "upon the earliest to occur of (i) ten (10) business days ... following a public announcement ..., (ii)
ten (10) business days ... following the commencement of a tender offer or exchange offer ..., (iii) the date
on which it is publicly announced that a person or group has acquired beneficial ownership of 40% or more ...
and (iv) the occurrence of a Flip-Over Event" (R12-R18).
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
