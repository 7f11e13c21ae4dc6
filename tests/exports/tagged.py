"""Whether a tagged PDF is tagged throughout, by pypdf."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream


def elements(reader: PdfReader) -> list[Any]:
    """Every element of the structure tree, in the order of reading."""
    tree: Any = reader.root_object["/StructTreeRoot"]
    return list(_below(tree))


def _below(parent: Any) -> Iterator[Any]:
    for kid in _kids(parent):
        if hasattr(kid, "keys") and "/S" in kid:
            # Compared by reference, as a whole tree hangs on each.
            assert kid.raw_get("/P").get_object() == parent
            yield kid
            yield from _below(kid)


def _kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    held = held.get_object()
    return [kid.get_object() for kid in held] if isinstance(held, list) else [held]


def assert_whole(reader: PdfReader) -> None:
    """Hold that each piece of content belongs to an element of the tree, and knows it."""
    tree: Any = reader.root_object["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert max(owners, default=-1) < tree["/ParentTreeNextKey"]
    inside = {id_of(element) for element in elements(reader)}
    for page in reader.pages:
        marked = list(_marked(page, reader))
        assert bool(marked) == bool(page.extract_text())
        if not marked:
            continue
        row: Any = owners[page["/StructParents"]].get_object()
        for number in marked:
            element = row[number].get_object()
            assert id_of(element) in inside
            assert (page.indirect_reference, number) in set(_content(element))
        for annotation in page.get("/Annots", []):
            element = owners[annotation.get_object()["/StructParent"]].get_object()
            assert id_of(element) in inside


def _content(element: Any) -> Iterator[tuple[Any, int]]:
    """Yield the page and the number of each piece of content that an element holds itself."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield element["/Pg"].indirect_reference, kid
        elif kid.get("/Type") == "/MCR":  # of an element that runs over several pages
            page = kid["/Pg"] if "/Pg" in kid else element["/Pg"]
            yield page.indirect_reference, kid["/MCID"]


def _marked(page: Any, reader: PdfReader) -> Iterator[int]:
    content = page.get_contents()
    if content is None:
        return
    for operands, operator in ContentStream(content, reader).operations:
        if operator == b"BDC" and "/MCID" in operands[1]:
            yield operands[1]["/MCID"]


def id_of(element: Any) -> tuple[int, int]:
    reference = element.indirect_reference
    return reference.idnum, reference.generation
