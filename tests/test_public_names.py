import subprocess
import sys

import communique


def test_every_public_name_is_there() -> None:
    for name in communique.__all__:
        assert getattr(communique, name) is not None
        assert name in dir(communique)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    assert not hasattr(communique, "no_such_name")


def _runs(code: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_the_public_function_and_the_package_of_its_name_live_together() -> None:
    """`communique.read` is a function for users and the package of the first stage for us."""
    for first in ("import communique.read.plain as plain", "from communique import stages", "pass"):
        _runs(f"{first}\nimport communique\nassert communique.read('Malta and Cyprus agreed.').document.id == 'text'")
        _runs(f"import communique\n{first}\nimport communique.read.plain as plain\nassert plain.read_text")
