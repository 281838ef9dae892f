"""The identities of a plan proved from its rows (operations section 3): the ledger's own, and those others register.

Each prover is asked at one close and answers its identities; certificates register theirs when they are loaded, for
the ledger imports nothing of them. Everything is counted by the database, never account by account.
"""

from ledger.selectors.identities import attached, common, figures
from ledger.selectors.identities.close import NAMED, Close, Prover, close_of, prove_identities, proves

__all__ = [
    "NAMED",
    "Close",
    "Prover",
    "attached",
    "close_of",
    "common",
    "figures",
    "prove_identities",
    "proves",
]
