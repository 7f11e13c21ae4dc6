"""Hypothesis strategies for sound packs that hold what spreadsheets and archives mistreat."""

from typing import Any

from hypothesis import strategies as st

from factors.records import SOURCE_TYPES, Pack

# What has a meaning somewhere on the way: formulas, escapes, separators, quotes, spaces, types.
_NASTY = (
    *("=1+1", "+44", "-5", "@sum", "'", "''=x", "\t=1", "TRUE", "yes", "1922", "007", "1.0", "3-4"),
    *("3 Apr 1922", "1922-04-03", "_x0041_", "_x005F_", "x005F_", "_x005F_x000D_", "_x000D_"),
    *(
        "a;b",
        "a, b",
        "{a}",
        "}",
        '"',
        '"a";',
        "“x”",
        " lead",
        "trail ",
        "a\nb",
        "a\n",
        "\na",
        "\n\na",
    ),
    *(
        "#N/A",
        "sep=;",
        "é",
        "\u2028",
        "\ufffe",
        "\ufeff",
        "🙂",
        "\u00a0a",
        "\\",
        "<&>",
        "''' \"\"\"",
    ),
    "x" * 5000,
)
_PLAIN = st.characters(exclude_categories=["Cc", "Cs"])


def words(longest: int = 5000) -> st.SearchStrategy[str]:
    """Make text that may be empty or blank."""
    made = st.text(_PLAIN | st.sampled_from("\n\t ;,{}\"'=_x"), max_size=min(longest, 12))
    fitting = [text for text in _NASTY if len(text) <= longest]
    return st.sampled_from(fitting) | made


def text(longest: int = 5000) -> st.SearchStrategy[str]:
    """Make text that says something."""
    return words(longest).filter(str.strip)


slugs = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)


def _slug_lists(least: int = 0, most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(slugs, min_size=least, max_size=most, unique=True)


def _some(made: list[str]) -> st.SearchStrategy[list[str]]:
    """Make a choice, in any order, of slugs that were made."""
    return st.permutations(made).flatmap(
        lambda mixed: st.integers(0, len(mixed)).map(lambda count: mixed[:count])
    )


def _bearings(factors: list[str], least: int) -> st.SearchStrategy[dict[str, str]]:
    """Make sentences for some factors."""
    needed = dict.fromkeys(factors[:least], text())
    return st.fixed_dictionaries(needed, optional=dict.fromkeys(factors[least:], text()))


@st.composite
def edtf_dates(draw: st.DrawFn, first_year: int = 1) -> str:
    """Make a date as it is kept: a day, month, season or year, or a span of two alike."""
    kind = draw(st.sampled_from(("%Y-%m-%d", "%Y-%m", "%Y", "season")))
    if kind == "season":
        year, season = st.integers(first_year, 9998), st.integers(21, 24)
        points = [f"{draw(year):04}-{draw(season)}" for _ in range(2)]
    else:
        days = st.dates().filter(lambda date: date.year >= first_year)
        lengths = {"%Y-%m-%d": 10, "%Y-%m": 7, "%Y": 4}
        points = [draw(days).isoformat()[: lengths[kind]] for _ in range(2)]
    return "/".join(sorted(points)[: draw(st.integers(1, 2))])


_years = st.integers(1, 9999)
_flags = st.booleans()
_dates = edtf_dates()
_views = st.lists(st.fixed_dictionaries({"holders": text(), "claim": text()}), max_size=2)
_names = st.lists(
    st.fixed_dictionaries({}, optional={"family": words(), "given": words(), "literal": words()}),
    max_size=2,
)
_also = st.lists(text(100), max_size=2)


def _rows(made: list[str], fields: dict[str, st.SearchStrategy[Any]], **optional: Any) -> Any:
    """Make one record for each slug."""
    return st.tuples(
        *(
            st.fixed_dictionaries({"slug": st.just(slug), **fields}, optional=optional)
            for slug in made
        )
    ).map(list)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Make a pack in which every reference resolves."""
    factors, sources = draw(_slug_lists(1, 3)), draw(_slug_lists(1))
    camps, people, historians, evidence = (draw(_slug_lists()) for _ in range(4))
    source = st.sampled_from(sources)
    bearing = {
        "source": source,
        "supports": _bearings(factors, 1),
        "turns_against": _bearings(factors, 0),
    }
    event = {"source": source, "people": _some(people), "date": _dates}
    columns = draw(st.integers(2, 6))
    span = draw(st.lists(_years, min_size=2, max_size=2).map(sorted))
    years = {"starts": st.just(span[0]), "ends": st.just(span[1])}
    asked = draw(_some(factors).filter(bool))
    stance = {"date": _dates, "camp": st.sampled_from(camps or ["none"]), "text": text()}
    return Pack.model_validate(
        {
            "topic": {
                "slug": draw(slugs),
                "title": draw(text(200)),
                "summary": draw(text()),
                "starts": span[0],
                "ends": span[1],
                "factors": draw(
                    _rows(factors, {"name": text(100), "short_name": text(30), "summary": text()})
                ),
                "questions": draw(
                    _rows(
                        draw(_slug_lists(1)),
                        {"text": text(500), "factors": st.just(asked), **years},
                        named_factor=st.sampled_from(asked),
                    )
                ),
                "camps": draw(_rows(camps, {"name": text(100), "summary": text()})),
            },
            "sources": draw(
                _rows(
                    sources,
                    {"type": st.sampled_from(list(SOURCE_TYPES)), "title": text(300)},
                    **dict.fromkeys(("authors", "editors", "translators"), _names),
                    **dict.fromkeys(("volume", "issue"), words(20)),
                    **dict.fromkeys(("place", "edition", "pages"), words(30)),
                    **dict.fromkeys(("container_title", "publisher", "archive"), words(200)),
                    **dict.fromkeys(("event", "archive_location"), words(200)),
                    **dict.fromkeys(("issued", "original"), _years),
                    **dict.fromkeys(("date", "accessed"), _dates),
                    url=st.sampled_from(("", "https://example.org/?a=1;b=%20,{c}#d")),
                )
            ),
            "historians": draw(
                _rows(historians, {"family": text(100), "position": text()}, given=words(100))
            ),
            "people": draw(
                _rows(
                    people,
                    {"name": text(100), "lived": text(60), "summary": text(), "source": source},
                    also=_also,
                    posts=st.lists(
                        st.fixed_dictionaries({"date": _dates, "text": text()}), max_size=2
                    ),
                    stances=st.lists(st.fixed_dictionaries(stance), max_size=2 if camps else 0),
                    fate=words(),
                )
            ),
            "evidence": draw(
                _rows(
                    evidence,
                    {"title": text(60), "text": text(), **event, **bearing},
                    old_style=_flags,
                    locator=words(50),
                    views=_views,
                )
            ),
            "quotations": draw(
                _rows(
                    draw(_slug_lists()) if historians else [],
                    {
                        "historian": st.sampled_from(historians or ["none"]),
                        "text": text(),
                        "argues": text(),
                        **bearing,
                    },
                    page=words(20),
                    checked=words(200),
                    wording=words(),
                    notes=st.lists(text(), max_size=2),
                    tested_by=_some(evidence),
                )
            ),
            "events": draw(
                _rows(
                    draw(_slug_lists()),
                    {"title": text(200), **event},
                    old_style=_flags,
                    locator=words(50),
                    views=_views,
                )
            ),
            "terms": draw(
                _rows(draw(_slug_lists()), {"term": text(100), "meaning": text()}, also=_also)
            ),
            "tables": draw(
                _rows(
                    draw(_slug_lists(0, 1)),
                    {
                        "title": text(200),
                        "columns": st.lists(text(100), min_size=columns, max_size=columns),
                        "rows": st.lists(
                            st.fixed_dictionaries(
                                {"cells": st.lists(words(), min_size=columns, max_size=columns)},
                                optional={"source": source, "locator": words(50)},
                            ),
                            min_size=1,
                            max_size=2,
                        ),
                    },
                    note=words(),
                )
            ),
            "documents": draw(
                _rows(
                    draw(_slug_lists(0, 1)),
                    {"title": text(200), "date": _dates, "summary": text(), "source": source},
                    passages=st.lists(
                        st.fixed_dictionaries(
                            {
                                "about": st.sampled_from(people or ["none"]),
                                "translation": source,
                                "text": text(),
                            },
                            optional={"wording": words()},
                        ),
                        max_size=2 if people else 0,
                    ),
                    views=_views,
                )
            ),
            "notes": draw(words() | st.sampled_from(("a\n\n \n", "\n\n", "🙂\n" * 2500))),
        }
    )
