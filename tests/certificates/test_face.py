"""What the plan's terms put on the face."""

from datetime import date

import pytest

from certificates.selectors.face import face_terms
from ledger.enums import Basis
from ledger.models import PlanTerm
from ledger.rules.dates import start_of
from rightsadmin.common import clock
from tests.factories import mim_plan

pytestmark = pytest.mark.django_db

DAY = date(1998, 12, 30)


def record(plan, key, value):
    PlanTerm.objects.create(
        plan=plan,
        key=key,
        value=value,
        citation="Opinion of counsel",
        basis=Basis.COUNSEL,
        effective_on=date(1998, 11, 24),
        effective_at=start_of(date(1998, 11, 24)),
        recorded_at=clock.now(),
        recorded_by="tests",
    )


def test_cusip_number_is_on_the_face_where_the_plan_has_one():
    plan = mim_plan()
    record(plan, "purchase_price.basis", "per_unit")
    assert face_terms(plan, DAY).cusip is None

    record(plan, "rights.cusip", "553044 11 7")
    assert face_terms(plan, DAY).cusip == "553044 11 7"
