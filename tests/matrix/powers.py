"""Who may propose and who may approve each act, written out: the program's own matrix is compared with this one.

A cell is p (may propose it, or do it where no second person is asked), a (may be its second person), pa (both) or
- (neither). Nothing here is read from `ledger.permissions`: a power that is given or taken away is written here too.
"""

from ledger.enums import Act, Role

CLERK, SUPERVISOR, COUNSEL, EXAMINER, ADMINISTRATOR = Role.values
SYSTEM = "system"
ROLES = (CLERK, SUPERVISOR, COUNSEL, EXAMINER, ADMINISTRATOR, SYSTEM)

_TABLE = """
                   clerk  supervisor  counsel  examiner  administrator  system
    plan_load        -        pa         a         -           -           p
    history          -        pa         a         -           -           -
    pin_day          -        p          -         -           -           p
    user             -        a          -         -           pa          p
    second_factor    -        a          -         -           pa          -
    holder_import    p        p          -         -           -           -
    holder_edit      p        pa         -         -           -           -
    hold_lift        p        pa         -         -           -           -
    control_book     p        pa         -         -           -           p
    dividend         p        a          -         -           -           -
    share_movement   p        pa         -         -           -           -
    fact             p        p          p         -           -           -
    late_fact        -        a          p         -           -           -
    resolution       p        p          p         -           -           -
    board_act        p        pa         p         -           -           -
    withdraw_resolution p     pa         p         -           -           -
    exemption        p        a          p         -           -           -
    director         p        p          p         -           -           -
    quality          p        pa         pa        -           -           -
    trigger_case     p        a          p         -           -           -
    void_finding     p        a          p         -           -           -
    finding_withdrawal p      a          p         -           -           -
    person_tie       p        a          p         -           -           -
    voiding          p        a          p         -           -           -
    earlier_transfer p        a          p         -           -           -
    transferee       -        a          p         -           -           -
    separation       p        a          -         -           -           -
    run              p        p          -         -           -           -
    release          p        a          -         -           -           -
    correction       p        a          p         -           -           -
    registration     p        a          -         -           -           -
    calendar         -        p          p         -           -           p
    clock            -        p          -         -           -           -
    redemption       p        a          -         -           -           -
    exchange         p        a          -         -           -           -
    expiration       p        a          -         -           -           p
    delivery         p        a          -         -           -           -
    adjustment       p        a          -         -           -           -
    amendment        p        a          p         -           -           -
    counsels_word    -        -          p         -           -           -
    acknowledge      p        p          -         -           -           -
    entitlement      p        a          p         -           -           -
    presentation     pa       pa         -         -           -           -
    stop             p        p          -         -           -           -
    stop_lift        p        pa         -         -           -           -
    returned_mail    p        p          -         -           -           -
    destruction      p        a          -         -           -           -
    payment          p        a          -         -           -           -
    notice           p        a          -         -           -           -
    instruction      p        p          p         -           -           -
    agent_change     p        a          p         -           -           -
    handover         -        p          -         -           -           p
    reconciliation   p        p          -         -           -           p
    inquiry          p        p          p         -           -           -
    examiner_pack    -        p          -         p           -           -
    taking           p        p          p         p           -           -
"""


def _read() -> dict[str, dict[str, str]]:
    heading, *rows = [line.split() for line in _TABLE.strip().splitlines()]
    assert tuple(heading) == ROLES
    return {act: dict(zip(ROLES, cells, strict=True)) for act, *cells in rows}


POWERS = _read()


def proposing(act: str) -> set[str]:
    """The roles that may propose the act, or do it."""
    return {role for role, cell in POWERS[Act(act)].items() if "p" in cell}


def approving(act: str) -> set[str]:
    """The roles that may be the second person of the act."""
    return {role for role, cell in POWERS[Act(act)].items() if "a" in cell}
