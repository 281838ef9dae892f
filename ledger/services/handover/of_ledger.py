"""What the ledger hands over, what of it stays, and its control totals."""

from ledger.models import Plan
from ledger.selectors import balances
from ledger.selectors.proof import prove
from ledger.services.handover.parts import Part, register

OF_THE_SEAL = "the seal of this installation's own rows, and its own signed proofs"


def _totals(plan: Plan) -> dict[str, str]:
    held = balances.totals(plan)
    figures = {
        "common_outstanding": held.common_outstanding,
        "treasury": held.treasury,
        "rights_issued": held.issued,
        "rights_valid": held.valid,
        "rights_certificated": held.certificated,
        "rights_void": held.void,
        "rights_withheld": held.withheld,
        **held.ended,
    }
    return {name: f"{figure:f}" for name, figure in figures.items()}


def _differences(plan: Plan, _read_files: bool) -> list[str]:
    return prove(plan).differences


register(
    Part(
        app="ledger",
        totals=_totals,
        differences=_differences,
        stays={
            "SealBlock": OF_THE_SEAL,
            "SealChange": OF_THE_SEAL,
            "SealHead": OF_THE_SEAL,
            "SealedTable": OF_THE_SEAL,
            "Heartbeat": "a sign of life of this installation's processes",
            "PlanDraft": "a plan that is being set up here",
            "FileProfile": "how each house reads the files of its agents; each import keeps the reading it had",
            "HouseClock": "what the clock of this installation last said",
            "ConfirmedYear": "each house holds a calendar's years against their papers itself",
            "FeedSecret": "the secret of a person of this installation's staff",
        },
        house=frozenset({"Calendar", "CalendarClosing"}),
        labels={
            "plan": ("slug",),
            "sourcedocument": ("title",),
            "resolution": ("number",),
            "person": ("name",),
            "holderaccount": ("number",),
            "ledgeraccount": ("holder__number", "standing", "role"),
            "batch": ("number",),
        },
    )
)
