"""What all tests share: one loaded pipeline, and settings of hypothesis that do not depend on the machine's speed."""

import os

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

os.environ["COMMUNIQUE_DEBUG"] = "1"  # a failing component fails its test


@pytest.fixture(scope="session")
def nlp() -> Language:
    from communique.annotate.language import load_language

    return load_language()
