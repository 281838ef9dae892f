from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Registers the tasks, the kinds of work, and what carries approved acts out, in every process."""
        from ledger import tasks  # noqa: F401, PLC0415 - models are not loaded before this
        from ledger.selectors.worklist import kinds  # noqa: F401, PLC0415
        from ledger.services import contents  # noqa: F401, PLC0415
        from ledger.services.handover import of_ledger  # noqa: F401, PLC0415
