"""What the planner knows of tables that were just filled: without it, it plans for the few rows of before."""

from django.db import connection
from django.db.models import Model

MANY = 5_000


def tell(count: int, *models: type[Model]) -> None:
    """Has the database look at these tables anew where an act has just written many rows into them.

    Must be asked in the transaction that wrote them; fewer than `MANY` change no plan.
    """
    if count >= MANY:
        names = [model._meta.db_table for model in models]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rightsadmin_fresh_statistics({', '.join(['%s'] * len(names))})", names)
