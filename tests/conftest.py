"""What all tests share: one loaded pipeline, and settings of hypothesis that do not depend on the machine's speed."""

import importlib.util
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

os.environ["COMMUNIQUE_DEBUG"] = "1"  # a failing component fails its test


Script = Callable[[str], Any]


@pytest.fixture(scope="session")
def script(pytestconfig: pytest.Config) -> Script:
    """Return what loads a script of the repository by its path; it finds those beside it."""

    def loaded(path: str) -> Any:
        place = pytestconfig.rootpath / path
        spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), place)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(place.parent)
            spec.loader.exec_module(module)
        return module

    return loaded


@pytest.fixture(scope="session")
def nlp() -> Language:
    from communique.annotate.language import load_language

    return load_language()
