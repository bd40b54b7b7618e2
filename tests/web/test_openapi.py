"""REST does what its description says, whatever is sent: schemathesis over the OpenAPI document.

The suite takes few examples an operation; `COMMUNIQUE_EXAMPLES=100` takes more (`just api`).
"""

import os
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

schemathesis = pytest.importorskip("schemathesis")

from communique.web.app import create_app

HERE = "http://127.0.0.1:8350"
EXAMPLES = int(os.environ.get("COMMUNIQUE_EXAMPLES", "5"))
