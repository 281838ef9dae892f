"""The side navigation, the plan switcher and the banners: what base.html shows on every page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ledger.enums import Act
from ledger.models import Plan
from ledger.pages import doors
from ledger.pages.base import end_told
from ledger.permissions import may_rehearse
from ledger.rules.course.telling import ToldEnd
from ledger.selectors import house_clock, inbox
from rightsadmin.common import clock, formatting
from rightsadmin.common.shells import actor_of

THEMES = ("light", "dark")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One link of the side navigation; `key` is its letter or digit after g, its own."""

    label: str
    url: str
    icon: str
    section: str
    key: str = ""
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class Group:
    """Links under one label; a group with a label is folded unless it has the page at hand."""

    label: str
    entries: list[Entry]

    @property
    def sections(self) -> set[str]:
        """The sections of its pages."""
        return {entry.section for entry in self.entries}


@dataclass(frozen=True, kw_only=True)
class Banner:
    """A line across every page of a plan."""

    tone: str
    icon: str
    title: str
    text: str
    url: str = ""
    link: str = ""


# label, url name, icon, section, key: the pages of one plan by what they are for
PLAN_PAGES = (
    ("Plan", "ledger:plan", "plan", "plan", "p"),
    ("As of", "ledger:asof", "rewind", "asof", "n"),
    ("The Board", "ledger:board", "holders", "board", "b"),
    ("Rights Agent", "ledger:agent", "user", "agent", "6"),
    ("Instructions", "ledger:instructions", "file", "instructions", "j"),
)
LAW_PAGES = (
    ("Trigger cockpit", "ledger:cockpit", "flag", "cockpit", "t"),
    ("What if", "ledger:whatif", "whatif", "whatif", "w"),
    ("Rehearsal", "rehearsal", "rewind", "rehearsal", "7"),
    ("Deadlines", "ledger:deadlines", "calendar", "deadlines", "e"),
    ("Standing", "ledger:standing", "preview", "standing", "9"),
    ("Facts", "ledger:events", "event", "events", "f"),
    ("Persons", "ledger:persons", "user", "persons", "8"),
    ("Resolutions", "ledger:resolutions", "gavel", "resolutions", "r"),
    ("Acts of the Board", "ledger:previews", "preview", "previews", "v"),
    ("Open questions", "ledger:questions", "info", "questions", "q"),
)
DESK_PAGES = (
    ("Presentations", "certificates:presentations", "inbox", "presentations", "g"),
    ("Certificate runs", "certificates:runs", "run", "runs", "u"),
    ("Certificates", "certificates:certificates", "certificate", "certificates", "c"),
    ("Payments", "certificates:payments", "entries", "payments", "2"),
    ("Notices", "certificates:notices", "event", "notices", "3"),
    ("Mail and vault", "certificates:returned-mail", "entries", "custody", "1"),
    ("Correspondence", "certificates:inquiries", "preview", "inquiries", "4"),
)
BOOK_PAGES = (
    ("Holders", "ledger:holders", "holders", "holders", "h"),
    ("Holder files", "ledger:imports", "import", "imports", "o"),
    ("Entries", "ledger:entries", "entries", "entries", "l"),
    ("Separation", "ledger:separation", "check", "separation", "s"),
    ("Reconciliation", "ledger:reconciliation", "check", "reconciliation", "z"),
    ("Examiner pack", "certificates:examiner", "audit", "examiner", "5"),
)
OF_A_PLAN = (("Law", LAW_PAGES), ("Desk", DESK_PAGES), ("Books", BOOK_PAGES))
HOUSE_PAGES = (
    ("New plans", "ledger:drafts", "plan", "drafts", "N"),
    ("Calendars", "ledger:calendars", "calendar", "calendars", "k"),
    ("Rules", "ledger:rules", "book", "rules", "x"),
    ("Users", "ledger:users", "user", "users", "0"),
    ("Proof of the record", "ledger:record", "audit", "record", "R"),
    ("Who may do what", "ledger:matrix", "grid", "matrix", "m"),
    ("Calendar feed", "ledger:feed", "feed", "feed", "y"),
)


def _entries(pages: tuple[tuple[str, str, str, str, str], ...], plan: Plan | None = None) -> list[Entry]:
    return [
        Entry(
            label=label,
            url=reverse(name, args=[plan.slug] if plan else None),
            icon=icon,
            section=section,
            key=key,
        )
        for label, name, icon, section, key in pages
    ]


def groups(plan: Plan | None, waiting: int, *, rehearses: bool = True) -> list[Group]:
    """The side navigation: the desk of everybody, then the pages of the plan at hand; the rehearsal for those alone
    whose role carries it.
    """
    desk = [
        Entry(label="My day", url=reverse("my-day"), icon="home", section="my-day", key="d"),
        Entry(
            label="Approvals",
            url=reverse("ledger:inbox"),
            icon="check",
            section="inbox",
            key="a",
            count=waiting,
        ),
        Entry(label="Audit trail", url=reverse("ledger:audit"), icon="audit", section="audit", key="i"),
    ]
    found = [Group(label="", entries=desk)]
    if plan:
        found.append(Group(label=plan.name, entries=_entries(PLAN_PAGES, plan)))
        for label, pages in OF_A_PLAN:
            entries = _entries(pages, plan)
            carried = [entry for entry in entries if rehearses or entry.section != "rehearsal"]
            found.append(Group(label=label, entries=carried))
    found.append(Group(label="House", entries=_entries(HOUSE_PAGES)))
    return found


def banners(plan: Plan | None, end: ToldEnd | None) -> list[Banner]:
    """What a reader of any page of the plan must know: a replay, an end not posted, a legal risk."""
    if plan is None:
        return []
    found = []
    if plan.is_replay:
        day = formatting.long_date(plan.pinned_on) if plan.pinned_on else "the real day"
        found.append(
            Banner(
                tone="replay",
                icon="rewind",
                title=f"Replay: today is {day}",
                text=(
                    "Rules of this plan take that day as today; what you record keeps the real instant. No job posts "
                    "anything for a replay: its expiration waits for two persons."
                ),
            )
        )
    if end:
        found.append(
            Banner(
                tone="risk",
                icon="flag",
                title=end.heading,
                text=end.sentence,
                url=doors.page_of(end.next_act, plan),
                link=Act(end.next_act).label,
            )
        )
    if plan.alarm:
        leapt = plan.alarm == house_clock.alarm()
        found.append(
            Banner(
                tone="risk",
                icon="warning",
                title="The clocks of this plan stand still",
                text=plan.alarm,
                url=reverse("ledger:clock") if leapt else reverse("ledger:deadlines", args=[plan.slug]),
                link="Look at the clock" if leapt else "Its deadlines",
            )
        )
    if risk := inbox.legal_risk(plan):
        found.append(
            Banner(
                tone="risk",
                icon="warning",
                title=f"Legal risk: {risk.code}",
                text=risk.title,
                url=reverse("ledger:question", args=[plan.slug, risk.code]),
                link="Read why",
            )
        )
    return found


def context(request: HttpRequest) -> dict[str, Any]:
    """The context of base.html; a page that belongs to a plan has named it on the request (see Shell)."""
    theme = request.COOKIES.get("theme", "")
    shared: dict[str, Any] = {"theme": theme if theme in THEMES else "", "today": clock.today()}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shared
    actor = actor_of(request)
    plan = getattr(request, "page_plan", None)
    waiting = inbox.waiting_for(actor).count()
    return shared | {
        "roles": actor.roles,
        "plans": [
            {"pk": each.pk, "label": each.name, "url": reverse("ledger:plan", args=[each.slug])}
            for each in Plan.objects.only("pk", "slug", "name")
        ],
        "navigation": groups(plan, waiting, rehearses=may_rehearse(actor)),
        "banners": banners(plan, end_told(request, plan) if plan else None),
    }
