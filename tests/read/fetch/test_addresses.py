"""THREATS row 9: nothing but public hosts by http and https is ever asked, however an address is written."""

import ipaddress

import pytest

from communique.errors import AddressRefused, FetchFailed
from communique.read.fetch.addresses import is_public, target_of
from communique.read.fetch.guard import Guard

PUBLIC = {
    "paper.example.org": ["93.184.216.34"],
    "six.example.org": ["2606:2800:220:1:248:1893:25c8:1946"],
    "both.example.org": ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"],
    "xn--bcher-kva.example.org": ["93.184.216.34"],
    "xn--d1abbgf6aiiy.xn--p1ai": ["93.184.216.34"],
    "dns64.example.org": ["64:ff9b::5db8:d822"],
    "inner.example.org": ["10.1.2.3"],
    "loop.example.org": ["127.0.0.1"],
    "loop6.example.org": ["::1"],
    "mapped.example.org": ["::ffff:10.0.0.1"],
    "mixed.example.org": ["93.184.216.34", "192.168.0.1"],
    "meta.example.org": ["169.254.169.254"],
    "link6.example.org": ["fe80::1%eth0"],
    "odd.example.org": ["not a number"],
    "nat64.example.org": ["64:ff9b::7f00:1"],
    "teredo.example.org": ["2001:0:4136:e378:8000:63bf:3fff:fdd2"],
}

BAD = [
    "http://127.0.0.1/", "http://127.1/", "http://127.000.000.001/", "http://0x7f.0.0.1/", "http://0x7f000001/",
    "http://2130706433/", "http://017700000001/", "http://0177.0.0.1/", "http://127.0.0.1./", "http://0/",
    "http://0.0.0.0/", "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://192.0.0.1/", "http://198.18.0.1/",
    "http://192.88.99.1/", "http://224.0.0.1/", "http://239.255.255.250/", "http://255.255.255.255/",
    "http://240.0.0.1/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b:1::1]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[2002:7f00:1::]/", "http://[2002:a00:1::]/",
    "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/",
    "http://[fec0::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[100::1]/",
    "http://[2606:2800:220:1:0:5efe:7f00:1]/", "http://localhost/", "http://LOCALHOST/", "http://localhost./",
    "http://a.localhost/", "http://printer.local/", "http://metadata.google.internal/", "http://inner.example.org/",
    "http://loop.example.org/", "http://loop6.example.org/", "http://mapped.example.org/", "http://mixed.example.org/",
    "http://meta.example.org/", "http://link6.example.org/", "http://odd.example.org/", "http://nat64.example.org/",
    "http://teredo.example.org/", "http://paper.example.org:22/", "http://paper.example.org:8080/",
    "https://paper.example.org:6379/", "http://paper.example.org:0/", "http://paper.example.org:99999/",
    "ftp://paper.example.org/", "file:///etc/passwd", "gopher://paper.example.org/", "dict://paper.example.org/",
    "javascript:alert(1)", "data:text/html,x", "//paper.example.org/", "paper.example.org", "",
    "http://user@paper.example.org/", "http://paper.example.org@10.0.0.1/", "http://user:pass@paper.example.org/",
    "http://paper.example.org\\@10.0.0.1/", "http://paper.example.org\0.evil.example/", "http://paper.example.org%00/",
    "http://paper.example.org/\r\nHost: x", "http://paper .example.org/", "http:///etc/passwd", "http://", "http://./",
    "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://[::1/", "http://]/",
    "http://paper..example.org/", "http://-.-/", "http://" + "a" * 300 + ".example.org/", "http://\u2028.example.org/",
    "http://0x/", "http://1.2.3.4.5/", "http://999.1.1.1/", "http://1.1.1.0x1/", "http://" + "a" * 5000,
]  # fmt: skip

GOOD = [
    ("http://paper.example.org", "http://paper.example.org/"),
    ("http://paper.example.org/", "http://paper.example.org/"),
    ("https://paper.example.org/a?b=c&d=%20#e", "https://paper.example.org/a?b=c&d=%20"),
    ("HTTP://PAPER.example.ORG/A", "http://paper.example.org/A"),
    ("http://paper.example.org:80/", "http://paper.example.org/"),
    ("https://paper.example.org:443/", "https://paper.example.org/"),
    ("http://paper.example.org:443/", "http://paper.example.org:443/"),
    ("https://paper.example.org:80/", "https://paper.example.org:80/"),
    ("http://paper.example.org./", "http://paper.example.org/"),
    ("http://paper.example.org/@user", "http://paper.example.org/@user"),
    ("http://paper.example.org/?u=http://127.0.0.1/", "http://paper.example.org/?u=http://127.0.0.1/"),
    ("http://six.example.org/", "http://six.example.org/"),
    ("http://both.example.org/", "http://both.example.org/"),
    ("http://dns64.example.org/", "http://dns64.example.org/"),
    ("http://bücher.example.org/", "http://xn--bcher-kva.example.org/"),
    ("http://xn--bcher-kva.example.org/", "http://xn--bcher-kva.example.org/"),
    ("https://президент.рф/", "https://xn--d1abbgf6aiiy.xn--p1ai/"),
    ("http://93.184.216.34/", "http://93.184.216.34/"),
    ("http://8.8.8.8/", "http://8.8.8.8/"),
    ("http://[2606:2800:220:1:248:1893:25c8:1946]/", "http://[2606:2800:220:1:248:1893:25c8:1946]/"),
    ("http://[2606:2800:0220:0001:0248:1893:25C8:1946]/a", "http://[2606:2800:220:1:248:1893:25c8:1946]/a"),
    ("http://[64:ff9b::8.8.8.8]/", "http://[64:ff9b::808:808]/"),
]


@pytest.fixture
def guard() -> Guard:
    return Guard(resolve=lambda host, _: PUBLIC.get(host, []))


def ask(guard: Guard, url: str) -> list[str]:
    target = target_of(url)
    return guard.numbers(target.host, target.port)


@pytest.mark.parametrize("url", BAD)
def test_what_is_not_public_is_refused(guard: Guard, url: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        ask(guard, url)
    assert "\0" not in str(refused.value)
    assert "\r" not in str(refused.value)


@pytest.mark.parametrize(("url", "written"), GOOD)
def test_what_is_public_may_be_asked(guard: Guard, url: str, written: str) -> None:
    target = target_of(url)
    assert target.url == written
    assert guard.numbers(target.host, target.port)


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert len(BAD) >= 60
    assert len(GOOD) >= 20


def test_a_name_that_nobody_knows_is_no_attack(guard: Guard) -> None:
    with pytest.raises(FetchFailed, match="there is no host"):
        guard.numbers("gone.example.org", 80)


@pytest.mark.parametrize("number", ["::ffff:8.8.8.8", "::8.8.8.8", "2002:808:808::", "2001:0:808:808::1", "3fff::1"])
def test_numbers_within_numbers_are_refused_even_if_the_inner_one_is_public(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))
