"""A comparison in which a text stands in every field, and texts that were used as attacks on what shows it."""

from communique.model import (
    Account,
    Comparison,
    Evidence,
    Failure,
    Finding,
    FindingKind,
    MadeBy,
    Mark,
    MarkedWords,
    MarkKind,
    Meeting,
    MeetingKind,
    Place,
    Relation,
    Searched,
    Stand,
    SummarySentence,
    Topic,
    Wording,
)

from .by_hand import account, compared

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</title><svg/onload=alert(1)>",
    "</textarea><iframe src=javascript:alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "x onclick=alert(1) y=",
    "<a href=javascript:alert(1)>a</a>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<object data=javascript:alert(1)>",
    "<embed src=https://example.org/x>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<style>@import 'https://example.org/x.css';</style>",
    "<img src=https://example.org/x.png>",
    "<video poster=https://example.org/x.png>",
    "<form action=https://example.org/><button>a",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<template><script>alert(1)</script></template>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='https://example.org/x'?>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    'https://example.org/" onclick="alert(1)',
    "http://[",
    "//example.org/x",
    "{{ 7 * 7 }}{% raw %}{# c #}",
    "{{ ''.__class__ }}",
    "${7*7}<%= 7 %>",
    "--><!--",
    "]]>",
    "&lt;script&gt;&amp;#60;&#x3c;script&#x3e;",
    "\u003cscript\u003ealert(1)",
    "\uff1cscript\uff1ealert(1)",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    '=HYPERLINK("http://example.org")',
    "=cmd|' /C calc'!A0",
    "+1|-1",
    "-2+3",
    "@SUM(1)\t=1\r\n=2",
    "\t=1",
    "a;=1,=2",
    '",=1,"',
    "a\nb\n# c\n\n    code\n| d | e |\n|---|---|",
    "[a](javascript:alert(1)) ![b](http://example.org/c.png) <br> `d`",
    "[ref]: http://example.org\n\n[ref]",
    "1. one\n2. two",
    "> quoted\n```\ncode",
    "***\n___\n===",
    "\x1b]0;title\x07\x1b[31mred\x00\u202e\u2066",
    "\x9b31m\x85\u2028",
    "\ud800 lone",
    "𝔄 astral 中文 العربية",
)
"""Texts that must stay texts."""


def hostile_comparison(text: str) -> tuple[Comparison, tuple[Account, ...]]:
    """Return a comparison of two accounts in which `text` (not empty) stands wherever a text can stand."""
    one = account(f"a{text}", "NOR", text, title=text, url=text, language=text)
    other = account(f"b{text}", f"X{text}", text, title=text, url=f"http://{text}", language="en")
    words = Evidence(account_id=one.account_id, start=0, end=len(text))
    same = Searched(account_id=other.account_id, start=0, end=len(text), similarity=0.5)
    half = Mark(account_id=one.account_id, start=0, end=(len(text) + 1) // 2, kind=MarkKind.DELETED, note=text)
    strength = Mark(account_id=one.account_id, start=0, end=len(text), kind=MarkKind.STRENGTH, note=text)
    marked = MarkedWords(account_id=one.account_id, start=0, end=len(text), code=text)
    finding = Finding(
        id=text,
        kind=FindingKind.ONLY_IN,
        topic=Topic(id=text, label=text),
        speaker=text,
        sides={"NOR": Stand.MENTIONS, other.side: Stand.SILENT, f"Y{text}": Stand.UNKNOWN},
        evidence={"NOR": (words,)},
        searched={other.side: (same,)},
        wording=(Wording(sides=("NOR", other.side), relation=Relation.SOFTER, marks=(half, strength)),),
        commitment=True,
        confidence=0.5,
        rule=text,
    )
    comparison = Comparison(
        meeting_id=text,
        meeting=Meeting(
            id=text,
            kind=MeetingKind.CALL,
            place=Place(name=text, country=text),
            participants=(text,),
            host=text,
            requested_by=text,
            spans=(),
        ),
        people={text: text},
        accounts=(
            compared(one, topic_order=(text,), leads_with=words, tone=(marked,), formulas=(marked,), names=(marked,)),
            compared(other, requested_by=(), format=()),
        ),
        findings=(finding,),
        summary=(SummarySentence(sentence=text, findings=(text,)),),
        failures=(Failure(code=text, message=text),),
        made_by=MadeBy(version=text, language_model=text, codebook=text),
    )
    return comparison, (one, other)
