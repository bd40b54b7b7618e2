"""Texts, titles, publishers, names, addresses, searches and decisions that are attacks: pages show them as text."""

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from communique.archive import Entry, Source, open_archive
from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Document,
    KnownBy,
    MadeBy,
    Meeting,
    MeetingKind,
    Mention,
    Mode,
    Party,
    Passage,
    PassageKind,
    Place,
    PublishedOn,
    Record,
    Span,
    Statement,
    Status,
    Stop,
)
from communique.web.app import create_app

Serve = Callable[..., TestClient]
FORM = {"content-type": "application/x-www-form-urlencoded"}
MARK = "pwn(1)"
"""What every attack tries to run."""
_TAGS = (
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "<script src=//evil.example/{}></script>",
    "<img src=x onerror={}>",
    "<img src=x onerror='{}'//",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<svg/onload={}>",
    "<body onload={}>",
    "<iframe src='javascript:{}'></iframe>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<a href='javascript:{}'>read</a>",
    "<a href=' &#14; javascript:{}'>read</a>",
    "<form action='javascript:{}'><button>ok</button></form>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<math><mi xlink:href='javascript:{}'>x</mi></math>",
    "<object data='javascript:{}'></object>",
    "<embed src='javascript:{}'>",
    "<base href='//evil.example/{}'>",
    "<link rel=stylesheet href='//evil.example/{}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<style>@import '//evil.example/{}';</style>",
    "<input autofocus onfocus={}>",
    "<marquee onstart={}>",
    "<template><script>{}</script></template>",
    "<noscript><img src=x onerror={}></noscript>",
    "<b style='background:url(//evil.example/{})'>x</b>",
    "<button popovertarget=x onclick={}>x</button>",
    "<x contenteditable onblur={}>x</x>",
)
_AROUND = ("{}", '">{}', "'>{}", "</title>{}", "</textarea>{}", "-->{}<!--", "]]>{}")
_OTHERS = (
    '" onmouseover="pwn(1)',
    "' onmouseover='pwn(1)",
    "` onmouseover=`pwn(1)",
    'x" autofocus onfocus="pwn(1)" y="',
    "javascript:pwn(1)",
    "JaVaScRiPt:pwn(1)",
    "java\tscript:pwn(1)",
    "data:text/html,<script>pwn(1)</script>",
    "vbscript:pwn(1)",
    "//evil.example/pwn(1)",
    "{{7*7}}pwn(1)",
    "{% raw %}pwn(1)",
    "${pwn(1)}",
    "\\u003cscript\\u003epwn(1)\\u003c/script\\u003e",
    "&lt;script&gt;pwn(1)&lt;/script&gt;",
    "&#60;script&#62;pwn(1)",
    "%3Cscript%3Epwn(1)%3C/script%3E",
    "＜script＞pwn(1)＜/script＞",
    "<scr\u0000ipt>pwn(1)</script>",
    "<\u200bscript>pwn(1)</script>",
    "\u202e>tpircs<pwn(1)",
    "</script><script>pwn(1)</script>",
    "<!--<script>pwn(1)",
    "<![CDATA[<script>pwn(1)</script>]]>",
    "+ADw-script+AD4-pwn(1)",
)


def payloads() -> list[str]:
    """Return more than two hundred attacks."""
    return [around.format(tag.format(MARK)) for around, tag in itertools.product(_AROUND, _TAGS)] + list(_OTHERS)


def test_there_are_two_hundred_attacks() -> None:
    assert len(set(payloads())) >= 200
    assert all(MARK in payload for payload in payloads())


def record_of(number: int, payload: str) -> Record:
    """Return a record in which every text that can be somebody else's is an attack."""
    name = payload.replace("\x00", "")
    text = f"{payload} met {name} here. {name} said that {payload} was welcome."
    whole = Span(start=0, end=len(text))
    said = Span(start=text.index(" said that ") + 11, end=len(text) - 1)
    return Record(
        document=Document.of(
            f"{number}:{payload}",
            text,
            title=payload,
            url=f"https://desk.example/{number}/{quote(payload)}" if number % 3 else payload,
            publisher=payload,
            language="en",
            published_on=PublishedOn(value=f"2026-03-{1 + number % 28:02}", known_by=KnownBy.GIVEN),
        ),
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(text)),),
        sentences=(whole,),
        actors=(
            Actor(id=f"text:{name}", kind=ActorKind.PERSON, name=name, country="NOR", office=payload),
            Actor(id=f"text:other-{number}", kind=ActorKind.PERSON, name=f"{name} B", country="CHL"),
        ),
        mentions=(Mention(start=0, end=len(payload), why=payload),),
        statements=(
            Statement(
                id="s1", mode=Mode.INDIRECT, content=(said,), speaker=Party(actor=f"text:{name}", spans=(whole,))
            ),
        ),
        agenda=(AgendaItem(topic="fisheries", label=payload, status=AgendaStatus.DISCUSSED, spans=(said,)),),
        meetings=(
            Meeting(
                id="m1",
                kind=MeetingKind.MEETING,
                status=Status.HAPPENED,
                date=f"2026-03-{1 + number % 28:02}",
                place=Place(name=payload, country="NOR"),
                participants=(f"text:{name}", f"text:other-{number}"),
                spans=(whole,),
            ),
        ),
        stops=(
            Stop(
                actor=f"text:{name}",
                place=Place(name=payload),
                date="2026-03-01",
                status=Status.HAPPENED,
                order=1,
                spans=(said,),
            ),
        ),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    with open_archive(folder, write=True, create=True) as archive:
        archive.add(
            Entry.read(record_of(number, payload), source=Source(name=payload))
            for number, payload in enumerate(payloads())
        )
        archive.add([Entry.set_aside(Document.of(f"aside {payload}", payload), reason=payload) for payload in _OTHERS])
    return folder


@pytest.fixture(scope="module")
def attacked(hostile: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(hostile), base_url="http://127.0.0.1:8350", raise_server_exceptions=False, follow_redirects=False
    ) as client:
        yield client


_LEADING = ("href", "src", "action", "formaction", "data", "poster", "srcset", "background", "cite", "xlink:href")
_OURS = ("/", "#", "?")


def what_runs(page: str) -> list[str]:
    """Return what in a page could run, or load something from elsewhere."""
    found = []
    tree = html.document_fromstring(page)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            if MARK in (element.text or ""):
                found.append(f"comment {element.text}")
            continue
        if element.tag in {"script", "style", "iframe", "object", "embed", "base", "template", "noscript", "math"} and (
            element.tag != "script" or not str(element.get("src", "")).startswith("/static/") or element.text
        ):
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc"}:
                found.append(f"{element.tag} {name}={value}")
            if name in _LEADING and not value.startswith(_OURS):
                place = urlsplit(value.strip())
                is_link = element.tag == "a" and place.scheme in {"http", "https"} and place.netloc
                if not is_link:
                    found.append(f"{element.tag} {name}={value}")
            if name in _LEADING and value.startswith(("//", "/\\")):
                found.append(f"{element.tag} {name}={value}")
            if name == "http-equiv":
                found.append(f"meta {value}")
    return found


def test_the_look_for_what_runs_finds_it() -> None:
    """Attacks that stand in a page as they are must be seen, or the tests below would prove nothing."""
    for tag in _TAGS:
        if "svg><script" in tag or "source" in tag or tag.startswith("<body"):
            continue
        assert what_runs(f"<html><body><p>a</p>{tag.format(MARK)}</body></html>"), tag


def pages_of(client: TestClient, most: int) -> Iterator[str]:
    """Yield addresses of pages, reached by their links from the first and from documents."""
    rows = client.get("/api/v1/documents?limit=500").json()["items"]
    waiting = ["/", "/failures", "/search?q=pwn", *(f"/documents/{row['document']}" for row in rows[:120])]
    seen = set(waiting)
    while waiting and (most := most - 1) >= 0:
        place = waiting.pop(0)
        answer = client.get(place)
        yield place
        if answer.headers["content-type"].startswith("text/html"):
            for link in html.document_fromstring(answer.text).iter("a"):
                to = str(link.get("href", "")).partition("#")[0]
                if (
                    to.startswith("/")
                    and not to.startswith(("/api/", "/static/"))
                    and to not in seen
                    and len(to) < 2000
                ):
                    seen.add(to)
                    waiting.append(to)


def test_no_page_of_an_archive_of_attacks_runs_any(attacked: TestClient) -> None:
    shown, kinds = 0, set()
    for place in pages_of(attacked, 250):
        answer = attacked.get(place)
        assert answer.status_code < 500, place
        if answer.headers["content-type"].startswith("text/html"):
            assert what_runs(answer.text) == [], place
            shown += "pwn(" in answer.text
            kinds.add(place.split("/")[1].partition("?")[0])
    assert shown > 100
    assert kinds >= {"", "documents", "meetings", "people", "search", "failures"}


def test_every_attack_is_shown_as_text_on_the_page_of_its_document(attacked: TestClient) -> None:
    rows = attacked.get("/api/v1/documents?limit=500").json()["items"]
    assert len(rows) > 200
    for row in rows:
        answer = attacked.get(f"/documents/{row['document']}")
        assert answer.status_code == 200
        assert what_runs(answer.text) == [], row["title"]
        assert "pwn(1)" in html.document_fromstring(answer.text).text_content()


@pytest.mark.parametrize(
    "place", ["/search?q={}", "/people?name={}", "/phrases?q={}", "/meetings?who={}", "/relations?one={}&other=NOR",
              "/people/{}", "/nowhere/{}", "/meetings/{}", "/documents/{}", "/meetings?since={}", "/search?who={}"],
)  # fmt: skip
def test_what_is_asked_is_shown_as_text(attacked: TestClient, place: str) -> None:
    for payload in payloads()[:: 1 if place.startswith("/search?q") else 8]:
        answer = attacked.get(place.format(quote(payload, safe="")))
        assert answer.status_code < 500, payload
        if answer.headers["content-type"].startswith("text/html"):
            assert what_runs(answer.text) == [], payload


def test_what_people_decide_is_shown_as_text(hostile: Path, serve: Serve, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "archive"
    shutil.copytree(hostile, folder)
    client = serve(folder)
    document = client.get("/api/v1/documents").json()["items"][0]["document"]
    for payload in payloads()[::5]:
        who = "".join(letter for letter in payload if letter.isprintable())[:100]
        data = {"who": who, "verdict": "reject", "note": payload, "next": payload}
        answer = client.post(f"/documents/{document}/statements/s1/judgement", data=data)
        assert answer.status_code == 303, payload
        to = answer.headers["location"]
        assert to == "/" or (to.startswith("/") and to[1:2] not in {"/", "\\"})
        client.cookies.clear()
    for place in ("/corrections", f"/documents/{document}"):
        answer = client.get(place)
        assert answer.status_code == 200
        assert what_runs(answer.text) == []
        assert MARK in html.document_fromstring(answer.text).text_content()


def test_a_refused_form_shows_what_was_typed_as_text(attacked: TestClient) -> None:
    for payload in payloads()[::10]:
        data = {"who": payload, "verdict": payload, "kind": payload, "next": payload}
        answer = attacked.post(f"/meetings/{'0' * 16}/findings/f1/judgement", data=data)
        assert answer.status_code in {404, 422}
        assert what_runs(answer.text) == [], payload


def test_rest_sends_attacks_as_data(attacked: TestClient) -> None:
    for place in ("documents?limit=500", "meetings?limit=500", "statements?limit=500", "search?words=pwn&limit=500"):
        answer = attacked.get(f"/api/v1/{place}")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert any(MARK in json.dumps(item) for item in answer.json()["items"])
        table = attacked.get(f"/api/v1/{place}&format=csv")
        assert table.headers["content-type"] == "text/csv; charset=utf-8"
        assert table.headers["x-content-type-options"] == "nosniff"


def test_problems_repeat_nothing_as_markup(attacked: TestClient) -> None:
    for payload in payloads()[::6]:
        answer = attacked.get(f"/api/v1/people/{quote(payload, safe='')}")
        assert answer.headers["content-type"] in {"application/json", "application/problem+json"}
