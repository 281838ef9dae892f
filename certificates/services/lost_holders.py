"""Lost holders: searched for within the windows, exempt on evidence, found with an address (SEC Rule 17Ad-17)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from certificates.enums import Exemption, SearchResult
from certificates.models import LostHolder, ReturnedMail, Search
from certificates.rules import lost_holders as rules
from certificates.selectors import lost_holders as known
from certificates.services.locks import lock_lost_holder, lock_search
from certificates.services.texts import required
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, HolderAccount, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import plan_day
from ledger.services import addresses, audit, holders
from ledger.services.locks import PATIENTLY
from rightsadmin.common import enqueue
from rightsadmin.common.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the holder was found, as `ledger.services.addresses.propose` takes it."""

    lines: tuple[str, ...]
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = "UNITED STATES"


def open_lost(mail: ReturnedMail, lost: rules.Lost, *, actor: Actor) -> None:
    """The holder is lost by this mail, no other goes to the address, and the first search has its window.

    A step of recording returned mail, which checks who may do it and audits it.
    """
    holder = LostHolder(account=mail.account, mail=mail, lost_on=lost.on, basis=lost.basis)
    audit.stamp(holder, actor=actor, reason=lost.basis).save()
    window = rules.first_window(lost.on)
    first = Search(lost=holder, which=1, from_on=window.from_on, until_on=window.until_on)
    audit.stamp(first, actor=actor, reason=lost.basis).save()
    holders.mark_address_bad(account=mail.account, reason=lost.basis, actor=actor)


def record_search(
    *,
    search: Search,
    done_on: date,
    database: str,
    result: str,
    finding: str = "",
    document: SourceDocument | None = None,
    actor: Actor,
) -> Search:
    """The search was done on the day, in the database named; after the first one the second has its window.

    Raises RuleViolation before its window opens (such a search does not count), after today, for an exempt holder, or
    for an address that is not told; Conflict where it was recorded or the holder was found already.
    """
    require_propose(actor, Act.RETURNED_MAIL)
    database = required(database, "Name the database that was searched.", where="database")
    if result not in SearchResult.values:
        raise RuleViolation(f"“{result}” is no result of a search.", where="result")
    if result == SearchResult.ADDRESS:
        finding = required(finding, "Write down the address that the search gave.", where="finding")
    with transaction.atomic():
        lost = _lost(search.lost)
        search = lock_search(search.pk)
        search.lost = lost
        if search.done_on is not None:
            raise Conflict(f"Search {search.which} was done on {date_text(search.done_on)} already.")
        if lost.exemption:
            raise RuleViolation(
                f"The holder is exempt ({lost.get_exemption_display().lower()}): none is searched for."
            )
        if done_on < search.from_on:
            raise RuleViolation(
                f"Search {search.which} counts from {date_text(search.from_on)}: one before it does not (17Ad-17).",
                where="done_on",
            )
        if done_on > plan_day.today(lost.account.plan):
            raise RuleViolation("A search is recorded when it was done.", where="done_on")
        search.done_on, search.done_by, search.database = done_on, actor.name, database
        search.result, search.finding, search.document = result, finding.strip(), document
        audit.stamp(search, actor=actor, reason=f"searched {database}").save()
        if search.which < rules.SEARCHES:
            window = rules.second_window(done_on)
            following = Search(lost=lost, which=2, from_on=window.from_on, until_on=window.until_on)
            audit.stamp(following, actor=actor, reason="after the first search").save()
        _record(lost, f"Search {search.which} in {database}", {"result": search.get_result_display()}, actor)
    return search


def exempt(
    *,
    lost: LostHolder,
    exemption: str,
    evidence: str,
    document: SourceDocument | None = None,
    actor: Actor,
) -> LostHolder:
    """The holder is not searched for: deceased, less than $25, or not a natural person, on the evidence named.

    Raises RuleViolation where the records do not bear the exemption out, Conflict where it is exempt or found already.
    """
    require_propose(actor, Act.RETURNED_MAIL)
    evidence = required(evidence, "Name the evidence of the exemption.", where="evidence")
    if exemption not in Exemption.values:
        raise RuleViolation(f"“{exemption}” is no exemption of 17Ad-17.", where="exemption")
    with transaction.atomic():
        lost = _lost(lost)
        if lost.exemption:
            raise Conflict(f"The holder is exempt already: {lost.exemption_evidence}")
        refusal = rules.why_not_exempt(
            exemption,
            registration=lost.account.registration,
            is_known_deceased=lost.account.deceased_on is not None,
            value=known.value(lost.account),
            has_paper=document is not None,
        )
        if refusal:
            raise RuleViolation(refusal, where="exemption")
        lost.exemption, lost.exemption_evidence, lost.exemption_document = exemption, evidence, document
        audit.stamp(lost, actor=actor, reason=evidence).save()
        _record(lost, evidence, {"exempt": lost.get_exemption_display()}, actor)
    return lost


def propose_found(*, lost: LostHolder, address: Address, reason: str, actor: Actor) -> Approval:
    """Proposes the address at which the holder was found: once a second person agrees he is lost no more, and his mail
    in the vault can be mailed again.

    Raises RuleViolation as `addresses.propose` does, Conflict where he was found already.
    """
    require_propose(actor, Act.RETURNED_MAIL)
    with transaction.atomic():
        lost = _lost(lost)
        return addresses.propose(
            account=lost.account,
            address_lines=list(address.lines),
            city=address.city,
            state=address.state,
            postal_code=address.postal_code,
            country=address.country,
            reason=reason,
            actor=actor,
        )


@addresses.followed_by
def _is_found(account: HolderAccount, reason: str, actor: Actor) -> None:
    """A lost holder whose new address two persons agreed on is lost no more."""
    for lost in LostHolder.objects.filter(account=account, found_on__isnull=True):
        _found(lock_lost_holder(lost), reason, actor)


def lift_changed(*, actor: Actor) -> int:
    """Daily: holders whose address changed in another way, as by a holder file, are lost no more; how many."""
    changed = LostHolder.objects.filter(found_on__isnull=True).exclude(account__mail_code="bad")
    lifted = 0
    for lost in changed:
        with transaction.atomic():
            current = lock_lost_holder(lost, timeout=PATIENTLY)
            if current.found_on is None:
                _found(current, "The address of the account was changed.", actor)
                lifted += 1
    return lifted


def _found(lost: LostHolder, reason: str, actor: Actor) -> None:
    lost.found_on, lost.found_reason = plan_day.today(lost.account.plan), reason
    audit.stamp(lost, actor=actor, reason=reason).save()
    _record(lost, reason, {"found": lost.found_on.isoformat()}, actor)


def _lost(lost: LostHolder) -> LostHolder:
    """The lost holder, locked after his account; Conflict where he was found."""
    lost = lock_lost_holder(lost)
    if lost.found_on is not None:
        raise Conflict(f"The holder was found on {date_text(lost.found_on)}: {lost.found_reason}")
    return lost


def _record(lost: LostHolder, reason: str, after: dict[str, str], actor: Actor) -> None:
    audit.record(
        "search.recorded",
        plan=lost.account.plan,
        target=lost.account,
        reason=reason,
        after=after,
        actor=actor,
    )
    enqueue.on_commit("ledger.compute_deadlines", plan_id=lost.account.plan.pk)
