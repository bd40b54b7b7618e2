"""SVG elements as markup: every value is escaped, and nothing has a style of its own."""

from collections.abc import Iterable

from markupsafe import Markup, escape

Attribute = str | float | None


def element(name: str, *content: Markup | str, **attributes: Attribute) -> Markup:
    """Return an element. `class_` is the attribute class, `_` in other names is `-`; None leaves an attribute out.

    Numbers are written with one decimal at most: a tenth of a unit is finer than anything that is looked at.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup().join(escape(part) for part in content)
    return Markup(f"<{name}{written}>") + inside + Markup(f"</{name}>")  # noqa: S704 - names are ours


def picture(
    width: float,
    height: float,
    content: Iterable[Markup],
    *,
    label: str,
    name: str = "",
    has_links: bool = False,
    left: float = 0,
) -> Markup:
    """Return a whole picture that grows with the page; `label` says in words what it shows, `left` where it begins.

    A picture with links is a group of them for those who do not see it; any other is one image.
    """
    return element(
        "svg",
        *content,
        class_=f"picture {name}".strip(),
        viewBox=f"{_value(left)} 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="group" if has_links else "img",
        aria_label=label,
    )


def text(x: float, y: float, words: str, **attributes: Attribute) -> Markup:
    """Return words at a place; their direction is their own."""
    return element("text", words, x=x, y=y, **attributes)


def title(words: str) -> Markup:
    """Return what a browser shows when a pointer rests on the element around it."""
    return element("title", words)


def _value(value: str | float) -> Markup:
    if isinstance(value, float):
        rounded = round(value, 1)
        return escape(f"{rounded:g}" if abs(rounded) < 1e5 else str(int(rounded)))
    return escape(str(value))
