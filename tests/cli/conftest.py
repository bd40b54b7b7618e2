import pytest
from click.testing import CliRunner, Result

from communique.cli import main


class Command:
    """Runs `communique` in this process."""

    def __call__(self, *arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=stdin)


@pytest.fixture(autouse=True)
def _as_at_a_users(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COMMUNIQUE_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def communique() -> Command:
    return Command()
