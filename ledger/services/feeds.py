"""The secret address of a person's calendar feed: shown once, kept as a hash, revoked at will."""

import secrets

from django.db import transaction

from ledger.errors import NotAuthorised
from ledger.models import FeedSecret
from ledger.selectors.feeds import secret_hash
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

SECRET_BYTES = 32


def issue_secret(*, actor: Actor) -> str:
    """A new secret for the actor's own feed, told this once; the one before, if any, no longer opens it."""
    if actor.user is None:
        raise NotAuthorised("Only a person has a calendar feed.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        FeedSecret.objects.update_or_create(
            user=actor.user, defaults={"secret_hash": secret_hash(secret), "created_at": clock.now()}
        )
        audit.record("feed.changed", plan=None, target=actor.user, after={"feed": "issued"}, actor=actor)
    return secret


def revoke(*, actor: Actor) -> None:
    """Ends the actor's feed; nothing happens where there is none."""
    with transaction.atomic():
        deleted, _ = FeedSecret.objects.filter(user=actor.user).delete()
        if deleted:
            audit.record("feed.changed", plan=None, target=actor.user, after={"feed": "revoked"}, actor=actor)
