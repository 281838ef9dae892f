"""One tree of errors: each has a stable code and a sentence for staff (what is wrong, where, what to do)."""


class BackOfficeError(Exception):
    """The root; its text is the sentence shown to staff.

    `next_act` is the act of the matrix that the sentence asks for, where it asks for one: the page that shows it leads
    there (ledger.pages.doors). `citation` are the words of the plan's own paper that the refusal rests on.
    """

    code = "error"

    def __init__(
        self, sentence: str, *, rule: str = "", where: str = "", next_act: str = "", citation: str = ""
    ) -> None:
        super().__init__(sentence)
        self.sentence, self.rule, self.where, self.next_act = sentence, rule, where, next_act
        self.citation = citation


class RuleViolation(BackOfficeError):
    """BLOCK: a rule of the plan forbids the act; no override exists."""

    code = "rule_violation"


class Held(BackOfficeError):
    """HOLD: the act waits until an open question is closed by the Board or counsel and a second person."""

    code = "held"


class Conflict(BackOfficeError):
    """Somebody else was first, or the facts changed since the act was prepared."""

    code = "conflict"


class NotAuthorised(BackOfficeError):
    """The actor's roles do not carry this act, or maker and checker are the same person."""

    code = "not_authorised"


class ProofAged(Exception):
    """Who acts has not lately shown who he is: no refusal of the act, which waits until he has.

    It goes past every page, so that none shows it as a refusal; the door asks, and leads back.
    """


class BadFile(BackOfficeError):
    """An uploaded file cannot be read as what it should be; nothing was changed."""

    code = "bad_file"


# What the terms or the calendar of one plan can raise, and no other plan may suffer from: a refusal, a term that cannot
# be read, a day past the calendar's end, a ratio of nothing.
OF_ONE_PLAN = (BackOfficeError, ValueError, ArithmeticError)


def sentence_of(error: Exception) -> str:
    """What staff are told of an error: its sentence, or its own words where it brings none."""
    return str(getattr(error, "sentence", "") or error)
