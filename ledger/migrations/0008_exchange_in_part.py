"""An exchange in part is an adjustment of the Rights per share, an account holds one class of common, and no Right that
is not void can be made in an ended plan.
"""

from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0007_limbs"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="adjustment",
            name="adjustment_kind_known",
        ),
        migrations.AddField(
            model_name="historicalholderaccount",
            name="share_class",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
        migrations.AddField(
            model_name="holderaccount",
            name="share_class",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
        migrations.AlterField(
            model_name="adjustment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rights_offering", "Rights or warrants below the market price (11(b))"),
                    ("distribution", "Distribution of debt, cash or assets (11(c))"),
                    ("split", "Dividend, split or combination of the common (11(a)(i), 11(p))"),
                    ("factor", "A factor that the certificate states"),
                    ("release", "Carried adjustments made at the longstop (11(e))"),
                    ("exchange", "A part of the Rights exchanged: what is left on each share (24)"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["rights_offering", "distribution", "split", "factor", "release", "exchange"],
                    )
                ),
                name="adjustment_kind_known",
            ),
        ),
        Load(
            {
                "carrying_guard": "b6044dc312a1",
                "plan_guard": "33f99813c238",
                "resolution_guard": "286679964904",
            }
        ),
    ]
