"""The panels of a holder's page that are of the certificates: added to it when the addresses are declared."""

from django.urls import reverse
from django.utils.http import urlencode

from certificates.pages.certificates.tables import CERTIFICATE_TONES
from certificates.selectors import of_holder
from certificates.selectors.of_holder import SHOWN
from ledger.models import HolderAccount
from rightsadmin.common.shells import Panel


def panels(account: HolderAccount) -> list[Panel]:
    """The holder's certificates, and what came from him or went to him; none before there is anything."""
    slug = account.plan.slug
    held, done = of_holder.certificates(account), of_holder.done(account, slug)
    all_of_them = f"{reverse('certificates:certificates', args=[slug])}?{urlencode({'q': account.number})}"
    found = []
    if held:
        found.append(
            Panel(
                title="Certificates",
                template="certificates/certificates/of_holder.html",
                data={
                    "held": [
                        {"row": row, "tone": CERTIFICATE_TONES.get(row.certificate.state, "")}
                        for row in held[:SHOWN]
                    ],
                    "slug": slug,
                },
                more_url=all_of_them if len(held) > SHOWN else "",
                more_label="All of them",
                flush=True,
            )
        )
    if done:
        found.append(
            Panel(
                title="Came and went",
                note="Presentations, payments, returned mail and inquiries, the latest first.",
                template="certificates/certificates/came_and_went.html",
                data={"done": done},
                flush=True,
            )
        )
    return found
