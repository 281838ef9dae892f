"""What a story can do: each verb with the function that does it, through the services that the pages call.

A verb answers the legal date on which it took effect, where no batch that it posted tells it.
"""

from collections.abc import Callable
from datetime import date

from ledger.rules.wire.reader import Reader
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs import (
    amendments,
    approving,
    cases,
    corrections,
    facts,
    findings,
    movements,
    questions,
    resolutions,
    rights,
)

Verb = Callable[[Scene, Reader], date | None]

VERBS: dict[str, Verb] = {
    "fact": facts.fact,
    "confirm_case": cases.confirm_case,
    "close_case": cases.close_case,
    "exempt": cases.exempt,
    "waive": cases.waive,
    "declare_adverse": cases.declare_adverse,
    "resolve": resolutions.resolve,
    "amend": amendments.amend,
    "find": findings.find,
    "withdraw_finding": findings.withdraw_finding,
    "void": findings.void,
    "name_transfer": findings.name_transfer,
    "counsel_says": findings.counsel_says,
    "issue": movements.issue,
    "transfer": movements.transfer,
    "reacquire": movements.reacquire,
    "control_book": movements.control_book,
    "split": rights.split,
    "separate": rights.separate,
    "expire": rights.expire,
    "certify": rights.certify,
    "correct": corrections.correct,
    "close_question": questions.close_question,
    "approve_all": approving.approve_all,
}
