"""The five groups of the staff."""

from django.db import migrations

ROLES = ["clerk", "supervisor", "counsel", "examiner", "administrator"]


def create(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_journal_and_guards"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
