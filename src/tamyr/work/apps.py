from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class WorkConfig(AppConfig):
    name = "tamyr.work"

    def ready(self) -> None:
        from tamyr.work import queries, receivers  # noqa: F401

        for room in apps.get_app_configs():
            if room.name.startswith("tamyr.") and module_has_submodule(room.module, "tasks"):
                import_module(f"{room.name}.tasks")
