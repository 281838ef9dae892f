"""Triggers: stops, returned mail and searches closed once; nothing destroyed but before two witnesses (17Ad-19)."""

from pathlib import Path

from django.db import migrations

from rightsadmin.common.sql import append_only, run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("certificates", "0007_custody")]

    operations = [
        append_only(
            "certificates_stopreport",
            "certificates_historicalreturnedmail",
            "certificates_historicallostholder",
            "certificates_historicalsearch",
            "certificates_historicalvaultbox",
            "certificates_historicalcancelledstore",
            "certificates_historicaldestructionbatch",
            "certificates_historicaldestructionwitness",
        ),
        run_sql(SQL, "custody"),
    ]
