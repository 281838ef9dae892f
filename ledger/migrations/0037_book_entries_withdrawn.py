"""An entry of the control book is withdrawn by a row of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0036_lifted_by_two"),
    ]

    operations = [
        migrations.AddField(
            model_name="controlbookentry",
            name="withdraws",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawn_by",
                to="ledger.controlbookentry",
            ),
        ),
    ]
