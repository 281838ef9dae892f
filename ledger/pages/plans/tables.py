"""The tones of a plan's states."""

from ledger.enums import (
    PlanState,
)

PLAN_TONES: dict[str, str] = {
    PlanState.ATTACHED: "ok",
    PlanState.TRIGGER_PENDING: "warn",
    PlanState.SEPARATED: "info",
    PlanState.REDEEMED: "",
    PlanState.EXCHANGED: "",
    PlanState.EXPIRED: "",
}
