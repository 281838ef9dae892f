"""The services of certificate runs: started, steered, released, countersigned, taken out of the house."""

from certificates.models import Certificate, PrintFile, Run
from certificates.services import claims, copies, lifecycle, release, runs, taking, viewing, work
from certificates.services.claims import ATTEMPTS, PRESS
from ledger.enums import Act
from ledger.models import Signatory
from ledger.services import taking as lists
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates import presented
from tests.ledger.stories import decide
from tests.matrix.calls import done, proposed
from tests.matrix.worlds import World


@done(Act.RUN, runs.create_run, "proved")
def rehearsal(world: World) -> dict:
    return {"plan": world.plan, "kind": "rehearsal"}


def _rehearsal(world: World) -> Run:
    return runs.create_run(**rehearsal(world), actor=factories.actor("clerk"))


@done(Act.RUN, runs.pause, "proved")
def run_at_press(world: World) -> dict:
    return {"run": _rehearsal(world)}


@done(Act.RUN, runs.resume, "proved")
def run_paused(world: World) -> dict:
    return {"run": runs.pause(run=_rehearsal(world), actor=factories.actor("clerk"))}


@done(Act.RUN, runs.retry_failed, "proved")
def run_that_failed(world: World) -> dict:
    run = _rehearsal(world)
    for _ in range(ATTEMPTS):
        claims.fail(claims.claim(PRESS, run_id=run.pk, worker="test"), PRESS, "The disk is full.")
    work.settle(run_id=run.pk, actor=Actor.system("tests"))
    return {"run": Run.objects.get(pk=run.pk)}


@done(Act.RUN, runs.cancel, "proved", is_asked_first=False)
def run_to_cancel(world: World) -> dict:
    return {"run": _rehearsal(world), "reason": "The face changed"}


@proposed(Act.RELEASE, release.propose_release, "proved")
def proved_run(world: World) -> dict:
    return {"run": world.run}


def released(world: World) -> Run:
    """The live run, released by a second person."""
    decide(release.propose_release(run=world.run, actor=factories.actor("clerk")))
    return world.run


def _countersigning(world: World) -> dict:
    agent = Signatory.objects.filter(plan=world.plan, party=Signatory.Party.AGENT).first()
    return {"run": world.run, "signatory": agent}


@done(Act.RUN, lifecycle.countersign_run, "proved", is_asked_first=False)
def run_to_countersign(world: World) -> dict:
    released(world)
    return _countersigning(world)


@done(Act.RUN, lifecycle.mail_run, "proved")
def run_to_mail(world: World) -> dict:
    released(world)
    lifecycle.countersign_run(**_countersigning(world), actor=factories.actor("clerk"))
    return {"run": world.run, "reason": "Receipt of the post office"}


@done(Act.RUN, copies.archive, "mailed")
def copy_to_keep(world: World) -> dict:
    return {"certificate": world.certificate()}


@done(Act.RUN, copies.send, "mailed", is_asked_first=False)
def copy_to_send(world: World) -> dict:
    return {"certificate": world.certificate(), "recipient": factories.actor("clerk").user.email}


@done(Act.RUN, taking.print_file, "mailed")
def stored_file(world: World) -> dict:
    return {"print_file": PrintFile.objects.select_related("run__plan").get(run=world.run)}


@done(Act.RUN, taking.manifest, "mailed")
def manifest(world: World) -> dict:
    return {"run": world.run}


@done(Act.RUN, taking.totals_page, "mailed")
def totals_page(world: World) -> dict:
    return {"run": world.run}


@done(Act.RUN, taking.package, "mailed")
def package(world: World) -> dict:
    return {"run": world.run}


def cancelled(world: World, number: int = 1) -> Certificate:
    """A certificate that was presented and cancelled."""
    presented.cancelled(world.plan, number)
    return world.certificate(number)


@done(Act.TAKING, lists.take_list, "mailed")
def the_holders(world: World) -> dict:
    return {"plan": world.plan, "title": "Holders", "form": "csv", "asked": "none"}


@done(Act.TAKING, lists.take_file, "mailed")
def a_file(world: World) -> dict:
    return {"plan": world.plan, "target": world.plan, "what": "specimen"}


@done(Act.TAKING, viewing.specimen_pdf, "mailed", is_asked_first=False)
def specimen(world: World) -> dict:
    return {"plan": world.plan}


@done(Act.TAKING, viewing.certificate_pdf, "mailed")
@done(Act.TAKING, viewing.accessible_pdf, "mailed")
def copied(world: World) -> dict:
    return {"certificate": Certificate.objects.select_related("plan").filter(plan=world.plan).first()}


@done(Act.TAKING, viewing.certificate_picture, "mailed")
def pictured(world: World) -> dict:
    return {
        "certificate": Certificate.objects.select_related("plan").filter(plan=world.plan).first(),
        "page": 0,
    }
