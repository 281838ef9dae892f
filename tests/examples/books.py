"""The books of a plan agree: what every story looks at after every step."""

from fractions import Fraction

from certificates.models import PaymentList
from certificates.selectors.verification import verify
from ledger.models import Break, Plan
from ledger.selectors.proof import prove
from ledger.services.reconciliation import reconcile
from rightsadmin.common.actor import Actor


def books_agree(plan):
    """Ledger, certificates, identities and payments reconcile; answers the plan as it is now."""
    plan = Plan.objects.get(pk=plan.pk)
    assert prove(plan).differences == []
    assert verify(plan).differences == []
    reconcile(plan=plan, actor=Actor.system("tests"))
    standing = Break.objects.filter(plan=plan).exclude(status="closed")
    assert list(standing.values_list("identity", "key", "difference")) == []
    for listed in PaymentList.objects.filter(plan=plan).exclude(digest=""):
        assert listed.due == sum(line.due for line in listed.lines.all())
        assert listed.paid == sum(line.paid for line in listed.lines.all())
        assert listed.due == listed.remainder + Fraction(listed.paid_cents, 100)
    return plan
