"""The desk of presentations: the queue, an item received, its ticket, and what a clerk does with it."""

from certificates.views.presentations.acts import Act, CompanyWord, Refer, Return
from certificates.views.presentations.examine import Examine
from certificates.views.presentations.queue import PresentationList
from certificates.views.presentations.receive import Receive
from certificates.views.presentations.ticket import PresentationDetail

__all__ = [
    "Act",
    "CompanyWord",
    "Examine",
    "PresentationDetail",
    "PresentationList",
    "Receive",
    "Refer",
    "Return",
]
