"""How the Rights stand at one instant: what every act on them asks first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.rules.continuing_directors import Freeze
from ledger.rules.dates import moment_text, new_york_date
from ledger.rules.findings import Finding, block, hold


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window of a power as a plan's own terms have it: its words, and its instants as far as they are known.

    `opens_with`: it opens with something that must have happened first.
    """

    words: str
    opens_at: datetime | None
    closes_at: datetime | None
    opens_with: bool

    def is_early(self, at: datetime) -> bool:
        """Whether what opens it has not happened by the instant."""
        return self.opens_with and (self.opens_at is None or at < self.opens_at)

    def is_late(self, at: datetime) -> bool:
        """Whether it has closed by the instant."""
        return self.closes_at is not None and at >= self.closes_at


@dataclass(frozen=True, slots=True)
class AmendmentPower:
    """Until when any amendment may be made, in words and as known, and which kinds may be made from then on."""

    words: str
    free_until: datetime | None
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows that the terms state; None where they do not, and the rule of the power tells what then holds."""

    redemption: OpenWindow | None = None
    exchange: OpenWindow | None = None
    amendment: AmendmentPower | None = None


@dataclass(frozen=True, slots=True)
class RightsAt:
    """The Rights of a plan at the instant `at` (aware, UTC).

    `distribution_date` and its instant are those computed from the facts known, whether past or to come, None where no
    prong runs; `doubt` is what counsel is asked before that date is sure, and `doubt_from` the earlier date that it
    otherwise is, None where there otherwise is none. `expires_at` is the close of the Expiration Date, None while it
    is open (DQ1). `ended_at` is when all Rights ended, and `ended_by` the word for it (redeemed, exchanged, expired).
    `suspended_since` is when the company suspended the exercise, None where it is not suspended.
    `freeze` is the 180-day freeze that covers the instant. `open_questions` are the codes of the data-quality
    questions that hold the act asked about.
    """

    at: datetime
    distribution_date: date | None = None
    distribution_at: datetime | None = None
    first_flip_in_at: datetime | None = None
    expires_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    freeze: Freeze | None = None
    suspended_since: datetime | None = None
    open_questions: tuple[str, ...] = ()
    windows: Windows = field(default_factory=Windows)
    doubt: str = ""
    doubt_from: date | None = None

    def in_doubt(self, at: datetime, closes_at: datetime | None) -> tuple[Finding, ...]:
        """What holds an act at an instant that comes too late only if the Distribution Date, which is in doubt, has
        come by then; `closes_at` is when what allows the act closes.
        """
        if not self.doubt or closes_at is None or closes_at != self.distribution_at:
            return ()
        if self.doubt_from is None:
            is_doubtful = at >= closes_at
        else:
            is_doubtful = at < closes_at and new_york_date(at) >= self.doubt_from
        return (hold("R14", self.doubt, next_act="quality"),) if is_doubtful else ()

    def until_decided(self, window: OpenWindow | None, undecided: Sequence[Finding]) -> list[Finding]:
        """What stands against a power that ends with the Distribution Date, by its window or without one, while that
        date is `undecided`; nothing where it is not, or the power ends otherwise.
        """
        ends_with_it = window is None or window.closes_at == self.distribution_at
        return [*self.general_findings(), *undecided] if undecided and ends_with_it else []

    @property
    def day(self) -> date:
        """The New York date of the instant."""
        return new_york_date(self.at)

    @property
    def is_separated(self) -> bool:
        """Whether the Distribution Date has come."""
        return self.distribution_at is not None and self.at >= self.distribution_at

    @property
    def is_suspended(self) -> bool:
        """Whether the company has suspended the exercise and not announced the end (section 9)."""
        return self.suspended_since is not None

    @property
    def is_flipped_in(self) -> bool:
        """Whether a Flip-In Event has occurred."""
        return self.first_flip_in_at is not None and self.at >= self.first_flip_in_at

    def left_at(self, effective_at: datetime) -> list[Finding]:
        """What stands against an act that takes effect at a later instant: the Rights expire by then (R24)."""
        if self.expires_at is None or effective_at < self.expires_at:
            return []
        return [
            block(
                "R24",
                f"It takes effect at {moment_text(effective_at)}, and the Rights expire at "
                f"{moment_text(self.expires_at)}: none are left by then.",
            )
        ]

    def general_findings(self) -> list[Finding]:
        """What stands against any act on the Rights: they have ended (R46), or a question is open."""
        findings = [
            hold(code, f"{code} is open: the act waits until the Board or counsel closes it.")
            for code in self.open_questions
        ]
        if self.ended_at is not None and self.at >= self.ended_at:
            findings.append(
                block(
                    "R46", f"The Rights were {self.ended_by} at {moment_text(self.ended_at)} and are no more."
                )
            )
        elif self.expires_at is not None and self.at >= self.expires_at:
            findings.append(block("R24", f"The Rights expired at {moment_text(self.expires_at)}."))
        return findings
