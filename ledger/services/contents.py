"""What the content of each act of the ledger is made of: the records whose makers do not approve it."""

from collections.abc import Iterable

from ledger.enums import Act
from ledger.models import Approval, Entry, HolderAccount, TriggerCase
from ledger.services.hands import RECENT, Part, edits_of_accounts, made_of

LOADED = Part(kind="holderimport", keys=None, verbs=("import.checked", "import.loaded"))


@made_of(Act.DIVIDEND)
def _register(approval: Approval) -> Iterable[Part]:
    """The Rights follow from the shares of the holder files that were loaded."""
    return (LOADED,)


@made_of(Act.SEPARATION)
def _separation(approval: Approval) -> Iterable[Part]:
    return (LOADED, Part(kind="separation", keys=[approval.target_id]))


@made_of(Act.BOARD_ACT, Act.RESOLUTION_WITHDRAWAL, Act.REDEMPTION, Act.EXCHANGE)
def _resolution(approval: Approval) -> Iterable[Part]:
    return (Part(kind="resolution", keys=[approval.target_id]),)


@made_of(Act.AMENDMENT)
def _amendment(approval: Approval) -> Iterable[Part]:
    """The Board's resolution, and counsel's word."""
    return (
        *_resolution(approval),
        Part(kind="approval", keys=[approval.pk], verbs=("counsel.word",)),
    )


@made_of(Act.ENTITLEMENT)
def _entitlement(approval: Approval) -> Iterable[Part]:
    """Nothing but its own figures, and the Board's resolution where one fixes them."""
    resolution = approval.payload["resolution"]
    return (Part(kind="resolution", keys=[resolution]),) if resolution else ()


@made_of(Act.TRIGGER_CASE)
def _case(approval: Approval) -> Iterable[Part]:
    """The fact that opened it."""
    case = TriggerCase.objects.get(pk=approval.target_id)
    return (Part(kind="planevent", keys=[case.event_id]),)


@made_of(Act.EXEMPTION)
def _release(approval: Approval) -> Iterable[Part]:
    """The facts that it takes back, as they were recorded."""
    return (Part(kind="planevent", keys=[told["fact"] for told in approval.payload["facts"]]),)


@made_of(Act.LATE_FACT)
def _late_fact(approval: Approval) -> Iterable[Part]:
    """The fact that it takes back; one that it records is what the proposer told."""
    return (Part(kind=approval.target_type, keys=[approval.target_id], verbs=("event.recorded",)),)


@made_of(Act.FINDING_WITHDRAWAL)
def _wrong_finding(approval: Approval) -> Iterable[Part]:
    return (Part(kind="beneficialfinding", keys=[approval.target_id]),)


@made_of(Act.VOIDING)
def _voiding(approval: Approval) -> Iterable[Part]:
    return (Part(kind="beneficialfinding", keys=approval.payload["findings"]),)


@made_of(Act.PERSON_TIE)
def _tie(approval: Approval) -> Iterable[Part]:
    """The tie that it replaces."""
    replaces = approval.payload["replaces"]
    return (Part(kind="persontie", keys=[replaces]),) if replaces else ()


@made_of(Act.TRANSFEREE, Act.EARLIER_TRANSFER)
def _transfer(approval: Approval) -> Iterable[Part]:
    """The transfer that is judged, and the findings that it is judged on."""
    entry = Entry.objects.get(pk=approval.target_id)
    return (
        Part(kind="batch", keys=[entry.batch_id], verbs=("batch.posted",)),
        Part(kind="beneficialfinding", keys=approval.payload.get("findings", [])),
    )


@made_of(Act.CORRECTION)
def _correction(approval: Approval) -> Iterable[Part]:
    return (Part(kind="batch", keys=[approval.target_id], verbs=("batch.posted",)),)


@made_of(Act.SHARE_MOVEMENT)
def _movement(approval: Approval) -> Iterable[Part]:
    """The accounts that give and take, as they were opened and edited of late."""
    numbers = [approval.payload[name]["account"] for name in ("giver", "taker") if approval.payload.get(name)]
    accounts = HolderAccount.objects.filter(plan=approval.plan, number__in=numbers)
    return edits_of_accounts(approval, accounts.values("pk"))


@made_of(Act.DELIVERY, Act.REGISTRATION, Act.HOLDER_EDIT)
def _account(approval: Approval) -> Iterable[Part]:
    """The account as it was edited of late, and the holds ended on it."""
    return edits_of_accounts(approval, [approval.target_id])


@made_of(Act.EXPIRATION)
def _expiration(approval: Approval) -> Iterable[Part]:
    """The day that the plan believes it is."""
    return (Part(kind="plan", keys=[approval.target_id], verbs=("plan.pinned",)),)


@made_of(Act.AGENT_CHANGE)
def _agent(approval: Approval) -> Iterable[Part]:
    return (Part(kind="agentnotice", keys=[approval.target_id]),)


@made_of(Act.QUALITY)
def _question(approval: Approval) -> Iterable[Part]:
    """The question where one person alone opened it; one that came with a plan is of the two who loaded the plan."""
    opened = ("quality.opened",)
    return (Part(kind="dataqualityissue", keys=[approval.target_id], verbs=opened, is_of_two=False),)


@made_of(Act.PLAN_LOAD)
def _draft(approval: Approval) -> Iterable[Part]:
    return (Part(kind="plandraft", keys=[approval.target_id]),)


@made_of(Act.USER)
def _user(approval: Approval) -> Iterable[Part]:
    """What one person alone changed of late."""
    since = approval.proposed_at - RECENT
    return (
        Part(kind="user", keys=[approval.target_id], verbs=("user.changed",), since=since, is_of_two=False),
    )


@made_of(Act.SECOND_FACTOR)
def _factors(approval: Approval) -> Iterable[Part]:
    """Whoever admitted or changed the person alone of late."""
    return _user(approval)


@made_of(Act.ADJUSTMENT, Act.HISTORY, Act.VOID_FINDING)
def _paper_alone(approval: Approval) -> Iterable[Part]:
    """What the proposer told on its paper, and nothing that was on record before."""
    return ()
