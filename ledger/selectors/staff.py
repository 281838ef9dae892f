"""The staff: everybody on file, with their roles, and who of them decides on others."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from ledger.enums import Act, Role
from ledger.permissions import MATRIX


def listed() -> QuerySet[User]:
    """Everybody on file with their roles, those with access first."""
    return User.objects.prefetch_related("groups").order_by("-is_active", "username")


def roles_of(user: User) -> tuple[str, ...]:
    """The roles of a user, in the order of Role."""
    names = {group.name for group in user.groups.all()}
    return tuple(role for role in Role.values if role in names)


def addresses(*roles: Role, and_of: int | None = None) -> list[str]:
    """The e-mail addresses of everybody who has access and one of these roles, and of the person `and_of`."""
    users = User.objects.filter(Q(groups__name__in=roles) | Q(pk=and_of), is_active=True).exclude(email="")
    return sorted(set(users.values_list("email", flat=True)))


def watchers(and_of: int | None = None) -> list[str]:
    """The addresses of every supervisor and examiner, and of the person `and_of`."""
    return addresses(Role.SUPERVISOR, Role.EXAMINER, and_of=and_of)


def administrators() -> QuerySet[User]:
    """Who has access as an administrator."""
    return User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR)


def is_staffed() -> bool:
    """Whether one person can propose a user and another decide on it, so that the pages suffice."""
    deciding = MATRIX[Act.USER].approve
    proposers = administrators()
    deciders = User.objects.filter(is_active=True, groups__name__in=deciding).distinct()
    return proposers.exists() and deciders.count() > 1
