"""Accounts are found as people type their names, and a hold says when it is lifted."""

import django.contrib.postgres.indexes
import django.core.validators
from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [("ledger", "0027_amendments_of_the_past")]

    operations = [
        Load({"found_as": "9eb401589d62", "sought": "3b646b5d2427"}),
        migrations.RemoveIndex(model_name="holderaccount", name="account_lines_search"),
        migrations.AddIndex(
            model_name="holderaccount",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("number", "registration_lines", function="ledger_found_as"),
                name="account_found_as",
            ),
        ),
        migrations.AlterField(
            model_name="holderaccount",
            name="number",
            field=models.CharField(
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        r"\A[A-Za-z0-9][A-Za-z0-9-]{0,19}\Z",
                        "An account number has 1 to 20 letters, digits and hyphens.",
                    )
                ],
            ),
        ),
        migrations.AlterField(
            model_name="historicalholderaccount",
            name="number",
            field=models.CharField(
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        r"\A[A-Za-z0-9][A-Za-z0-9-]{0,19}\Z",
                        "An account number has 1 to 20 letters, digits and hyphens.",
                    )
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="holderaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(number__regex=r"^[A-Za-z0-9][A-Za-z0-9-]{0,19}$"),
                name="account_number_can_be_written",
            ),
        ),
        migrations.RenameField(model_name="hold", old_name="until_on", new_name="lifted_on"),
        migrations.RenameField(model_name="historicalhold", old_name="until_on", new_name="lifted_on"),
    ]
