"""An archive in which nothing is yet: every page says so, and what to do."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.archive import open_archive
from communique.web.app import create_app

HERE = "http://127.0.0.1:8350"
PAGES = {
    "/": "No meeting has been read into this archive yet.",
    "/?one_sided=1": "No meeting here has accounts of two sides",
    "/search": "No document fits.",
    "/search?q=sea": "No document fits.",
    "/people": "No text of this archive names anybody yet.",
    "/relations": "How often two sides meet",
    "/relations?one=NOR&other=CHL": "The archive has no meeting of these two sides.",
    "/phrases?q=a+bridge": "No text has this phrase",
    "/network": "No two sides met",
    "/failures": "Everything was read.",
    "/corrections": "Nobody has decided anything yet.",
}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_over_nothing_says_so(tmp_path: Path, address: str) -> None:
    open_archive(tmp_path / "archive", write=True, create=True).close()
    with TestClient(create_app(tmp_path / "archive"), base_url=HERE) as client:
        answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert PAGES[address] in answer.text
