from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Registers the tasks in every process, so that the web process can enqueue them by name."""
        from ledger import tasks  # noqa: F401, PLC0415 - models are not loaded before this
