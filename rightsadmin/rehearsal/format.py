"""The words of a story file: each verb and each question with its fields. Anything else in a file is a slip."""

# Of every step, beside its own fields: what it is, when, what it should answer, and words for people.
OF_ANY_STEP = ("at", "expect", "why")
OF_A_VERB = ("recorded_at", "approve")
OF_A_QUESTION = ("known_at",)

_MOVEMENT = (
    "to",
    "from",
    "quantity",
    "class",
    "effective_on",
    "traded_on",
    "settles_on",
    "cancelled",
    "void",
)
_FINDING = ("person", "account", "quantity", "kind", "group", "as_of", "class")
_NOTHING: tuple[str, ...] = ()

VERBS: dict[str, tuple[str, ...]] = {
    "fact": (
        "kind",
        "person",
        "pct",
        "schedule",
        "would_own_pct",
        "all_shares",
        "transaction",
        "of",
        "amount",
        "prong",
        "to",
        "announced_at",
        "limb",
        "name",
    ),
    "confirm_case": ("person",),
    "close_case": ("person",),
    "exempt": ("person",),
    "waive": ("person",),
    "declare_adverse": ("person", "pct", "announced_at"),
    "resolve": (
        "kind",
        "prong",
        "to",
        "effective_at",
        "record_at",
        "portion",
        "shares_available",
        "ratio",
        "market_price",
        "person",
    ),
    "amend": ("effective_on", "changes", "existing_holders"),
    "find": _FINDING,
    "withdraw_finding": _FINDING,
    "void": ("person",),
    "issue": _MOVEMENT,
    "transfer": _MOVEMENT,
    "reacquire": _MOVEMENT,
    "control_book": ("outstanding",),
    "split": ("new", "old", "cash_price"),
    "separate": _NOTHING,
    "expire": _NOTHING,
    "certify": ("account",),
    "correct": ("step",),
    "close_question": ("code", "reading", "basis"),
    "approve_all": _NOTHING,
}
QUESTIONS: dict[str, tuple[str, ...]] = {
    "distribution": _NOTHING,
    "standing": _NOTHING,
    "totals": _NOTHING,
    "positions": _NOTHING,
    "thresholds": _NOTHING,
    "beneficial": ("person",),
    "what_a_right_buys": ("market_price",),
    "preview": ("kind", "portion", "shares_available", "market_price", "ratio"),
    "payments": _NOTHING,
    "legal_basis": _NOTHING,
    "summary_of_rights": _NOTHING,
}
# Which words of the plan's paper a refusal of the verb quotes (ledger.selectors.citations).
SUBJECTS: dict[str, str] = {
    "confirm_case": "prong_i",
    "close_case": "exemption",
    "exempt": "exemption",
    "waive": "exemption",
    "declare_adverse": "adverse_person",
    "amend": "amendment",
    "find": "voiding",
    "withdraw_finding": "voiding",
    "void": "voiding",
    "issue": "dividend",
    "transfer": "dividend",
    "reacquire": "dividend",
    "split": "adjustment",
    "separate": "separation",
    "expire": "expiration",
    "certify": "exchange",
}
