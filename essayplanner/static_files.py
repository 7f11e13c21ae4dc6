"""How static files are named."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Names each file by its content, in the imports of our JavaScript modules too."""

    support_js_module_import_aggregation = True
