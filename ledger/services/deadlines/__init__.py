"""Deadlines: computed from the facts, brought to date with every act, swept hourly, acknowledged by a person."""

from ledger.services.deadlines.computing import bring_to_date, living, recompute
from ledger.services.deadlines.drafts import PRONG_TITLES
from ledger.services.deadlines.rows import acknowledge
from ledger.services.deadlines.sweeping import sweep, sweep_one

__all__ = ["PRONG_TITLES", "acknowledge", "bring_to_date", "living", "recompute", "sweep", "sweep_one"]
