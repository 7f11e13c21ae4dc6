"""The balance of a plan, drawn: on the desk, and small in each row of a class."""

from django.utils.safestring import SafeString

from essayplanner.argument.balance import Bar, Picture, Size
from essayplanner.plans.drawing import fill


def draw_picture(picture: Picture, *, linked: bool) -> SafeString:
    """Return the picture, each bar ``linked`` to its paragraph or the whole a single image."""
    bars = SafeString("".join(_draw_bar(bar, picture.size, linked) for bar in picture.bars))
    return fill(
        "plans/balance_picture.html",
        *([] if linked else [picture.says]),
        bars,
        size=picture.size,
        height=picture.height,
        linked=linked,
    )


def _draw_bar(bar: Bar, size: Size, linked: bool) -> SafeString:
    slot = [str(bar.slot)] * (bar.slot > size.start)
    evidence, explanation, end = map(str, bar.ends)
    return fill(
        "plans/balance_bar.html",
        *([bar.says] if linked else []),
        bar.name,
        *slot,
        *(end, evidence, explanation, explanation, end),
        *slot,
        factor=bar.factor,
        size=size,
        middle=bar.middle,
        foot=bar.foot,
        linked=linked,
        slotted=bool(slot),
    )
