"""Questions of texts: what each posting rests on, and the Summary of Rights as it would be mailed."""

from certificates.enums import NoticeKind
from certificates.rules.summary_of_rights import summary
from certificates.selectors.notices.basis import Basis
from certificates.selectors.notices.contexts import summary_terms
from ledger.rules.wire.reader import Reader
from rightsadmin.rehearsal.questions.moment import Answer, Moment


def legal_basis(moment: Moment, told: Reader) -> Answer:
    batches = moment.plan.batches.filter(effective_on__lte=moment.on).order_by("number")
    if moment.known_at is not None:
        batches = batches.filter(recorded_at__lte=moment.known_at)
    return {
        "texts": [
            {
                "posting": batch.get_kind_display(),
                "effective_on": batch.effective_on.isoformat(),
                "legal_basis": batch.legal_basis,
            }
            for batch in batches
        ]
    }


def summary_of_rights(moment: Moment, told: Reader) -> Answer:
    parts = summary(summary_terms(Basis(moment.plan, NoticeKind.SUMMARY, moment.on)))
    return {"texts": [{"heading": part.heading, "text": part.text} for part in parts]}
