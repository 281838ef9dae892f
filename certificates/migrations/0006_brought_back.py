"""A run that prints what a reversed voiding brought back is released by the approval of that reversal."""

from django.db import migrations

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0005_checks_cashed"),
    ]

    operations = [
        Load({"run_guard": "4a609cf93465"}),
    ]
